import { studentTwoSided } from '../counts.ts'

/** `low` and `high`: 95 %, Student; both null for fewer than two values. */
export type MeanWithInterval = { of: number; mean: number; low: number | null; high: number | null }

/** Mean of a small sample with Student's interval (95 %). Null for no value at all. */
export function meanOf(values: readonly number[]): MeanWithInterval | null {
  const of = values.length
  if (of === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / of
  if (of === 1) return { of, mean, low: null, high: null }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (of - 1)
  const half = studentQuantile(of - 1) * Math.sqrt(variance / of)
  return { of, mean, low: mean - half, high: mean + half }
}

const wideOpen = 1_000
/** Where Student's distribution leaves 2.5 % on each side; found by halving. */
function studentQuantile(freedom: number, outside = 0.05): number {
  let low = 0
  let high = wideOpen
  while (high - low > 1e-10) {
    const middle = (low + high) / 2
    if (studentTwoSided(middle, freedom) > outside) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * 净推荐值 as points of single answers, so that their mean is the score: 9 and 10 promote (100), 0–6 detract (−100), 7 and 8 count 0.
 * Source: Reichheld 2003, The One Number You Need to Grow
 */
export const promoterPoints = (answer: number): number => (answer >= 9 ? 100 : answer <= 6 ? -100 : 0)

/** 差距 = 感知 − 期望, of those who gave both. Source: Parasuraman, Zeithaml and Berry 1988 */
export const serviceGapOf = (pairs: readonly { expected: number; perceived: number }[]): MeanWithInterval | null =>
  meanOf(pairs.map(({ expected, perceived }) => perceived - expected))
