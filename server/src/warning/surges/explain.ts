/** Which combination explains it: of series that alarm together, the one that says where the excess lies. Pure. */

export type Alarm = {
  series: number
  observed: number
  expected: number
  low: number
  high: number
  p: number
  parts: number
  caseIds: ReadonlySet<string>
}
/** A matter, and the other alarms it explains. */
export type Matter<A extends Alarm = Alarm> = { alarm: A; explained: A[] }

/** How far the count is beyond what was expected (Poisson log likelihood ratio of Kulldorff’s scan statistic). */
export const excessOf = ({ observed, expected }: Pick<Alarm, 'observed' | 'expected'>) =>
  observed <= expected ? 0 : observed * Math.log(observed / Math.max(expected, leastExpected)) - (observed - expected)

/** Less than this is expected nowhere: of what was never seen little is known. */
const leastExpected = 0.05
/** Of two that hold the same cases the one with fewer parts is named, unless the other is closer by more than this. */
const worthAPart = 0.03

/**
 * Takes the alarm with the greatest excess, sets its cases aside, and goes on with what still stands out without them.
 * @param stillStandsOut whether an alarm is one without the cases that are explained already
 */
export function mattersOf<A extends Alarm>(alarms: readonly A[], stillStandsOut: (alarm: A, observed: number) => boolean): Matter<A>[] {
  let open = [...alarms]
  const matters: Matter<A>[] = []
  const explainedCases = new Set<string>()
  while (open.length > 0) {
    const rest = new Map(open.map((alarm) => [alarm, [...alarm.caseIds].filter((id) => !explainedCases.has(id)).length]))
    open = open.filter((alarm) => matters.length === 0 || stillStandsOut(alarm, rest.get(alarm) ?? 0))
    const [first] = open
    if (!first) break
    const scoreOf = (alarm: A) => excessOf({ observed: rest.get(alarm) ?? 0, expected: alarm.expected }) * (1 - worthAPart * alarm.parts)
    const highest = (among: A[], or: A) => among.reduce((top, alarm) => (scoreOf(alarm) > scoreOf(top) ? alarm : top), or)
    const timesOf = (alarm: A) => (rest.get(alarm) ?? 0) / Math.max(alarm.expected, leastExpected)
    let best = highest(open, first)
    // Two matters at once lift what holds both more than each alone: what is denser within it is looked at first.
    for (;;) {
      const outer = best
      const denser = open.filter(
        (alarm) =>
          alarm !== outer &&
          timesOf(alarm) >= 2 * timesOf(outer) &&
          (rest.get(alarm) ?? 0) >= 0.3 * (rest.get(outer) ?? 0) &&
          within(alarm, outer) >= 0.9,
      )
      const [inner] = denser
      if (!inner) break
      best = highest(denser, inner)
    }
    const explained = open.filter((alarm) => alarm !== best && sharedOf(alarm, best) >= 0.5)
    matters.push({ alarm: best, explained })
    for (const id of best.caseIds) explainedCases.add(id)
    open = open.filter((alarm) => alarm !== best)
  }
  return matters
}

/** Share of the smaller one's cases that both hold. */
export function sharedOf(one: Pick<Alarm, 'caseIds'>, other: Pick<Alarm, 'caseIds'>): number {
  const [small, large] = one.caseIds.size <= other.caseIds.size ? [one.caseIds, other.caseIds] : [other.caseIds, one.caseIds]
  if (small.size === 0) return 0
  let both = 0
  for (const id of small) if (large.has(id)) both += 1
  return both / small.size
}

/** Share of one's cases that the other holds. */
function within(one: Pick<Alarm, 'caseIds'>, other: Pick<Alarm, 'caseIds'>): number {
  let both = 0
  for (const id of one.caseIds) if (other.caseIds.has(id)) both += 1
  return one.caseIds.size === 0 ? 0 : both / one.caseIds.size
}
