/** A stretch of a series with one level: 0-based first and last period, and cases a period (per exposure, where given). */
export type Level = { from: number; to: number; mean: number }

/**
 * @property penalty evidence (log likelihood) a further change must bring; left out: 3 · ln(length) · spread
 * @property least periods a level lasts at least (5)  @property spread variance ÷ mean of the counts; left out: measured from neighbouring periods
 */
export type ChangePointControl = { penalty?: number; least?: number; spread?: number; exposure?: readonly number[] }

/**
 * 变点: where the level of a series changed for good. PELT (Killick, Fearnhead, Eckley 2012): the exact best division of a Poisson series, in time
 * that grows with its length; overdispersion raises the price of a change.
 * @returns levels, oldest first; one when nothing changed
 */
export function changePoints(counts: readonly number[], control: ChangePointControl = {}): Level[] {
  const { length } = counts
  if (length === 0) return []
  const {
    least = 5,
    spread = neighbourSpread(counts),
    penalty = 3 * Math.log(Math.max(2, length)) * Math.max(1, spread),
    exposure,
  } = control
  const cases = cumulated(counts)
  const exposed = cumulated(exposure ?? counts.map(() => 1))
  // Twice the negative log likelihood is usual; here once, as is the penalty.
  const cost = (from: number, to: number) => {
    const seen = (cases[to] as number) - (cases[from] as number)
    const at = (exposed[to] as number) - (exposed[from] as number)
    return seen > 0 && at > 0 ? -seen * Math.log(seen / at) : 0
  }
  const best = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY)
  best[0] = -penalty
  const before = new Int32Array(length + 1)
  let candidates = [0]
  for (let to = Math.min(least, length); to <= length; to++) {
    let lowest = Number.POSITIVE_INFINITY
    let from = 0
    for (const candidate of candidates) {
      const total = (best[candidate] as number) + cost(candidate, to) + penalty
      if (total < lowest) {
        lowest = total
        from = candidate
      }
    }
    best[to] = lowest
    before[to] = from
    candidates = candidates.filter((candidate) => (best[candidate] as number) + cost(candidate, to) <= lowest)
    const next = to - least + 1
    if (next >= least) candidates.push(next)
  }
  const levels: Level[] = []
  for (let to = length; to > 0; to = before[to] as number) {
    const from = before[to] as number
    const at = (exposed[to] as number) - (exposed[from] as number)
    levels.unshift({ from, to: to - 1, mean: at > 0 ? ((cases[to] as number) - (cases[from] as number)) / at : 0 })
  }
  return levels
}

/** Variance ÷ mean by differences of neighbours, which a change of level touches only once; 1 at least. */
function neighbourSpread(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  if (counts.length < 3 || mean === 0) return 1
  let squares = 0
  for (let at = 1; at < counts.length; at++) squares += ((counts[at] as number) - (counts[at - 1] as number)) ** 2
  return Math.max(1, squares / (2 * (counts.length - 1) * mean))
}

function cumulated(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (const [at, value] of values.entries()) sums[at + 1] = (sums[at] as number) + value
  return sums
}
