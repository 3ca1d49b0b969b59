import type { Day } from '../series/tables.ts'

type ForetoldDay = { day: Day; expected: number; low: number; high: number; kind: string | null }
export type Peak = { from: Day; to: Day; top: ForetoldDay; usual: number; ratio: number; name: string | null }

const inARow = 3
/** Of rare complaints a day more is no peak. */
const leastUsual = 2

/**
 * 高峰: the first three days in a row expected together at `ratio` times the usual or more, with the days after them for which that holds.
 * @param usual counts of the last four weeks; days of none are missing
 */
export function peakAhead(days: readonly ForetoldDay[], usual: readonly number[], ratio: number): Peak | null {
  const ordinary = usual.reduce((sum, count) => sum + count, 0) / 28
  if (ordinary < leastUsual) return null
  const high = (at: number) => {
    const three = days.slice(at, at + inARow)
    return three.length === inARow && three.reduce((sum, { expected }) => sum + expected, 0) / inARow >= ratio * ordinary
  }
  const first = days.findIndex((_, at) => high(at))
  if (first < 0) return null
  let last = first
  while (high(last + 1)) last += 1
  const stretch = days.slice(first, last + inARow)
  // Three days may reach the mark together while the first of them does not.
  const begins = stretch.findIndex(({ expected }) => expected >= ratio * ordinary)
  const within = stretch.slice(Math.max(0, begins))
  const top = within.reduce((most, day) => (day.expected > most.expected ? day : most))
  const isNamed = top.kind?.startsWith('peak:') ?? false
  // A known peak has its own days, the quiet ones of them too.
  const own = isNamed ? days.filter(({ kind }) => kind === top.kind) : within
  return {
    from: own[0]?.day ?? top.day,
    to: own.at(-1)?.day ?? top.day,
    top,
    usual: ordinary,
    ratio: top.expected / ordinary,
    name: isNamed ? (top.kind ?? '').slice('peak:'.length) : null,
  }
}
