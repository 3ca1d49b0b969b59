import { nbCusum } from '../cusum/likelihood.ts'
import { type CusumControl, cusum } from '../cusum/poisson.ts'
import { ears } from '../ears.ts'
import type { CountSeries } from '../farrington/baseline.ts'
import type { FarringtonControl } from '../farrington/control.ts'
import { type FarringtonResult, farringtonFlexible, farringtonOriginal } from '../farrington/farrington.ts'

export type Control = Readonly<Record<string, unknown>>
type Column = (number | null)[]
/** What a method answers for the periods from `from` on: columns of equal length, `alarm` 0 or 1. */
export type MethodAnswer = Record<string, Column>

type Method = (series: CountSeries, from: number, control: Control) => MethodAnswer

/** Methods by the start of their name: `farringtonFlexible`, and `farringtonFlexibleAlpha05` if a file has the method twice. */
const methods: Record<string, Method> = {
  earsC1: (series, from, control) => earsFrom('C1', series, from, control),
  earsC2: (series, from, control) => earsFrom('C2', series, from, control),
  earsC3: (series, from, control) => earsFrom('C3', series, from, control),
  farringtonFlexible: (series, from, control) => columnsOf(farringtonFlexible(series, from, control as FarringtonControl)),
  farringtonOriginal: (series, from, control) => columnsOf(farringtonOriginal(series, from, control as FarringtonControl)),
  cusum: ({ counts }, from, control) => {
    const { cusum: sum, upperbound, alarm } = cusum(counts, from, control as CusumControl)
    return { cusum: column(sum), upperbound: column(upperbound), alarm: alarm.map(Number) }
  },
  nbCusum: ({ counts }, from, control) => {
    const { statistic, alarm } = nbCusum(counts, from, control as Parameters<typeof nbCusum>[2])
    return { statistic: column(statistic), alarm: alarm.map(Number) }
  },
}

export const methodNames = Object.keys(methods)

/** The method of a name, by its longest known start; undefined when there is none. */
export function methodOf(name: string): string | undefined {
  return methodNames.filter((known) => name.startsWith(known)).sort((one, other) => other.length - one.length)[0]
}

/**
 * 检测: runs one method over a series from period `from` (1-based) to its end.
 * @param control parameters as docs/rules/detection.md names them; left out, the method's own
 * @returns undefined when no method has this name
 */
export function runMethod(name: string, series: CountSeries, from: number, control: Control = {}): MethodAnswer | undefined {
  const known = methodOf(name)
  return known === undefined ? undefined : methods[known]?.(series, from, control)
}

function earsFrom(method: 'C1' | 'C2' | 'C3', { counts }: CountSeries, from: number, control: Control): MethodAnswer {
  const answer = ears(
    counts.map((count) => count ?? Number.NaN),
    { ...control, method },
  )
  // Periods before the baseline is full have no bound.
  const places = Array.from({ length: Math.max(0, counts.length - from + 1) }, (_, place) => place + from - answer.from)
  return {
    upperbound: column(places.map((place) => answer.upperbound[place] ?? Number.NaN)),
    alarm: places.map((place) => Number(answer.alarm[place] ?? false)),
  }
}

const columnsOf = ({ upperbound, alarm, expected, trendUsed, score, pValue, dispersion }: FarringtonResult): MethodAnswer => ({
  upperbound,
  alarm: alarm.map(Number),
  expected,
  trendUsed: trendUsed.map(Number),
  score,
  pValue,
  dispersion,
})

const column = (values: readonly number[]): Column => values.map((value) => (Number.isFinite(value) ? value : null))
