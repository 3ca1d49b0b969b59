import { normalQuantile } from './normal.ts'

/**
 * @property baseline periods looked back on  @property lag periods left out between them and today  @property alpha share of false alarms
 * @property minSigma least standard deviation, so that a quiet series does not alarm at its first count
 */
export type EarsControl = { method: 'C1' | 'C2' | 'C3'; baseline?: number; lag?: number; alpha?: number; minSigma?: number }

const defaults = { C1: { lag: 0, alpha: 0.001 }, C2: { lag: 2, alpha: 0.001 }, C3: { lag: 2, alpha: 0.025 } } as const

/**
 * EARS C1–C3 (早期异常报告): is today's count above the mean of a short baseline by more than chance allows? For young series.
 * Source: Hutwagner 2003; Fricker 2008.
 * @param counts one a period, oldest first
 * @returns from which 1-based period it judges, and for each from there the upper bound and the alarm
 */
export function ears(counts: readonly number[], control: EarsControl): { from: number; upperbound: number[]; alarm: boolean[] } {
  const { method, baseline = 7, minSigma = 0.5 } = control
  const { lag, alpha } = { ...defaults[method], ...control }
  const z = normalQuantile(1 - alpha)
  const first = baseline + lag
  const judged = counts.slice(first).map((count, at) => baselineOf(counts.slice(at, at + baseline), count, minSigma))

  const looksBack = method === 'C3' ? 2 : 0
  const upperbound = judged.slice(looksBack).map(({ mean, sigma, count }, at) => {
    if (method !== 'C3') return mean + sigma * z
    // C3 judges by what the two days before stood above one deviation; its bound is told on the scale of today's count.
    const excess = judged.slice(at, at + looksBack).reduce((sum, { score }) => sum + Math.max(0, score - 1), 0)
    return Math.max(0, count + sigma * (z - excess))
  })
  const from = first + looksBack
  return { from: from + 1, upperbound, alarm: upperbound.map((bound, at) => (counts[from + at] ?? 0) > bound) }
}

function baselineOf(window: readonly number[], count: number, minSigma: number) {
  const mean = window.reduce((sum, value) => sum + value, 0) / window.length
  const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (window.length - 1)
  const sigma = Math.max(Math.sqrt(variance), minSigma)
  return { count, mean, sigma, score: (count - mean) / sigma }
}
