import type { Channel, CustomerTier, Lane, Presence, Priority, RoutingReason, RoutingRules, Signal } from '@zhiwei/contract'

// 派单: who should have a case, and which case somebody should take next. Facts in, a decision with its reasons out; no database, no clock.
// Source: docs/rules/routing.md

export type SkillGroupFacts = {
  id: string
  name: string
  categories: string[]
  channels: string[]
  languages: string[]
  memberIds: ReadonlySet<string>
}
export type CaseFacts = {
  id: string
  category: string | null
  channel: Channel
  language: string
  stage: number
  priority: Priority
  signals: Signal[]
  isReferred: boolean
  tier: CustomerTier | null
  /** Since when somebody should take it. */
  waitingSince: Date
  dueAt: Date | null
  /** The unit it was dispatched to; null: the call centre's own. */
  unitId: string | null
  respondentIds: readonly string[]
  /** Who had the matter when the customer complained of it before, where it is now the service that is complained of. */
  hadBeforeIds: readonly string[]
  named: { handlerId: string; deputyId: string | null } | null
  /** Who has another open case of the customer. */
  knownToIds: readonly string[]
}
export type PersonFacts = {
  id: string
  presence: Presence
  open: number
  limit: number
  /** Cases of the heavy stage in a row, the last ones that came within the time of rest. */
  heavyInARow: number
  /** 缓一缓: until then no heavy case; nobody is told why. */
  calmUntil?: Date | null
  lastTurnAt: Date | null
}

/** Which channel a case goes through, and what made it so. Urgent wins over green. */
export function laneOf(facts: CaseFacts, { urgentSignals, greenTiers }: RoutingRules): { lane: Lane; why: string[] } {
  const signals = facts.signals.filter((signal) => urgentSignals.includes(signal))
  const urgent = [...(facts.isReferred ? ['regulatorReferral'] : []), ...signals]
  if (urgent.length > 0) return { lane: 'urgent', why: urgent }
  if (facts.named || (facts.tier !== null && greenTiers.includes(facts.tier))) return { lane: 'green', why: [facts.tier ?? 'keyAccount'] }
  return { lane: 'ordinary', why: [] }
}

const minuteMs = 60_000
export const waitedMinutes = ({ waitingSince }: Pick<CaseFacts, 'waitingSince'>, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - waitingSince.getTime()) / minuteMs))

/**
 * 排队位置: the instant at which the case counts as come; the earliest goes first. A head start is given once and does not grow, so whatever
 * waits longer than the largest head start goes before all that comes later: nobody waits for ever.
 */
export function placeOf(facts: CaseFacts, rules: RoutingRules): number {
  const start = rules.headStartMinutes
  const ofPriority = facts.priority === 'low' ? 0 : start[facts.priority]
  const { lane } = laneOf(facts, rules)
  const ofLane = lane === 'ordinary' ? 0 : start[lane]
  const byArrival = facts.waitingSince.getTime() - (ofPriority + ofLane) * minuteMs
  return facts.dueAt ? Math.min(byArrival, facts.dueAt.getTime() - rules.dueLeadMinutes * minuteMs) : byArrival
}

/** Why a case stands where it stands. */
function reasonsOfPlace(facts: CaseFacts, rules: RoutingRules, now: Date): RoutingReason[] {
  const { lane, why } = laneOf(facts, rules)
  const ofLane: RoutingReason[] = lane === 'ordinary' ? [] : [{ code: lane, facts: { why } }]
  const isByDue = facts.dueAt !== null && facts.dueAt.getTime() - rules.dueLeadMinutes * minuteMs <= placeOf(facts, rules)
  return [
    ...ofLane,
    ...(isByDue && facts.dueAt
      ? [{ code: 'due' as const, facts: { minutes: Math.round((facts.dueAt.getTime() - now.getTime()) / minuteMs) } }]
      : []),
    ...(facts.priority === 'critical' || facts.priority === 'high'
      ? [{ code: 'priority' as const, facts: { priority: facts.priority } }]
      : []),
    { code: 'waited', facts: { minutes: waitedMinutes(facts, now) } },
  ]
}

const covers = (codes: string[], code: string | null) =>
  codes.length === 0 || (code !== null && codes.some((one) => code === one || code.startsWith(`${one}.`)))

/** 技能组 trained for a case; a group that names nothing is for everything. */
const groupsFor = (facts: CaseFacts, groups: readonly SkillGroupFacts[]) =>
  groups.filter(
    ({ categories, channels, languages }) =>
      covers(categories, facts.category) &&
      (channels.length === 0 || channels.includes(facts.channel)) &&
      (languages.length === 0 || languages.includes(facts.language)),
  )

export const isHeavy = (facts: Pick<CaseFacts, 'stage'>, { heavyStage }: RoutingRules) => facts.stage >= heavyStage

