import { describe, expect, test } from 'vitest'
import { type CaseFacts, isHeavy, orderFor, type PersonFacts, type SkillGroupFacts, waitedMinutes } from './choose.ts'
import { startingRules as rules } from './starting-rules.ts'

// A busy day, minute by minute: more comes in the morning than twelve people can take, with more urgent cases than usual. Everybody takes the
// next case as soon as they are free. Source: docs/rules/routing.md

const opens = new Date('2026-11-02T01:00:00Z').getTime()
const minute = (at: number) => new Date(opens + at * 60_000)

/** Park-Miller, so that the day is the same every time. */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

type Case = CaseFacts & { takenAt?: number }
type Person = PersonFacts & { freeAt: number; turns: Case[] }

function aDay(seed: number) {
  const random = randomFrom(seed)
  const people = Array.from(
    { length: 12 },
    (_, at): Person => ({ id: `p${at}`, presence: 'present', open: 0, limit: 40, heavyInARow: 0, lastTurnAt: null, freeAt: 0, turns: [] }),
  )
  const memberIds = new Set(['p0', 'p1'])
  const groups: SkillGroupFacts[] = [{ id: 'g', name: '英文组', categories: [], channels: [], languages: ['en'], memberIds }]
  const cases: Case[] = []
  const [minutes, lunch] = [540, [180, 240] as const]
  for (let at = 0; at < minutes; at += 1) {
    const now = minute(at)
    for (let rest = at < 240 ? 0.75 : 0.35; rest > random(); rest -= 1) cases.push(aCase(cases.length, now))
    // Who has been free longest asks first.
    for (const person of people.toSorted((one, other) => one.freeAt - other.freeAt)) {
      const isOut = at >= lunch[0] + (person.id < 'p5' ? 0 : 30) && at < lunch[1] - (person.id < 'p5' ? 30 : 0)
      if (person.freeAt > at || isOut) continue
      const waiting = cases.filter(({ takenAt }) => takenAt === undefined)
      const next = orderFor(person, waiting, { people, groups, rules, now }).find(({ objections }) => objections.length === 0)
      if (!next) continue
      const taken = next.facts as Case
      taken.takenAt = at
      person.turns.push(taken)
      person.lastTurnAt = now
      person.heavyInARow = isHeavy(taken, rules) ? person.heavyInARow + 1 : 0
      person.freeAt = at + 8 + Math.floor(random() * 16)
    }
  }
  return { people, cases, minutes }

  function aCase(no: number, waitingSince: Date): Case {
    const dice = random()
    return {
      id: `c${String(no).padStart(4, '0')}`,
      category: 'delivery.delay',
      channel: 'hotline',
      language: random() < 0.05 ? 'en' : 'zh',
      stage: random() < 0.25 ? 4 : 2,
      priority: dice < 0.08 ? 'critical' : dice < 0.3 ? 'high' : dice < 0.85 ? 'normal' : 'low',
      signals: random() < 0.06 ? ['safety'] : [],
      isReferred: false,
      tier: random() < 0.08 ? 'keyAccount' : 'ordinary',
      waitingSince,
      dueAt: null,
      unitId: null,
      respondentIds: [],
      hadBeforeIds: [],
      named: null,
      knownToIds: [],
    }
  }
}

describe('fairness of the queue over a day (排队公平)', () => {
  test.each([7, 11, 2026])('nobody is forgotten and nobody gets all of it (day %i)', (seed) => {
    const { people, cases, minutes } = aDay(seed)
    const waited = (one: Case) => waitedMinutes(one, minute(one.takenAt ?? minutes))
    const longest = (some: Case[]) => Math.max(0, ...some.map(waited))
    const counts = people.map(({ turns }) => turns.length)
    const inARow = people.map(({ turns }) => longestRun(turns.map((one) => isHeavy(one, rules))))
    const figures = {
      cases: cases.length,
      left: cases.filter(({ takenAt }) => takenAt === undefined).length,
      longestWait: longest(cases),
      longestWaitUrgent: longest(cases.filter(({ signals }) => signals.length > 0)),
      longestWaitLow: longest(cases.filter(({ priority }) => priority === 'low')),
      fewest: Math.min(...counts),
      most: Math.max(...counts),
      heavyInARow: Math.max(...inARow),
    }
    process.stdout.write(`day ${seed}: ${JSON.stringify(figures)}\n`)

    expect(figures.cases).toBeGreaterThan(250)
    expect(figures.heavyInARow).toBeLessThanOrEqual(rules.heavyInARow)
    expect(figures.most - figures.fewest).toBeLessThanOrEqual(8)
    expect(figures.longestWaitUrgent).toBeLessThanOrEqual(30)
    // Whoever waits longest waits less than the largest head start, however much comes in front.
    expect(figures.longestWait).toBeLessThan(rules.headStartMinutes.urgent + rules.headStartMinutes.critical)
  })

  test('a low one is taken while urgent ones keep coming without end', () => {
    const low: CaseFacts = {
      ...aDay(7).cases[0],
      id: 'low',
      priority: 'low',
      signals: [],
      tier: 'ordinary',
      waitingSince: minute(0),
    } as CaseFacts
    const person = { id: 'lin', presence: 'present', open: 0, limit: 99, heavyInARow: 0, lastTurnAt: null } as const
    const longestStart = rules.headStartMinutes.urgent + rules.headStartMinutes.critical
    const first = (at: number) => {
      const urgent: CaseFacts = { ...low, id: 'urgent', priority: 'critical', signals: ['safety'], waitingSince: minute(at) }
      return orderFor(person, [low, urgent], { people: [], groups: [], rules, now: minute(at) })[0]?.facts.id
    }
    expect(first(longestStart - 1)).toBe('urgent')
    expect(first(longestStart + 1)).toBe('low')
  })
})

function longestRun(flags: boolean[]): number {
  let [run, longest] = [0, 0]
  for (const flag of flags) {
    run = flag ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}
