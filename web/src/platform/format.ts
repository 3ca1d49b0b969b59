import type { Language } from './preferences.ts'

const cached = new Map<string, Intl.DateTimeFormat>()

function partsOf(instant: Date, zone: string) {
  let format = cached.get(zone)
  if (!format) {
    const two = '2-digit' as const
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      hourCycle: 'h23',
    })
    cached.set(zone, format)
  }
  const parts: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value
  return parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>
}

/** `11-21 14:05` in the tenant's zone; with the year when it is another one than now's: `2025-11-21 14:05`. */
export function instantText(instant: string | Date, zone: string, now: Date = new Date()) {
  const { year, month, day, hour, minute } = partsOf(new Date(instant), zone)
  const date = `${month}-${day} ${hour}:${minute}`
  return year === partsOf(now, zone).year ? date : `${year}-${date}`
}

/** `2026-11-21`. */
export function dateText(instant: string | Date, zone: string) {
  const { year, month, day } = partsOf(new Date(instant), zone)
  return `${year}-${month}-${day}`
}

/** The whole of it, for hovering: `2026年11月21日星期六 14:05:09 GMT+8`. */
export function fullInstantText(instant: string | Date, zone: string, language: Language) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone: zone }).format(new Date(instant))
}

/** Whole minutes split for people; the words stand in the language file. */
export type DurationParts = { days: number; hours: number; minutes: number }

export function durationPartsOf(minutes: number): DurationParts {
  const whole = Math.floor(Math.abs(minutes))
  return { days: Math.floor(whole / 1_440), hours: Math.floor((whole % 1_440) / 60), minutes: whole % 60 }
}

type Say = (key: string, options: Record<string, unknown>) => string

/** `38 分钟`, `2 小时 10 分`, `3 天 4 小时`: the two largest units. */
export function durationText(minutes: number, say: Say) {
  const parts = durationPartsOf(minutes)
  if (parts.days > 0) return parts.hours > 0 ? say('ui:duration.daysHours', parts) : say('ui:duration.days', parts)
  if (parts.hours > 0) return parts.minutes > 0 ? say('ui:duration.hoursMinutes', parts) : say('ui:duration.hours', parts)
  return say('ui:duration.minutes', parts)
}

/** Minutes from now to `dueAt`; negative when it has passed. */
export const minutesUntil = (dueAt: string | Date, now: Date) => (new Date(dueAt).getTime() - now.getTime()) / 60_000

/** `剩 2 小时 10 分` or `超时 35 分`. */
export function dueText(dueAt: string | Date, now: Date, say: Say) {
  const minutes = minutesUntil(dueAt, now)
  return minutes < 0
    ? say('ui:due.late', { duration: durationText(minutes, say) })
    : say('ui:due.left', { duration: durationText(minutes, say) })
}

/** `1,284`; at most `digits` decimals. */
export const numberText = (value: number, digits = 0) => value.toLocaleString('en-US', { maximumFractionDigits: digits })

/** `12.4%` from 0.124. */
export const ratioText = (ratio: number, digits = 1) =>
  `${(ratio * 100).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}%`

/** `¥1,250.00` from 125000 分. */
export const moneyText = (amountFen: number) =>
  `${amountFen < 0 ? '-' : ''}¥${(Math.abs(amountFen) / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** `1.4 MB`. */
export function sizeText(bytes: number) {
  if (bytes < 1_024) return `${bytes} B`
  const [unit, divisor] = bytes < 1_048_576 ? ['KB', 1_024] : bytes < 1_073_741_824 ? ['MB', 1_048_576] : ['GB', 1_073_741_824]
  return `${numberText(bytes / Number(divisor), 1)} ${unit}`
}
