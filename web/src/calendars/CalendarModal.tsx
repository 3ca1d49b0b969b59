import type { WorkCalendar } from '@zhiwei/contract'
import { Checkbox, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../identity/index.ts'
import { api, isProblem, useShippedName } from '../platform/index.ts'
import { FormModal, useTreeSearch } from '../ui/index.ts'
import { slotsOf, textOfSlots } from './hours-text.ts'
import { weekFromMonday } from './months.ts'
import { useCalendarActs, useHolidayYears } from './queries.ts'
import { unitTreeOf } from './unit-tree.ts'

type Day = (typeof weekFromMonday)[number]
type Values = {
  name: string
  zone?: string
  region: string
  unitIds?: string[]
  hours: Record<Day, string>
  weekend: Record<Day, boolean>
}
type Props = { calendar?: WorkCalendar; like?: WorkCalendar; onMade?: (made: WorkCalendar) => void; onClose: () => void }

const none = 'none'
const zones = Intl.supportedValuesOf('timeZone')

/** A calendar's own hours, zone, holidays and units; a new one begins like the one that was looked at. */
export function CalendarModal({ calendar, like, onMade, onClose }: Props) {
  const { t } = useTranslation('calendars')
  const named = useShippedName()
  const { add, change } = useCalendarActs()
  const from = calendar ?? like
  // What the person saw, though the page has a newer one by now; after a conflict they have been told of it.
  const [seen, setSeen] = useState(calendar?.version ?? 0)

  async function save(values: Values) {
    const hours = Object.fromEntries(weekFromMonday.map((day) => [day, slotsOf(values.hours[day] ?? '') ?? []]))
    const common = {
      name: values.name,
      hours,
      weekend: weekFromMonday.filter((day) => values.weekend[day]),
      region: values.region === none ? null : values.region,
    }
    const ofUnits = { unitIds: values.unitIds ?? [] }
    if (!calendar) return onMade?.(await add.mutateAsync({ ...common, ...ofUnits, zone: values.zone ?? null }))
    const ofItsOwn = calendar.company ? { ...(values.zone && { zone: values.zone }) } : { ...ofUnits, zone: values.zone ?? null }
    try {
      await change.mutateAsync({ calendar: { ...calendar, version: seen }, ...common, ...ofItsOwn })
    } catch (error) {
      if (isProblem(error, 'VERSION_CONFLICT')) setSeen((await api.get<WorkCalendar>(`/calendars/${calendar.id}`)).version)
      throw error
    }
  }

  return (
    <FormModal<Values>
      open
      width={560}
      title={calendar ? t('editOf', { name: named(calendar.name) }) : t('new')}
      okText={t(calendar ? 'save' : 'create')}
      initialValues={valuesOf(from, calendar)}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus={!calendar} />
      </Form.Item>
      <WeekFields />
      <div className="calendar-two">
        <Form.Item name="zone" label={t('zone')} extra={calendar?.company ? t('zoneOfCompanyHint') : t('zoneHint')}>
          <Select
            allowClear={!calendar?.company}
            showSearch
            placeholder={t('zoneLikeCompany')}
            options={zones.map((zone) => ({ value: zone, label: zone }))}
          />
        </Form.Item>
        <RegionField />
      </div>
      {!calendar?.company && <UnitsField />}
    </FormModal>
  )
}

function valuesOf(from: WorkCalendar | undefined, calendar: WorkCalendar | undefined): Partial<Values> {
  if (!from) return {}
  const byDay = <Value,>(given: (day: Day) => Value) =>
    Object.fromEntries(weekFromMonday.map((day) => [day, given(day)])) as Record<Day, Value>
  const zone = calendar?.company ? calendar.zone : calendar?.ownZone
  return {
    ...(calendar && { name: calendar.name, unitIds: calendar.units.map(({ id }) => id) }),
    ...(zone && { zone }),
    region: from.region ?? none,
    hours: byDay((day) => textOfSlots(from.hours[day])),
    weekend: byDay((day) => from.weekend.includes(day)),
  }
}

/** One line a weekday: its slots as text, and whether it belongs to the weekend. */
function WeekFields() {
  const { t } = useTranslation('calendars')
  return (
    <fieldset className="calendar-week">
      <legend>{t('hours')}</legend>
      <p className="meta">{t('hoursHint')}</p>
      {weekFromMonday.map((day) => (
        <div key={day} className="calendar-week-day">
          <span aria-hidden="true">{t(`weekday.${day}`)}</span>
          <Form.Item
            name={['hours', day]}
            rules={[
              {
                validator: (_, text: string | undefined) =>
                  slotsOf(text ?? '') ? Promise.resolve() : Promise.reject(new Error(t('hoursWrong'))),
              },
            ]}
          >
            <Input autoComplete="off" aria-label={t('hoursOf', { day: t(`weekday.${day}`) })} placeholder="09:00-12:00, 13:30-18:00" />
          </Form.Item>
          <Form.Item name={['weekend', day]} valuePropName="checked">
            <Checkbox aria-label={t('weekendOf', { day: t(`weekday.${day}`) })}>{t('kind.weekend')}</Checkbox>
          </Form.Item>
        </div>
      ))}
    </fieldset>
  )
}

function RegionField() {
  const { t } = useTranslation('calendars')
  const { data } = useHolidayYears()
  const regions = [...new Set(['CN', ...(data?.rows ?? []).map(({ region }) => region)])]
  const options = regions.map((region) => ({ value: region, label: t(`regionOf.${region}`, { defaultValue: region }) }))
  return (
    <Form.Item name="region" label={t('region')} extra={t('regionHint')}>
      <Select options={[...options, { value: none, label: t('noRegion') }]} />
    </Form.Item>
  )
}

function UnitsField() {
  const { t } = useTranslation('calendars')
  const { data, isLoading } = useUnits()
  const units = (data?.rows ?? []).filter(({ active }) => active)
  const search = useTreeSearch(
    units.map(({ id }) => id),
    { startsOpen: true },
  )
  return (
    <Form.Item name="unitIds" label={t('units')} extra={t('unitsHint')}>
      <TreeSelect multiple allowClear {...search} loading={isLoading} treeData={unitTreeOf(units)} placeholder={t('unitsPlaceholder')} />
    </Form.Item>
  )
}
