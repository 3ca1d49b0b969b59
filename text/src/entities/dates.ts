import type { Entity } from '../analysis.ts'
import { daysAhead } from '../signals/due.ts'
import type { Folded } from '../signals/fold.ts'
import { eachMatch, shapeOf } from '../signals/shape.ts'
import type { TimeMention } from '../signals/times.ts'

const chinaHours = 8
const dayMs = 86_400_000
/** 2026-11-03, 2026/11/3, 2026.11.03. */
const leastDigits = 6
const numeric = /(?<!\d)((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/gu

/** 日期: days the text names, as YYYY-MM-DD where `now` or the text itself says which; a day in a month that is to come is last year's. */
export function datesIn(text: string, folded: Folded, times: readonly TimeMention[], now: Date | undefined): Entity[] {
  const found: Entity[] = []
  if (shapeOf(text).digits >= leastDigits)
    eachMatch(text, numeric, ({ 0: match, 1: year, 3: month, 4: day, index }) => {
      const value = isoOf(Date.UTC(Number(year), Number(month) - 1, Number(day)))
      found.push({ kind: 'date', span: [index, index + match.length], value })
    })
  const written = found.length
  for (const time of times) {
    if (!namesDay(time) || isHouseNumber(folded, time)) continue
    const span = [folded.at[time.start] as number, (folded.at[time.end - 1] as number) + 1] as const
    if (found.some((one, at) => at < written && one.span[0] < span[1] && span[0] < one.span[1])) continue
    const value = dayOf(time, now)
    found.push(value ? { kind: 'date', span, value } : { kind: 'date', span })
  }
  return found
}

/** 法院路12号: the number of a house, and no day. */
const isHouseNumber = ({ codes }: Folded, { start, dayOfMonth, month }: TimeMention) =>
  dayOfMonth !== undefined &&
  month === undefined &&
  start > 0 &&
  '路街道巷弄村庄苑园'.includes(String.fromCharCode(codes[start - 1] as number))

const namesDay = (time: TimeMention) =>
  time.dayOffset !== undefined ||
  time.weekday !== undefined ||
  time.monthEnd ||
  time.dayOfMonth !== undefined ||
  (time.month !== undefined && time.hour === undefined)

function dayOf(time: TimeMention, now: Date | undefined): string | undefined {
  if (time.year !== undefined && time.month !== undefined && time.dayOfMonth !== undefined)
    return isoOf(Date.UTC(time.year, time.month - 1, time.dayOfMonth))
  if (!now || (time.month !== undefined && time.dayOfMonth === undefined)) return undefined
  const ahead = daysAhead(time, now)
  if (ahead === undefined) return undefined
  const today = Math.floor((now.getTime() + chinaHours * 3_600_000) / dayMs) * dayMs
  const day = today + ahead * dayMs
  // Complaints speak of what was: 12月5日 said in January is last year's. A deadline says 前 or 内.
  const lastYear = time.month !== undefined && time.year === undefined && ahead > 30 && !time.within
  const meant = new Date(day)
  return isoOf(lastYear ? meant.setUTCFullYear(meant.getUTCFullYear() - 1) : day)
}

const isoOf = (instant: number) => (Number.isNaN(instant) || Math.abs(instant) > 8e15 ? '' : new Date(instant).toISOString().slice(0, 10))
