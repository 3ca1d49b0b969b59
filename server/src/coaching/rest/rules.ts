import type { RestSuggestion } from '@zhiwei/contract'

export type Trace = { caseId: string; at: Date; stage: number | null; insult: boolean }
type Suggested = Pick<RestSuggestion, 'reason' | 'occasion' | 'pauseMinutes' | 'calmMinutes'> & { at: Date }

/** 阶段 4 矛盾爆发 and above. */
const hardFrom = 4
/** A suggestion stands for so long after what was hard. */
const freshMinutes = 60
/** How long to pause, and for how long no heavy case comes. Our own choice, to be set by use. Source: docs/rules/coaching.md */
const rest = { pauseMinutes: 15, calmMinutes: 60 }
/** After work at night the next hours are calm. */
const night = { pauseMinutes: 15, calmMinutes: 240, minutes: 600 }

/**
 * 缓一缓: after work on a case at stage 4 or 5, or with a customer who insulted, within the hour, each case once; after work outside the calendar, once a day.
 * @param isOff outside the working calendar
 */
export function suggestionsOf(traces: readonly Trace[], isOff: (at: Date) => boolean, dayOf: (at: Date) => string, now: Date): Suggested[] {
  const minutesAgo = (at: Date) => (now.getTime() - at.getTime()) / 60_000
  const found = new Map<string, Suggested>()
  const add = (one: Suggested) => {
    if (!found.has(one.occasion)) found.set(one.occasion, one)
  }
  for (const { caseId, at, stage, insult } of traces.toSorted((one, other) => other.at.getTime() - one.at.getTime())) {
    const isFresh = minutesAgo(at) <= freshMinutes
    if (isFresh && insult) add({ reason: 'insult', occasion: `case ${caseId}`, at, ...rest })
    else if (isFresh && (stage ?? 0) >= hardFrom) add({ reason: 'hard', occasion: `case ${caseId}`, at, ...rest })
    if (isOff(at) && minutesAgo(at) <= night.minutes)
      add({ reason: 'night', occasion: `night ${dayOf(at)}`, at, pauseMinutes: night.pauseMinutes, calmMinutes: night.calmMinutes })
  }
  return [...found.values()]
}
