import { ears } from '../ears.ts'
import { farringtonFlexible, farringtonOriginal } from '../farrington/farrington.ts'
import { screenerOf } from '../surges/index.ts'
import { judgedFrom, weeks } from './weekly-series.ts'

/** Alarms of the judged weeks, each week judged with what came before it alone. */
export type Method = (counts: readonly number[], from?: number) => boolean[]

const earsMethod = (method: 'C1' | 'C2' | 'C3'): Method => {
  return (counts, from = judgedFrom) => {
    const judged = ears(counts, { method })
    return counts.slice(from).map((_, at) => judged.alarm[from + at + 1 - judged.from] ?? false)
  }
}

/** The product's own rule (`screenSeries`), as it is shipped; `history`: only so many weeks before the judged one are known. */
export function productMethod(history = weeks): Method {
  const screeners = new Map<number, ReturnType<typeof screenerOf>>()
  const screen = (counts: readonly number[]) => {
    const { length } = counts
    const screener = screeners.get(length) ?? screenerOf({ frequency: 'week' }, length)
    screeners.set(length, screener)
    return screener(counts).alarm
  }
  return (counts, from = judgedFrom) =>
    counts.slice(from).map((_, at) => screen(counts.slice(Math.max(0, from + at - history), from + at + 1)))
}

const alpha = 0.01
const farringtonMethod = (run: typeof farringtonFlexible): Method => {
  return (counts, from = judgedFrom) => run({ counts, frequency: 52 }, from + 1, { alpha }).alarm
}

/** A new series (冷启动): it began so many weeks before the first judged week, and grows. */
export const newSeriesMethod = (history: number): Method => {
  const method = productMethod()
  return (counts, from = judgedFrom) => method(counts.slice(judgedFrom - history), from - judgedFrom + history)
}

/** Every method the table has, by name. */
export const methods: Readonly<Record<string, Method>> = {
  product: productMethod(),
  farringtonFlexible: farringtonMethod(farringtonFlexible),
  farringtonOriginal: farringtonMethod(farringtonOriginal),
  earsC1: earsMethod('C1'),
  earsC2: earsMethod('C2'),
  earsC3: earsMethod('C3'),
}

export const coldStartWeeks = [8, 13, 26] as const
/** Cold start: `newN` began N weeks before the first judged week; `lastN` knows never more than the last N weeks. */
export const coldStartMethods: Readonly<Record<string, Method>> = Object.fromEntries(
  coldStartWeeks.flatMap((history) => [
    [`new${history}`, newSeriesMethod(history)],
    [`last${history}`, productMethod(history)],
  ]),
)