/** What keeps a case from a person now; `respondent` always, the rest a supervisor may pass over with a reason. */
export function objectionsTo(
  person: PersonFacts,
  facts: CaseFacts,
  groups: readonly SkillGroupFacts[],
  rules: RoutingRules,
  now: Date,
): RoutingReason[] {
  const { lane } = laneOf(facts, rules)
  const limit = person.limit + (lane === 'ordinary' ? 0 : rules.extra[lane])
  const isOpenToAll = waitedMinutes(facts, now) >= rules.openToAllMinutes
  const trained = groupsFor(facts, groups)
  // Of a unit all are of its trade; whoever is named for the customer is trained enough.
  const isTrained =
    facts.unitId !== null || trained.length === 0 || trained.some(({ memberIds }) => memberIds.has(person.id)) || isNamed(person.id, facts)
  return [
    ...(facts.respondentIds.includes(person.id) ? [{ code: 'respondent' as const }] : []),
    ...(facts.hadBeforeIds.includes(person.id) ? [{ code: 'handledBefore' as const }] : []),
    ...(person.presence === 'present' ? [] : [{ code: 'absent' as const, facts: { presence: person.presence } }]),
    ...(person.open >= limit ? [{ code: 'full' as const, facts: { open: person.open, limit } }] : []),
    ...(isHeavy(facts, rules) && person.heavyInARow >= rules.heavyInARow
      ? [{ code: 'resting' as const, facts: { inARow: person.heavyInARow } }]
      : isHeavy(facts, rules) && person.calmUntil
        ? [{ code: 'calm' as const }]
        : []),
    ...(isTrained || isOpenToAll ? [] : [{ code: 'unskilled' as const, facts: { groupIds: trained.map(({ id }) => id) } }]),
  ]
}

const isNamed = (personId: string, { named }: CaseFacts) => named !== null && (named.handlerId === personId || named.deputyId === personId)

export type Proposed = { personId: string | null; reasons: RoutingReason[]; others: { personId: string; objections: RoutingReason[] }[] }

/**
 * 建议承办: of those nothing speaks against the named handler, then the deputy, then who has the customer's other case, then the trained one with
 * the lightest load, then who has waited longest for a case.
 */
export function proposalFor(
  facts: CaseFacts,
  people: readonly PersonFacts[],
  groups: readonly SkillGroupFacts[],
  rules: RoutingRules,
  now: Date,
): Proposed {
  const weighed = people.map((person) => ({ person, objections: objectionsTo(person, facts, groups, rules, now) }))
  const free = weighed.filter(({ objections }) => objections.length === 0).map(({ person }) => person)
  const trained = groupsFor(facts, groups)
  const rankOf = (person: PersonFacts) => [
    facts.named?.handlerId === person.id ? 0 : facts.named?.deputyId === person.id ? 1 : 2,
    facts.knownToIds.includes(person.id) ? 0 : 1,
    trained.some(({ memberIds }) => memberIds.has(person.id)) ? 0 : 1,
    person.open / Math.max(1, person.limit),
    person.lastTurnAt?.getTime() ?? 0,
  ]
  const best = free.toSorted((one, other) => compare(rankOf(one), rankOf(other)) || (one.id < other.id ? -1 : 1))[0]
  const others = weighed
    .filter(({ objections }) => objections.length > 0)
    .map(({ person, objections }) => ({ personId: person.id, objections }))
  return { personId: best?.id ?? null, reasons: best ? reasonsFor(best, facts, trained, rules, now, free.length) : [], others }
}

/** What speaks for a person to have the case. */
function reasonsFor(
  person: PersonFacts,
  facts: CaseFacts,
  trained: SkillGroupFacts[],
  rules: RoutingRules,
  now: Date,
  choice: number,
): RoutingReason[] {
  const group = trained.find(({ memberIds }) => memberIds.has(person.id))
  return [
    ...(facts.named?.handlerId === person.id ? [{ code: 'named' as const }] : []),
    ...(facts.named?.deputyId === person.id ? [{ code: 'deputy' as const }] : []),
    ...(facts.knownToIds.includes(person.id) ? [{ code: 'knowsCustomer' as const }] : []),
    ...(group ? [{ code: 'skill' as const, facts: { groupId: group.id } }] : []),
    ...(!group && trained.length > 0 && waitedMinutes(facts, now) >= rules.openToAllMinutes
      ? [{ code: 'openToAll' as const, facts: { minutes: rules.openToAllMinutes } }]
      : []),
    { code: 'load', facts: { open: person.open, limit: person.limit } },
    ...(choice === 1 ? [{ code: 'alone' as const }] : []),
  ]
}

/** 下一件: of what waits, in its order, the first that nothing keeps from the person. A named handler who is there and free has a case first. */
export function orderFor(
  person: PersonFacts,
  waiting: readonly CaseFacts[],
  { people, groups, rules, now }: { people: readonly PersonFacts[]; groups: readonly SkillGroupFacts[]; rules: RoutingRules; now: Date },
) {
  return waiting
    .map((facts) => ({ facts, place: placeOf(facts, rules) }))
    .sort((one, other) => one.place - other.place || (one.facts.id < other.facts.id ? -1 : 1))
    .map(({ facts }) => ({
      facts,
      reasons: [...reasonsOfPlace(facts, rules, now), ...reasonsFor(person, facts, groupsFor(facts, groups), rules, now, 0)],
      objections: [...objectionsTo(person, facts, groups, rules, now), ...reservedFor(person, facts, people, groups, rules, now)],
    }))
}

function reservedFor(
  person: PersonFacts,
  facts: CaseFacts,
  people: readonly PersonFacts[],
  groups: readonly SkillGroupFacts[],
  rules: RoutingRules,
  now: Date,
): RoutingReason[] {
  if (!facts.named || waitedMinutes(facts, now) >= rules.openToAllMinutes) return []
  const { handlerId, deputyId } = facts.named
  const keeper = people.find(({ id }) => id === handlerId && isFree(id)) ?? people.find(({ id }) => id === deputyId && isFree(id))
  return keeper && keeper.id !== person.id ? [{ code: 'reserved', facts: { personId: keeper.id } }] : []

  function isFree(id: string) {
    const one = people.find((each) => each.id === id)
    return one !== undefined && objectionsTo(one, facts, groups, rules, now).length === 0
  }
}

function compare(one: number[], other: number[]): number {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value - (other[at] ?? 0)
  return 0
}
