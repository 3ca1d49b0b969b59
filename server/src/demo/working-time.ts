// When people of the company work, in China Standard Time (no summer time), and how working minutes pass.

const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** Working hours from and to, as hours of the day, by day of the week (0 Sunday). */
export type Hours = readonly (readonly [from: number, to: number] | null)[]

const everyDay = (from: number, to: number): Hours => Array.from({ length: 7 }, () => [from, to] as const)
export const hours = {
  /** Hotline and chat. */
  callCentre: everyDay(8, 20.5),
  /** Technicians and branches. */
  field: [[9, 17], ...Array.from({ length: 5 }, () => [8, 18.5] as const), [8.5, 18]] as Hours,
  /** Departments at head office. */
  office: [null, ...Array.from({ length: 5 }, () => [8.75, 17.75] as const), null] as Hours,
}

const local = (at: Date) => new Date(at.getTime() + offsetMs)
export const weekdayOf = (at: Date) => local(at).getUTCDay()
export const startOfLocalDay = (at: Date) => new Date(Math.floor((at.getTime() + offsetMs) / dayMs) * dayMs - offsetMs)
export const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * dayMs)
export const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + Math.round(minutes * 60) * 1_000)

/** An instant of the local day of `day`. @param hour of that day, with fractions */
export const atHour = (day: Date, hour: number) => new Date(startOfLocalDay(day).getTime() + Math.round(hour * 3_600) * 1_000)

function windowOf(day: Date, working: Hours) {
  const span = working[weekdayOf(day)]
  if (!span) return null
  const start = startOfLocalDay(day).getTime()
  return { from: start + span[0] * 3_600_000, to: start + span[1] * 3_600_000 }
}

/** The instant when so many working minutes have passed; outside working hours time stands still. */
export function afterWorking(from: Date, minutes: number, working: Hours): Date {
  let at = from.getTime()
  let left = Math.max(0, Math.round(minutes * 60) * 1_000)
  for (;;) {
    const window = windowOf(new Date(at), working)
    if (window && at < window.to) {
      const begin = Math.max(at, window.from)
      if (begin + left < window.to) return new Date(begin + left)
      left -= window.to - begin
    }
    at = startOfLocalDay(new Date(at + dayMs)).getTime()
  }
}

export const isWorking = (at: Date, working: Hours) => {
  const window = windowOf(at, working)
  return window !== null && at.getTime() >= window.from && at.getTime() < window.to
}

/** 9月3日 */
export function dayInWords(at: Date): string {
  const day = local(at)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
}
/** 上午9点 · 下午3点半 */
export function hourInWords(at: Date): string {
  const hour = local(at).getUTCHours()
  const half = local(at).getUTCMinutes() >= 30 ? '半' : ''
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'
  return `${part}${hour > 12 ? hour - 12 : hour}点${half}`
}
/** 14:20 */
export const timeInWords = (at: Date) => local(at).toISOString().slice(11, 16)
/** 250903, for order numbers. */
export const dayDigits = (at: Date) => local(at).toISOString().slice(2, 10).replaceAll('-', '')
/** Month 1–12 and day of the month. */
export const monthDay = (at: Date) => ({ month: local(at).getUTCMonth() + 1, day: local(at).getUTCDate() })
