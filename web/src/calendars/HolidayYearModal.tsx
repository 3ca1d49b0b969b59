import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { HolidayReading, HolidayYear } from '@zhiwei/contract'
import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../platform/index.ts'
import { FormModal, ReasonModal } from '../ui/index.ts'
import { datesOf } from './hours-text.ts'
import { readYears, useCalendarActs, useHolidayYears } from './queries.ts'
import { ReadNotice } from './ReadNotice.tsx'

type Holiday = { name: string; from: string; to: string; makeUpDays?: string }
type Values = {
  region: string
  year: number
  notice: { number: string; title: string; issuedOn: string; url: string }
  holidays: Holiday[]
}
type Props = { region: string; year: number; onSaved: (year: number) => void; onClose: () => void }

/** 放假安排: a year as its notice says; pasted or read from a table, looked at, then stored. */
export function HolidayYearModal(props: Props) {
  const { data } = useHolidayYears()
  return data ? <YearForm {...props} known={data.rows} /> : null
}

function YearForm({ region, year, onSaved, onClose, known }: Props & { known: HolidayYear[] }) {
  const { t } = useTranslation('calendars')
  const { setYear, withdrawYear } = useCalendarActs()
  // What the person saw, though the page may know more by now; after a conflict they have been told of it.
  const [years, setYears] = useState(known)
  const [wasRead, setRead] = useState(false)
  const [withdrawn, setWithdrawn] = useState<HolidayYear>()
  const present = (of: Pick<Values, 'region' | 'year'>) => years.find((one) => one.region === of.region && one.year === of.year)

  async function save({ holidays, ...values }: Values) {
    const plan = holidays.map(({ makeUpDays, ...holiday }) => ({ ...holiday, makeUpDays: datesOf(makeUpDays ?? '') }))
    const origin = wasRead ? ('imported' as const) : ('entered' as const)
    try {
      await setYear.mutateAsync({ ...values, holidays: plan, origin, version: present(values)?.version ?? 0 })
    } catch (error) {
      if (isProblem(error, 'VERSION_CONFLICT')) setYears((await readYears()).rows)
      throw error
    }
    onSaved(values.year)
  }

  return (
    <>
      <FormModal<Values>
        open
        width={720}
        title={t('plan.title')}
        okText={t('plan.save')}
        initialValues={valuesOf(present({ region, year }), region, year)}
        onSubmit={save}
        onClose={onClose}
      >
        <Reader onRead={() => setRead(true)} />
        <NoticeFields years={years} onWithdraw={setWithdrawn} />
        <HolidayFields />
      </FormModal>
      <ReasonModal
        open={withdrawn !== undefined}
        danger
        title={t('plan.withdrawOf', { year: withdrawn?.year })}
        consequence={t('plan.withdrawHint')}
        okText={t('plan.withdraw')}
        onConfirm={async (reason) => {
          if (withdrawn) await withdrawYear.mutateAsync({ holidayYear: withdrawn, reason })
          onClose()
        }}
        onClose={() => setWithdrawn(undefined)}
      />
    </>
  )
}

function valuesOf(present: HolidayYear | undefined, region: string, year: number): Partial<Values> {
  if (!present) return { region, year, holidays: [{ name: '', from: '', to: '' }] }
  return { region, year, notice: present.notice, holidays: textsOf(present.holidays) }
}

const textsOf = (holidays: HolidayYear['holidays']): Holiday[] =>
  holidays.map(({ makeUpDays, ...holiday }) => ({ ...holiday, makeUpDays: makeUpDays.join(', ') }))

