import type { Baseline } from './baseline.ts'

/** What a fit leaves behind; the arrays belong to the workspace and are overwritten by its next fit. */
export type Fit = {
  converged: boolean
  /** Pearson dispersion, not floored; NaN when nothing is left to estimate it from */
  dispersion: number
  /** the one the trend is tested with: after reweighting, of residuals relative to the mean (see docs/rules/detection.md) */
  trendDispersion: number
  /** of log expected, a period; NaN without trend */
  slope: number
  slopeVariance: number
  freedom: number
  /** expected of each reference period */
  mean: Float64Array
  /** leverage of each reference period, 0–1 */
  leverage: Float64Array
  /** log expected at a time in a level, without offset, and its variance before dispersion */
  predict: (time: number, level: number) => { eta: number; variance: number }
}

const TOLERANCE = 1e-8
const MOST_STEPS = 25
const LEAST_MEAN = 2.220446049250313e-16

/**
 * Quasi-Poisson regression with a mean for each level of season and one trend, by reweighted least squares. Each step centres time within its
 * level, so that a pass over the periods solves it: no matrix and no allocation.
 * Source: McCullagh & Nelder 1989 ch. 2; steps end when the deviance changes by less than 1e-8 of itself, after 25 at the latest.
 */
export function makeFitter(capacity: number, levels: number) {
  const mean = new Float64Array(capacity)
  const eta = new Float64Array(capacity)
  const working = new Float64Array(capacity)
  const leverage = new Float64Array(capacity)
  const logCount = new Float64Array(capacity)
  const weightIn = new Float64Array(levels)
  const timeIn = new Float64Array(levels)
  const valueIn = new Float64Array(levels)

  return function fit({ size, count, time, level, offset }: Baseline, weights: Float64Array | null, withTrend: boolean): Fit {
    let slope = 0
    let spread = 0
    let deviance = 0
    for (let i = 0; i < size; i++) {
      const start = (count[i] as number) + 0.1
      mean[i] = start
      eta[i] = Math.log(start)
      logCount[i] = (count[i] as number) > 0 ? Math.log(count[i] as number) : 0
      deviance += (weights ? (weights[i] as number) : 1) * devianceOf(count[i] as number, logCount[i] as number, start, eta[i] as number)
    }
    let converged = false
    for (let step = 0; step < MOST_STEPS && !converged; step++) {
      weightIn.fill(0)
      timeIn.fill(0)
      valueIn.fill(0)
      for (let i = 0; i < size; i++) {
        const mu = mean[i] as number
        const w = (weights ? (weights[i] as number) : 1) * mu
        const at = level[i] as number
        working[i] = w
        weightIn[at] = (weightIn[at] as number) + w
        timeIn[at] = (timeIn[at] as number) + w * (time[i] as number)
        valueIn[at] = (valueIn[at] as number) + w * ((eta[i] as number) - (offset[i] as number) + ((count[i] as number) - mu) / mu)
      }
      for (let at = 0; at < levels; at++) {
        const sum = weightIn[at] as number
        if (sum <= 0) continue
        timeIn[at] = (timeIn[at] as number) / sum
        valueIn[at] = (valueIn[at] as number) / sum
      }
      slope = 0
      spread = 0
      if (withTrend) {
        let product = 0
        let total = 0
        for (let i = 0; i < size; i++) {
          const at = level[i] as number
          const w = working[i] as number
          const mu = mean[i] as number
          const away = (time[i] as number) - (timeIn[at] as number)
          const value = (eta[i] as number) - (offset[i] as number) + ((count[i] as number) - mu) / mu
          spread += w * away * away
          product += w * away * (value - (valueIn[at] as number))
          total += w * (time[i] as number) ** 2
        }
        if (spread > 1e-14 * total) slope = product / spread
        else spread = 0
      }
      const before = deviance
      deviance = 0
      for (let i = 0; i < size; i++) {
        const at = level[i] as number
        const now = (valueIn[at] as number) + slope * ((time[i] as number) - (timeIn[at] as number)) + (offset[i] as number)
        const mu = Math.max(Math.exp(now), LEAST_MEAN)
        eta[i] = now
        mean[i] = mu
        deviance += (weights ? (weights[i] as number) : 1) * devianceOf(count[i] as number, logCount[i] as number, mu, now)
      }
      converged = Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < TOLERANCE
      if (!Number.isFinite(deviance)) break
    }

    let used = spread > 0 ? 1 : 0
    for (let at = 0; at < levels; at++) if ((weightIn[at] as number) > 0) used++
    let pearson = 0
    let relative = 0
    let counted = 0
    for (let i = 0; i < size; i++) {
      const w = working[i] as number
      const at = level[i] as number
      const away = (time[i] as number) - (timeIn[at] as number)
      leverage[i] = w * (1 / (weightIn[at] as number) + (spread > 0 ? (away * away) / spread : 0))
      if (w > 0) counted++
      const residual = (((count[i] as number) - (mean[i] as number)) / (mean[i] as number)) ** 2
      pearson += w * residual
      relative += (weights ? (weights[i] as number) : w) * residual
    }
    const freedom = counted - used
    return {
      converged,
      dispersion: freedom > 0 ? pearson / freedom : Number.NaN,
      trendDispersion: freedom > 0 ? relative / freedom : Number.NaN,
      slope: spread > 0 ? slope : Number.NaN,
      slopeVariance: spread > 0 ? 1 / spread : Number.NaN,
      freedom,
      mean,
      leverage,
      predict(at, inLevel) {
        const away = at - (timeIn[inLevel] as number)
        const known = (weightIn[inLevel] as number) > 0
        return {
          eta: known ? (valueIn[inLevel] as number) + slope * away : Number.NaN,
          variance: 1 / (weightIn[inLevel] as number) + (spread > 0 ? (away * away) / spread : 0),
        }
      },
    }
  }
}

const devianceOf = (count: number, logCount: number, mean: number, eta: number) =>
  2 * ((count > 0 ? count * (logCount - eta) : 0) - (count - mean))
