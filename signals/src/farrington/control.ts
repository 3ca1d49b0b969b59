import type { Window } from './baseline.ts'
import type { PowerTransform, ThresholdMethod } from './threshold.ts'

/**
 * @property b years looked back on  @property w periods either side of the same time of those years
 * @property noPeriods levels of season; 1: only the windows of ±w are compared with  @property pastWeeksNotIncluded newest periods left out
 * @property reweight count past outbreaks less  @property weightsThreshold Anscombe residual from which a past period counts less
 * @property alpha share of false alarms  @property trend may there be a trend  @property pThresholdTrend a trend less sure is dropped; 1: kept
 * @property limit54 no alarm with fewer than [cases] in the last [periods], this one included
 * @property powertrans power at which the delta method works  @property populationOffset counts per head of `population`
 */
export type FarringtonControl = {
  b?: number
  w?: number
  noPeriods?: number
  pastWeeksNotIncluded?: number | null
  reweight?: boolean
  weightsThreshold?: number
  alpha?: number
  trend?: boolean
  pThresholdTrend?: number
  limit54?: readonly number[]
  thresholdMethod?: ThresholdMethod
  powertrans?: PowerTransform
  populationOffset?: boolean
}

/** Everything decided. */
export type FarringtonSettings = Window & {
  reweight: boolean
  weightsThreshold: number
  alpha: number
  trend: boolean
  pThresholdTrend: number
  cases: number
  periods: number
  thresholdMethod: ThresholdMethod
  powertrans: PowerTransform
}

/** Source: Noufaily 2013 §4: ten levels, half a year left out, reweighting at 2.58, the trend always kept. */
export const flexible: FarringtonControl = {
  noPeriods: 10,
  pastWeeksNotIncluded: 26,
  weightsThreshold: 2.58,
  pThresholdTrend: 1,
  thresholdMethod: 'nbPlugin',
}

/** Source: Farrington 1996: windows only, reweighting at 1, the trend kept when p < 0.05, delta method on the power 2/3. */
export const original: FarringtonControl = {
  noPeriods: 1,
  pastWeeksNotIncluded: null,
  weightsThreshold: 1,
  pThresholdTrend: 0.05,
  thresholdMethod: 'delta',
}

export function settingsOf(control: FarringtonControl): FarringtonSettings {
  const { b = 5, w = 3, limit54 = [5, 4], pastWeeksNotIncluded, trend = true } = control
  return {
    b,
    w,
    noPeriods: control.noPeriods ?? 1,
    pastWeeksNotIncluded: pastWeeksNotIncluded ?? w,
    populationOffset: control.populationOffset ?? false,
    reweight: control.reweight ?? true,
    weightsThreshold: control.weightsThreshold ?? 2.58,
    alpha: control.alpha ?? 0.01,
    // Two years cannot tell a trend from an outbreak in one of them (Farrington 1996 §3.4).
    trend: trend && b >= 3,
    pThresholdTrend: control.pThresholdTrend ?? 0.05,
    cases: limit54[0] ?? 5,
    periods: limit54[1] ?? 4,
    thresholdMethod: control.thresholdMethod ?? 'delta',
    powertrans: control.powertrans ?? '2/3',
  }
}