/** What was read fills the form; nothing is stored until somebody has looked at it. */
function Reader({ onRead }: { onRead: () => void }) {
  const form = Form.useFormInstance<Values>()
  function take({ year, notice, holidays }: HolidayReading) {
    const { number, title, issuedOn, url } = notice
    const given = { ...(number && { number }), ...(title && { title }), ...(issuedOn && { issuedOn }), ...(url && { url }) }
    // Another year's notice is not that of what was read.
    const before = year === form.getFieldValue('year') ? form.getFieldValue('notice') : { number: '', title: '', issuedOn: '', url: '' }
    form.setFieldsValue({ ...(year && { year }), notice: { ...before, ...given }, holidays: textsOf(holidays) } as never)
    onRead()
  }
  return <ReadNotice onRead={take} />
}

type YearsProps = { years: readonly HolidayYear[]; onWithdraw: (year: HolidayYear) => void }

function NoticeFields({ years, onWithdraw }: YearsProps) {
  const { t } = useTranslation('calendars')
  const required = (message: string) => [{ required: true, message: t(message) }]
  return (
    <>
      <div className="calendar-two">
        <Form.Item name="year" label={t('plan.year')} rules={required('plan.yearRequired')}>
          <InputNumber min={1900} max={2200} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="region" label={t('plan.region')} extra={t('plan.regionHint')} rules={required('plan.regionRequired')}>
          <Input maxLength={6} autoComplete="off" autoCapitalize="characters" />
        </Form.Item>
      </div>
      <Present years={years} onWithdraw={onWithdraw} />
      <Form.Item name={['notice', 'title']} label={t('plan.noticeTitle')} rules={required('plan.noticeRequired')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <div className="calendar-two">
        <Form.Item name={['notice', 'number']} label={t('plan.number')} rules={required('plan.numberRequired')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['notice', 'issuedOn']} label={t('plan.issuedOn')} rules={required('days.dateRequired')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name={['notice', 'url']} label={t('plan.url')} rules={required('plan.urlRequired')}>
        <Input type="url" maxLength={300} autoComplete="off" placeholder="https://www.gov.cn/zhengce/content/…" />
      </Form.Item>
    </>
  )
}

/** The year is there already: saving corrects it; one that did not come with the program can be withdrawn. */
function Present({ years, onWithdraw }: YearsProps) {
  const { t } = useTranslation('calendars')
  const year = Form.useWatch('year')
  const region = Form.useWatch('region')
  const present = years.find((one) => one.year === year && one.region === region)
  if (!present) return null
  return (
    <Alert
      type="info"
      showIcon
      className="calendar-present"
      title={t('plan.present', { year, version: present.version, origin: t(`plan.origin.${present.origin}`) })}
      action={
        !present.shipped && (
          <Button size="small" danger type="text" onClick={() => onWithdraw(present)}>
            {t('plan.withdraw')}
          </Button>
        )
      }
    />
  )
}

function HolidayFields() {
  const { t } = useTranslation('calendars')
  return (
    <fieldset className="calendar-plan">
      <legend>{t('plan.holidays')}</legend>
      <Form.List name="holidays">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="calendar-plan-row">
                <Form.Item name={[name, 'name']} rules={[{ required: true, whitespace: true, message: t('plan.nameRequired') }]}>
                  <Input maxLength={40} autoComplete="off" aria-label={t('plan.name')} placeholder={t('plan.name')} />
                </Form.Item>
                <Form.Item name={[name, 'from']} rules={[{ required: true, message: t('days.dateRequired') }]}>
                  <Input type="date" aria-label={t('days.from')} />
                </Form.Item>
                <Form.Item name={[name, 'to']} rules={[{ required: true, message: t('days.dateRequired') }]}>
                  <Input type="date" aria-label={t('days.to')} />
                </Form.Item>
                <Form.Item
                  name={[name, 'makeUpDays']}
                  rules={[
                    {
                      validator: (_, text: string | undefined) =>
                        datesOf(text ?? '').every((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('plan.datesWrong'))),
                    },
                  ]}
                >
                  <Input autoComplete="off" aria-label={t('plan.makeUpDays')} placeholder={t('plan.makeUpDays')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('plan.removeHoliday')}
                  title={t('plan.removeHoliday')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({ name: '', from: '', to: '' })}>
              {t('plan.addHoliday')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
