import type { SpecialDay, WeekdayCode } from '@zhiwei/contract'

export const weekFromMonday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly WeekdayCode[]

export type MonthDay = { date: string; number: number; weekday: WeekdayCode }

const dayMs = 86_400_000

/** The weekday of a date `2026-10-10`, whatever the browser's zone. */
export const weekdayOf = (date: string): WeekdayCode => weekFromMonday[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon'

/** A month as weeks from Monday to Sunday; null where a week belongs to the month beside it. Month 1–12. */
export function weeksOf(year: number, month: number): (MonthDay | null)[][] {
  const first = Date.UTC(year, month - 1, 1)
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const before = weekFromMonday.indexOf(weekdayOf(new Date(first).toISOString().slice(0, 10)))
  const cells: (MonthDay | null)[] = Array.from({ length: before }, () => null)
  for (let number = 1; number <= count; number++) {
    const date = new Date(first + (number - 1) * dayMs).toISOString().slice(0, 10)
    cells.push({ date, number, weekday: weekdayOf(date) })
  }
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7))
}

/** A stretch of days of one kind, name and reason: `10-01 至 10-07 国庆节`. */
export type Stretch = { from: string; to: string; day: SpecialDay }

/** Days that follow each other and say the same, as one. */
export function stretchesOf(days: readonly SpecialDay[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const last = stretches.at(-1)
    const isNext = last && Date.parse(day.date) - Date.parse(last.to) === dayMs
    if (last && isNext && last.day.kind === day.kind && last.day.name === day.name && last.day.reason === day.reason) last.to = day.date
    else stretches.push({ from: day.date, to: day.date, day })
  }
  return stretches
}
