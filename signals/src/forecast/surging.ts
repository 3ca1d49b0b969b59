import { countProbability } from '../counts.ts'

/** The last days, by what the fit expects of them: a surge weighs little in the fit, so that they stay those of usual days. */
export type LateDays = { counts: Float64Array; usual: Float64Array }

const lateDays = 14
const halfLife = 6
/** More than chance makes once in a thousand, also without the highest day: one bad day is no level. */
const unusual = 0.001
/** What lasts fades: half of what is above the usual is gone after some three weeks. */
const fadeADay = 0.97

/** The days before `origin` that say whether a surge is going on. */
export const lateDaysOf = (counts: Float64Array, usual: Float64Array, origin: number): LateDays => ({
  counts: counts.subarray(Math.max(0, origin - lateDays), origin),
  usual: usual.subarray(Math.max(0, origin - lateDays), origin),
})

/**
 * 正在发生的突增: a rare series that has begun to surge goes on at the level of its last days, where the method alone would wait for weeks to
 * believe it. Nothing changes where the last two weeks are as usual, or where the method has followed already.
 * @param ahead what the method expects  @param usualAhead what the fit makes of these days without any late level
 */
export function followSurge(ahead: Float64Array, usualAhead: Float64Array, { counts, usual }: LateDays, dispersion: number): Float64Array {
  const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  const expected = sumOf(usual)
  const seen = sumOf(counts) - counts.reduce((most, count) => Math.max(most, count), 0)
  if (1 - countProbability(seen - 1, { mean: expected, dispersion }) > unusual) return ahead
  // One more day as usual, so that nothing is divided by nothing.
  let late = expected / counts.length
  let believed = late
  for (let day = 0; day < counts.length; day++) {
    const weight = 0.5 ** ((counts.length - 1 - day) / halfLife)
    late += weight * (counts[day] as number)
    believed += weight * (usual[day] as number)
  }
  const soon = Math.min(lateDays, ahead.length)
  const has = sumOf(ahead.subarray(0, soon)) / Math.max(1e-9, sumOf(usualAhead.subarray(0, soon)))
  const lift = Math.max(1, late / believed / has)
  return ahead.map((mean, day) => mean * (1 + (lift - 1) * fadeADay ** day))
}
