import type { WorkCalendar } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShippedName } from '../platform/index.ts'
import { ReasonModal } from '../ui/index.ts'
import { sameHours, textOfSlots } from './hours-text.ts'
import { weekFromMonday } from './months.ts'
import { useCalendarActs } from './queries.ts'

type Props = { calendar: WorkCalendar; mayManage: boolean; onEdit: () => void; onRemoved: () => void }

/** 上班时段: the hours of the week, the zone they stand in, whose public holidays count, and who keeps this calendar. */
export function WeekCard({ calendar, mayManage, onEdit, onRemoved }: Props) {
  const { t } = useTranslation('calendars')
  const named = useShippedName()
  const [isRemoving, setRemoving] = useState(false)
  const { remove } = useCalendarActs()
  const { hours, weekend, zone, region, units, company, name } = calendar
  const lines = sameHours(weekFromMonday, (day) => (weekend.includes(day) ? [] : hours[day]))
  return (
    <section className="card calendar-card">
      <header>
        <h2>{named(name)}</h2>
        {mayManage && (
          <Button size="small" onClick={onEdit}>
            {t('edit')}
          </Button>
        )}
      </header>
      <dl>
        {lines.map(({ days, slots }) => (
          <div key={days[0]}>
            <dt>
              {t(`weekday.${days[0]}`)}
              {days.length > 1 && t('weekday.to', { day: t(`weekday.${days.at(-1)}`) })}
            </dt>
            <dd className="figures">{slots.length > 0 ? textOfSlots(slots) : t('kind.weekend')}</dd>
          </div>
        ))}
        <div>
          <dt>{t('zone')}</dt>
          <dd>{zone}</dd>
        </div>
        <div>
          <dt>{t('region')}</dt>
          <dd>{region ? t(`regionOf.${region}`, { defaultValue: region }) : t('noRegion')}</dd>
        </div>
        <div>
          <dt>{t('units')}</dt>
          <dd>{company ? t('unitsOfCompany') : units.length > 0 ? units.map((unit) => unit.name).join(t('listMark')) : t('noUnits')}</dd>
        </div>
      </dl>
      {mayManage && !company && (
        <Button type="text" danger size="small" onClick={() => setRemoving(true)}>
          {t('remove')}
        </Button>
      )}
      <ReasonModal
        open={isRemoving}
        danger
        title={t('removeOf', { name: named(name) })}
        consequence={t('removeHint')}
        okText={t('remove')}
        onConfirm={async (reason) => {
          await remove.mutateAsync({ calendar, reason })
          onRemoved()
        }}
        onClose={() => setRemoving(false)}
      />
    </section>
  )
}
