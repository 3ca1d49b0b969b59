import { studentTwoSided } from '../counts.ts'
import { type Baseline, type CountSeries, gatherBaseline, makeBaseline } from './baseline.ts'
import { type FarringtonControl, type FarringtonSettings, flexible, original, settingsOf } from './control.ts'
import { type Fit, makeFitter } from './fit.ts'
import { chanceOfAtLeast, type Prediction, thresholdOf } from './threshold.ts'

/**
 * One place for each judged period. @property upperbound null: too few cases of late, too little history, or no fit
 * @property score how far the count went towards the bound (1: there)  @property pValue chance of so many were nothing going on
 */
export type FarringtonResult = {
  from: number
  upperbound: (number | null)[]
  alarm: boolean[]
  expected: (number | null)[]
  trendUsed: boolean[]
  score: (number | null)[]
  pValue: (number | null)[]
  dispersion: (number | null)[]
}

/**
 * Improved Farrington (改进 Farrington): is a count above what the same season of years past, trend and usual spread make likely?
 * For series of two years and more, best above 20 a period. Periods are judged on their own: what one was found to be does not change the next.
 * @param from 1-based first judged period  @param to last judged, the newest when left out
 * Source: Noufaily 2013; Salmon 2016. docs/rules/detection.md
 */
export const farringtonFlexible = (series: CountSeries, from: number, control: FarringtonControl = {}, to?: number) =>
  farrington(series, from, { ...flexible, ...control }, to)

/** Farrington 1996 (原 Farrington), as it was published. Shapes as in `farringtonFlexible`. */
export const farringtonOriginal = (series: CountSeries, from: number, control: FarringtonControl = {}, to?: number) =>
  farrington(series, from, { ...original, ...control }, to)

function farrington(series: CountSeries, from: number, control: FarringtonControl, to = series.counts.length): FarringtonResult {
  const settings = settingsOf(control)
  const capacity = Math.max(1, series.counts.length)
  const workspace = {
    baseline: makeBaseline(capacity),
    weights: new Float64Array(capacity),
    fit: makeFitter(capacity, Math.max(1, settings.noPeriods)),
  }
  const result: FarringtonResult = { from, upperbound: [], alarm: [], expected: [], trendUsed: [], score: [], pValue: [], dispersion: [] }
  for (let at = from - 1; at < to; at++) {
    const { upperbound, alarm, expected, trendUsed, score, pValue, dispersion } = judge(series, at, settings, workspace)
    result.upperbound.push(finite(upperbound))
    result.alarm.push(alarm)
    result.expected.push(finite(expected))
    result.trendUsed.push(trendUsed)
    result.score.push(finite(score))
    result.pValue.push(finite(pValue))
    result.dispersion.push(finite(dispersion))
  }
  return result
}

type Workspace = { baseline: Baseline; weights: Float64Array; fit: ReturnType<typeof makeFitter> }
const NONE = Number.NaN
const finite = (value: number) => (Number.isFinite(value) ? value : null)

function judge(series: CountSeries, at: number, settings: FarringtonSettings, workspace: Workspace) {
  const notJudged = { upperbound: NONE, alarm: false, expected: NONE, trendUsed: false, score: NONE, pValue: NONE, dispersion: NONE }
  if (!gatherBaseline(workspace.baseline, series, at, settings)) return notJudged
  const offset = settings.populationOffset ? Math.log(series.population?.[at] ?? 1) : 0
  const { model, trendUsed } = chooseModel(settings, offset, workspace)
  if (!model.converged)
    return { ...notJudged, expected: workspace.baseline.count.subarray(0, workspace.baseline.size).some(Boolean) ? NONE : 0 }

  const { eta, variance } = model.predict(0, 0)
  const dispersion = Math.max(1, model.dispersion)
  const prediction: Prediction = { eta: eta + offset, variance: variance * model.trendDispersion, dispersion }
  const upperbound = thresholdOf(prediction, settings)
  const expected = Math.exp(prediction.eta)
  const count = series.counts[at] ?? Number.NaN
  // The reference measures the quantile methods' score from the logarithm of what is expected; so do we, to agree with it.
  const zero = settings.thresholdMethod === 'delta' ? expected : prediction.eta
  const enough = casesOfLate(series, at, settings.periods) >= settings.cases
  return {
    upperbound: enough ? upperbound : NONE,
    alarm: enough && count > upperbound,
    expected: enough ? expected : NONE,
    trendUsed,
    score: (count - zero) / (upperbound - zero),
    pValue: chanceOfAtLeast(count, prediction, settings),
    dispersion,
  }
}

/**
 * Keeps the trend when it is sure enough and does not foretell more than ever was seen in the baseline; else the fit is made anew without.
 * Source: Farrington 1996 §3.4; Noufaily 2013 §3.2.
 */
function chooseModel(settings: FarringtonSettings, offset: number, workspace: Workspace): { model: Fit; trendUsed: boolean } {
  const { baseline } = workspace
  if (settings.trend) {
    const model = fitReweighted(settings, true, workspace)
    if (model.converged && isSure(model, settings.pThresholdTrend)) {
      let most = 0
      for (let i = 0; i < baseline.size; i++) most = Math.max(most, baseline.count[i] as number)
      if (Math.exp(model.predict(0, 0).eta + offset) <= most) return { model, trendUsed: true }
    }
  }
  return { model: fitReweighted(settings, false, workspace), trendUsed: false }
}

function isSure({ slope, slopeVariance, trendDispersion, freedom }: Fit, threshold: number): boolean {
  if (threshold >= 1) return Number.isFinite(slope)
  return studentTwoSided(slope / Math.sqrt(slopeVariance * trendDispersion), freedom) < threshold
}

/**
 * Fits, then again with past outbreaks counted less: a standardised Anscombe residual s above the threshold weighs 1 ÷ s², and the weights are
 * brought to a mean of 1. Source: Farrington 1996 §3.6, Noufaily 2013 §3.4.
 */
function fitReweighted(settings: FarringtonSettings, trend: boolean, { baseline, weights, fit }: Workspace): Fit {
  const first = fit(baseline, null, trend)
  if (!settings.reweight || !first.converged) return first
  const phi = Math.max(1, first.dispersion)
  let sum = 0
  for (let i = 0; i < baseline.size; i++) {
    const mean = first.mean[i] as number
    const free = 1 - (first.leverage[i] as number)
    const residual = 1.5 * ((baseline.count[i] as number) ** (2 / 3) * mean ** (-1 / 6) - Math.sqrt(mean))
    // A period alone in its level is fitted exactly and tells nothing.
    const s = free > 1e-9 ? residual / Math.sqrt(phi * free) : 0
    const weight = s > settings.weightsThreshold ? 1 / (s * s) : 1
    weights[i] = weight
    sum += weight
  }
  for (let i = 0; i < baseline.size; i++) weights[i] = ((weights[i] as number) * baseline.size) / sum
  return fit(baseline, weights, trend)
}

function casesOfLate({ counts }: CountSeries, at: number, periods: number): number {
  let cases = 0
  for (let back = 0; back < periods; back++) cases += counts[at - back] ?? 0
  return cases
}
