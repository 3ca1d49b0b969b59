import type { MeasureFigure } from '@zhiwei/contract'
import type { Definition, Figures, ReportFacts } from '../facts/types.ts'
import type { Span } from '../periods.ts'

/**
 * What may be said of a change. `unknown`: nothing was recorded yet, or too little; `same`: equal as it is written; `none`: there is no interval, so
 * nothing is claimed; `chance`: the intervals meet; `clear`: they lie apart.
 */
export type Change =
  | { kind: 'notRecorded' | 'tooFew' | 'same' | 'none' | 'chance' }
  | { kind: 'clear'; isUp: boolean; judged: 'better' | 'worse' | null }

/** Does the span lie behind the first day anything was received? */
export const isRecorded = ({ knownFrom }: Pick<ReportFacts, 'knownFrom'>, span: Pick<Span, 'from'>) =>
  knownFrom !== null && knownFrom <= span.from

/** 变化: the same rule as on the page of measures; a change is claimed only where both intervals lie apart. */
export function changeOf(now: MeasureFigure, before: MeasureFigure, moreIsBetter: boolean | null): Change {
  if (now.value === null || before.value === null) return { kind: 'tooFew' }
  if (now.value === before.value) return { kind: 'same' }
  if (now.interval === null || before.interval === null) return { kind: 'none' }
  const isUp = now.interval.low > before.interval.high
  if (!isUp && now.interval.high >= before.interval.low) return { kind: 'chance' }
  return { kind: 'clear', isUp, judged: moreIsBetter === null ? null : isUp === moreIsBetter ? 'better' : 'worse' }
}

/** The change since the period before, where that period was recorded from its first day. */
export function changeSinceBefore(
  facts: Pick<ReportFacts, 'knownFrom' | 'before'>,
  { now, before }: Figures,
  { moreIsBetter }: Definition,
): Change {
  return isRecorded(facts, facts.before) ? changeOf(now, before, moreIsBetter) : { kind: 'notRecorded' }
}
