import type { SpecialDay } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useShippedName } from '../platform/index.ts'
import { textOfSlots } from './hours-text.ts'
import { stretchesOf, weekdayOf } from './months.ts'

const isOwn = ({ kind }: SpecialDay) => kind === 'ownOff' || kind === 'ownMakeUp' || kind === 'ownHours'

/** The same days as a list: what they are, and why; the calendar's own can be cleared day by day. */
export function SpecialDayList({ days, onClear }: { days: readonly SpecialDay[]; onClear?: (day: SpecialDay) => void }) {
  const { t } = useTranslation('calendars')
  const named = useShippedName()
  if (days.length === 0) return null
  // Own days one by one, as each is cleared by itself.
  const stretches = stretchesOf(days).flatMap((stretch) =>
    onClear && isOwn(stretch.day)
      ? days.filter(({ date }) => date >= stretch.from && date <= stretch.to).map((day) => ({ from: day.date, to: day.date, day }))
      : [stretch],
  )
  return (
    <section className="calendar-list">
      <h3>{t('days.list')}</h3>
      <ul>
        {stretches.map(({ from, to, day }) => (
          <li key={from}>
            <span className="figures">
              {from.slice(5)}
              {to !== from && ` – ${to.slice(5)}`}
              {to === from && <span className="meta"> {t(`weekday.${weekdayOf(from)}`)}</span>}
            </span>
            <span className={`calendar-tag is-${day.kind}`}>{t(`kind.${day.kind}`)}</span>
            <span className="calendar-why">
              {[day.reason, day.name && named(day.name)].filter(Boolean).join(' · ')}
              {day.hours.length > 0 && <span className="meta figures"> {textOfSlots(day.hours)}</span>}
            </span>
            {onClear && isOwn(day) && (
              <Button type="text" size="small" aria-label={t('days.clearOf', { date: day.date })} onClick={() => onClear(day)}>
                {t('days.clear')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
