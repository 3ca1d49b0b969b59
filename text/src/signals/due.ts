import type { TimeMention } from './times.ts'

const day = 24
const chinaHours = 8

/**
 * 期限: within how many hours a named time is over. Without `now` only what needs no clock: a span, and 今天/明天 counted in whole days.
 * Days are those of China (UTC+8), where the texts come from.
 */
export function hoursUntil(time: TimeMention, now?: Date): number | undefined {
  if (time.hours !== undefined) return Math.max(1, Math.round(time.hours))
  const ahead = daysAhead(time, now)
  if (ahead === undefined) return undefined
  if (now === undefined) return (ahead + 1) * day
  const local = new Date(now.getTime() + chinaHours * 3_600_000)
  const passed = local.getUTCHours() + local.getUTCMinutes() / 60
  return Math.max(1, Math.round(ahead * day + (time.hour ?? day) - passed))
}

/** Days from today to the day meant, 0 for today. */
export function daysAhead(time: TimeMention, now?: Date): number | undefined {
  if (time.dayOffset !== undefined) return time.dayOffset
  if (time.weekday === undefined && time.month === undefined && time.dayOfMonth === undefined && !time.monthEnd)
    return time.hour === undefined ? undefined : 0
  if (now === undefined) return undefined
  const local = new Date(now.getTime() + chinaHours * 3_600_000)
  const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
  if (time.weekday !== undefined) {
    const today = local.getUTCDay() || 7
    const ahead = time.weekday - today + 7 * (time.week ?? 0)
    return ahead < 0 && (time.week ?? 0) === 0 ? ahead + 7 : ahead
  }
  if (time.monthEnd) return new Date(Date.UTC(year, month + 1, 0)).getUTCDate() - date
  const meant = Date.UTC(time.year ?? year, (time.month ?? month + 1) - 1, time.dayOfMonth ?? 1)
  return Math.round((meant - Date.UTC(year, month, date)) / (day * 3_600_000))
}
