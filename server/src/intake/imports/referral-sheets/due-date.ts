import { readDate } from '../dates.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Until when; `null`: no time can be told from it. */
export type DueDate = { at: Date } | { at: null; isWorkingDays: boolean }

const spans = /^(?:自?(?:接收|收到|转办|派单|受理)(?:之日)?起?)?(\d{1,3})(?:个)?(小时|工作日|自然日|日历日|天|日)(?:内|以内|之内)?$/u

/**
 * 办理时限 as transfer sheets write it: an instant, a day (its end counts), `2026-11-10 17:00前`, `24小时`, `5日内`. Working days are no instant
 * here: the clock rules count them by the calendar.
 * @param from when it was referred
 */
export function readDueDate(given: string, from: Date | null, offsetMinutes: number, dayFirst = false): DueDate {
  const text = given
    .normalize('NFKC')
    .trim()
    .replace(/(?:之前|以前|前|止|截止)$/u, '')
    .trim()
  const span = spans.exec(text.replace(/\s/gu, ''))
  if (span) {
    if (span[2] === '工作日') return { at: null, isWorkingDays: true }
    if (!from) return { at: null, isWorkingDays: false }
    const count = Number(span[1])
    return { at: span[2] === '小时' ? new Date(from.getTime() + count * hourMs) : endOfDay(from.getTime() + count * dayMs, offsetMinutes) }
  }
  const instant = readDate(text, offsetMinutes, dayFirst)
  if (!instant) return { at: null, isWorkingDays: false }
  return { at: saysOnlyDay(instant, text, offsetMinutes) ? endOfDay(instant.getTime(), offsetMinutes) : instant }
}

/** The last second of that day in the tenant's zone. */
const endOfDay = (at: number, offsetMinutes: number) =>
  new Date(Math.floor((at + offsetMinutes * 60_000) / dayMs) * dayMs + dayMs - 1_000 - offsetMinutes * 60_000)

/** Midnight without a clock time is a day: Excel hands a day out as midnight. */
function saysOnlyDay(instant: Date, text: string, offsetMinutes: number): boolean {
  const wall = new Date(instant.getTime() + offsetMinutes * 60_000)
  if (wall.getUTCHours() + wall.getUTCMinutes() + wall.getUTCSeconds() > 0) return false
  return !/(?:24[:时点])/u.test(text)
}
