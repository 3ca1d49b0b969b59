import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { CalendarYear, SpecialDay, WorkCalendar } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat, useNow } from '../platform/index.ts'
import { ProblemNotice, ReasonModal, TableBones } from '../ui/index.ts'
import { Month } from './Month.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { useCalendarActs, useCalendarYear } from './queries.ts'
import { SpecialDayList } from './SpecialDayList.tsx'

type Props = {
  calendar: WorkCalendar
  year: number
  mayManage: boolean
  onYear: (year: number) => void
  onEnter: (region: string) => void
  onDay: (date: string) => void
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** 全年一览: twelve small months; what is not an ordinary day is marked by a word, a colour and a frame. */
export function YearView({ calendar, year, mayManage, onYear, onEnter, onDay }: Props) {
  const { t } = useTranslation('calendars')
  const view = useCalendarYear(calendar.id, year)
  const today = useFormat().date(useNow())
  const [cleared, setCleared] = useState<SpecialDay>()
  const { clearDay } = useCalendarActs()
  if (view.isPending) return <TableBones />
  if (view.isError) return <ProblemNotice problem={view.error} onRetry={view.refetch} />
  const special = new Map(view.data.days.map((day) => [day.date, day]))
  return (
    <section className="calendar-year" aria-label={t('year.of', { year })} aria-busy={view.isPlaceholderData}>
      <header>
        <Button icon={<LeftOutlined />} aria-label={t('year.before')} onClick={() => onYear(year - 1)} />
        <h2>{t('year.title', { year })}</h2>
        <Button icon={<RightOutlined />} aria-label={t('year.after')} onClick={() => onYear(year + 1)} />
        <Counts year={view.data} />
      </header>
      <NoticeLine year={view.data} mayManage={mayManage} onEnter={onEnter} />
      <Legend />
      <div className="calendar-months">
        {months.map((month) => (
          <Month
            key={month}
            year={year}
            month={month}
            today={today}
            weekend={calendar.weekend}
            special={special}
            {...(mayManage && { onDay })}
          />
        ))}
      </div>
      <SpecialDayList days={view.data.days} {...(mayManage && { onClear: setCleared })} />
      <ReasonModal
        open={cleared !== undefined}
        title={t('days.clearOf', { date: cleared?.date })}
        consequence={t('days.clearHint')}
        okText={t('days.clear')}
        onConfirm={(reason) => clearDay.mutateAsync({ calendar, date: cleared?.date ?? '', reason })}
        onClose={() => setCleared(undefined)}
      />
    </section>
  )
}

function Counts({ year: { counts, notice, region } }: { year: CalendarYear }) {
  const { t } = useTranslation('calendars')
  const assumed = region !== null && notice === null
  return (
    <span className="meta figures">
      {t(assumed ? 'year.countsAssumed' : 'year.counts', {
        days: counts.workingDays,
        hours: counts.workingHours.toLocaleString('en', { maximumFractionDigits: 1 }),
      })}
    </span>
  )
}

const marks = ['dayOff', 'makeUp', 'own', 'weekend'] as const

function Legend() {
  const { t } = useTranslation('calendars')
  return (
    <ul className="calendar-legend" aria-label={t('legend')}>
      {marks.map((mark) => (
        <li key={mark}>
          <span className={`calendar-day is-${mark}`} aria-hidden="true">
            8{mark !== 'weekend' && <small>{t(`mark.${mark}`)}</small>}
          </span>
          {t(`legendOf.${mark}`)}
        </li>
      ))}
    </ul>
  )
}
