import { type DueTime, limitUnitCodes, type PassedDay, type WorkCalendar } from '@zhiwei/contract'
import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOfWall, usePaused, useShippedName, wallOf } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { weekdayOf } from './months.ts'
import { type DueQuestion, useDueTime } from './queries.ts'

const pauseMs = 250
type Unit = (typeof limitUnitCodes)[number]

/** 试算: from when plus how much gives when, and what each day between was. */
export function Calculator({ calendar }: { calendar: WorkCalendar }) {
  const { t } = useTranslation('calendars')
  const [start, setStart] = useState(() => wallOf(new Date(), calendar.zone))
  const [amount, setAmount] = useState<number | null>(3)
  const [unit, setUnit] = useState<Unit>('workingDay')
  const asked = usePaused(JSON.stringify({ start, amount, unit }), pauseMs)
  const due = useDueTime(calendar.id, questionFrom(asked, calendar.zone))
  return (
    <section className="card calendar-card calendar-try" aria-label={t('try.title')}>
      <header>
        <h2>{t('try.title')}</h2>
      </header>
      <div className="calendar-try-fields">
        <label htmlFor="try-start">{t('try.from')}</label>
        <Input id="try-start" type="datetime-local" value={start} onChange={({ target }) => setStart(target.value)} />
        <label htmlFor="try-amount">{t('try.plus')}</label>
        <span>
          <InputNumber id="try-amount" min={0} max={100_000} value={amount} onChange={setAmount} />
          <Select
            value={unit}
            aria-label={t('try.unit')}
            options={limitUnitCodes.map((code) => ({ value: code, label: t(`unit.${code}`) }))}
            onChange={setUnit}
          />
        </span>
      </div>
      {due.isError && <ProblemNotice problem={due.error} />}
      {due.data && !due.isError && <Result due={due.data} zone={calendar.zone} />}
    </section>
  )
}

function questionFrom(asked: string, zone: string): DueQuestion | null {
  const { start, amount, unit } = JSON.parse(asked) as { start: string; amount: number | null; unit: Unit }
  if (amount === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(start)) return null
  return { startedAt: instantOfWall(start, zone), amount, unit }
}

function Result({ due: { dueAt, assumed, days, more }, zone }: { due: DueTime; zone: string }) {
  const { t } = useTranslation('calendars')
  const wall = wallOf(dueAt, zone)
  // 24:00 is how people say the end of a day.
  const isMidnight = wall.endsWith('T00:00')
  const date = isMidnight ? wallOf(new Date(new Date(dueAt).getTime() - 60_000), zone).slice(0, 10) : wall.slice(0, 10)
  const skipped = days.filter(({ kind }) => kind !== 'counted' && kind !== 'first')
  return (
    <div aria-live="polite">
      <p className="calendar-try-due">
        {t('try.gives')}
        <strong className="figures">
          {date} {isMidnight ? '24:00' : wall.slice(11)}
        </strong>
        <span>{t(`weekday.${weekdayOf(date)}`)}</span>
      </p>
      {assumed && <p className="calendar-assumed">{t('try.assumed')}</p>}
      <p className="meta">{skipped.length > 0 ? t('try.skipped', { count: skipped.length }) : t('try.nothingSkipped')}</p>
      <ol className="calendar-passed">
        {days.map((day) => (
          <Passed key={day.date} day={day} />
        ))}
      </ol>
      {more > 0 && <p className="meta">{t('try.more', { count: more })}</p>}
    </div>
  )
}

function Passed({ day: { date, kind, why, makeUp, minutes } }: { day: PassedDay }) {
  const { t } = useTranslation('calendars')
  const named = useShippedName()
  return (
    <li className={kind === 'counted' ? 'is-counted' : ''}>
      <span className="figures">{date.slice(5)}</span>
      <span>{t(`weekdayShort.${weekdayOf(date)}`)}</span>
      <span>
        {t(`passed.${kind}`)}
        {makeUp && ` · ${t('mark.makeUpOf')}`}
        {why && ` · ${named(why)}`}
      </span>
      {kind === 'counted' && minutes > 0 && <span className="meta figures">{t('try.minutes', { minutes: Math.round(minutes) })}</span>}
    </li>
  )
}
