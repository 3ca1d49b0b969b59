import type { Pair } from './table.ts'

/** @property ratio how much more often than with other products; infinite where no other product has it  @property low @property high of 95 % */
export type ReportingRatio = { ratio: number; low: number; high: number; isSignal: boolean }

const z95 = 1.959963984540054

/**
 * 比例报告比 PRR: share of the component among a product's complaints ÷ its share among all other products' complaints.
 * A signal has PRR ≥ 2, χ² (Yates) ≥ 4 and three cases. Source: Evans, Waller, Davis 2001.
 */
export function proportionalReportingRatio({ observed, rowTotal, columnTotal, total }: Pair): ReportingRatio {
  const a = observed
  const b = rowTotal - observed
  const c = columnTotal - observed
  const d = total - rowTotal - c
  const ratio = c === 0 ? Number.POSITIVE_INFINITY : a / rowTotal / (c / (c + d))
  const deviation = Math.sqrt(1 / a - 1 / (a + b) + (c > 0 ? 1 / c - 1 / (c + d) : 0))
  const chiSquare = (total * Math.max(0, Math.abs(a * d - b * c) - total / 2) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d))
  const [low, high] = c === 0 ? [Number.NaN, Number.NaN] : [ratio * Math.exp(-z95 * deviation), ratio * Math.exp(z95 * deviation)]
  return { ratio, low, high, isSignal: a >= 3 && ratio >= 2 && chiSquare >= 4 }
}
