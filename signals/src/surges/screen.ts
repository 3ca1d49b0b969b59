import { fitBaseline } from './baseline.ts'
import { type Calendar, designOf } from './design.ts'
import { judgeRun } from './judge-run.ts'
import { judgeWeek } from './judge-week.ts'
import { rules } from './rules.ts'
import type { Screening } from './screening.ts'

/**
 * @property falseAlarms false alarms borne a period of a series; an alarm budget is spread by it (days 0.005, hours 0.0002, weeks 0.008)
 * @property leastCases a surge has so many cases at least (3, in weeks 2)
 */
export type ScreenOptions = Calendar & { falseAlarms?: number; leastCases?: number }

/**
 * 突增检测: is the last period of a series (and the few before it) more than trend, season, weekday and holidays allow?
 * The product's own rule: docs/rules/surge-detection.md. For many series of one calendar use `screenerOf`.
 * @param counts oldest first, the last one is judged
 */
export const screenSeries = (counts: ArrayLike<number>, options: ScreenOptions): Screening => screenerOf(options, counts.length)(counts)

/** The same rule for any number of series that share a calendar and a length: what all of them share is worked out once. */
export function screenerOf(options: ScreenOptions, length: number): (counts: ArrayLike<number>) => Screening {
  const { frequency, falseAlarms, leastCases = frequency === 'week' ? 2 : 3 } = options
  const design = designOf(options, length)
  const isYoung = length < rules[frequency].youngBelow
  // Of a short history, no more than a quarter is set aside to be judged.
  const judged = Math.max(
    1,
    Math.min(isYoung && frequency === 'week' ? rules.weekYoung.looksBack : rules[frequency].looksBack, Math.floor(length / 4)),
  )
  const judge = frequency === 'week' ? judgeWeek : judgeRun
  return (counts) =>
    length < 2
      ? tooShort(counts, frequency)
      : judge(counts, fitBaseline(counts, design, judged), { isYoung, leastCases, falseAlarms, frequency })
}

/** One period has no history: nothing can be said. */
function tooShort(counts: ArrayLike<number>, frequency: Calendar['frequency']): Screening {
  const observed = counts[0] ?? 0
  return {
    alarm: false,
    ongoing: false,
    observed,
    expected: observed,
    low: 0,
    high: observed,
    p: 1,
    chance: 1,
    score: 0,
    since: 0,
    sinceObserved: observed,
    sinceExpected: observed,
    spread: 1,
    history: 0,
    method: `${frequency}Young`,
  }
}
