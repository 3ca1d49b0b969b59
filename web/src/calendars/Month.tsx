import type { SpecialDay, WeekdayCode } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useShippedName } from '../platform/index.ts'
import { textOfSlots } from './hours-text.ts'
import { type MonthDay, weekFromMonday, weeksOf } from './months.ts'

type Props = {
  year: number
  month: number
  today: string
  weekend: readonly WeekdayCode[]
  special: ReadonlyMap<string, SpecialDay>
  /** Left out: nobody may change a day. */
  onDay?: (date: string) => void
}

/** One small month, weeks from Monday. */
export function Month({ year, month, today, weekend, special, onDay }: Props) {
  const { t } = useTranslation('calendars')
  return (
    <table className="calendar-month">
      <caption>{t(`month.${month}`)}</caption>
      <thead>
        <tr>
          {weekFromMonday.map((day) => (
            <th key={day} scope="col" className={weekend.includes(day) ? 'is-weekend' : undefined}>
              <abbr title={t(`weekday.${day}`)}>{t(`weekdayShort.${day}`)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== null)?.date}>
            {week.map((day, at) => (
              <td key={day?.date ?? weekFromMonday[at]}>
                {day && (
                  <Day
                    day={day}
                    isToday={day.date === today}
                    isWeekend={weekend.includes(day.weekday)}
                    special={special.get(day.date)}
                    onDay={onDay}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = {
  day: MonthDay
  isToday: boolean
  isWeekend: boolean
  special: SpecialDay | undefined
  onDay: ((date: string) => void) | undefined
}

/** Public days off and make-up days by their own looks; the calendar's own days by a broken frame around either. */
const looks: Record<SpecialDay['kind'], string> = {
  dayOff: 'is-dayOff',
  makeUp: 'is-makeUp',
  ownOff: 'is-dayOff is-own',
  ownMakeUp: 'is-makeUp is-own',
  ownHours: 'is-own',
}

function Day({ day, isToday, isWeekend, special, onDay }: DayProps) {
  const { t } = useTranslation('calendars')
  const named = useShippedName()
  const words = [
    t('day', { month: Number(day.date.slice(5, 7)), day: day.number, weekday: t(`weekday.${day.weekday}`) }),
    special ? t(`kind.${special.kind}`) : isWeekend ? t('kind.weekend') : '',
    special?.reason ?? named(special?.name ?? ''),
    special && special.hours.length > 0 ? textOfSlots(special.hours) : '',
  ].filter(Boolean)
  const look = special ? looks[special.kind] : isWeekend ? 'is-weekend' : ''
  const content = (
    <>
      <span aria-hidden="true">{day.number}</span>
      {special && <small aria-hidden="true">{t(`mark.${special.kind}`)}</small>}
      <span className="out-of-sight">{words.join(' · ')}</span>
    </>
  )
  const common = { className: `calendar-day ${look}`, title: words.join(' · '), ...(isToday && { 'aria-current': 'date' as const }) }
  if (!onDay) return <span {...common}>{content}</span>
  return (
    <button type="button" {...common} onClick={() => onDay(day.date)}>
      {content}
    </button>
  )
}
