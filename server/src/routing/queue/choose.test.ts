import { describe, expect, test } from 'vitest'
import { type CaseFacts, objectionsTo, orderFor, type PersonFacts, placeOf, proposalFor, type SkillGroupFacts } from './choose.ts'
import { startingRules as rules } from './starting-rules.ts'

// Source: docs/rules/routing.md

const now = new Date('2026-11-02T02:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const aCase = (given: Partial<CaseFacts> = {}): CaseFacts => ({
  id: 'case',
  category: 'delivery.delay',
  channel: 'hotline',
  language: 'zh',
  stage: 1,
  priority: 'normal',
  signals: [],
  isReferred: false,
  tier: 'ordinary',
  waitingSince: ago(5),
  dueAt: null,
  unitId: null,
  respondentIds: [],
  hadBeforeIds: [],
  named: null,
  knownToIds: [],
  ...given,
})
const aPerson = (id: string, given: Partial<PersonFacts> = {}): PersonFacts => ({
  id,
  presence: 'present',
  open: 3,
  limit: 20,
  heavyInARow: 0,
  lastTurnAt: ago(30),
  ...given,
})
const refunds: SkillGroupFacts = {
  id: 'g',
  name: '退款组',
  categories: ['aftersales'],
  channels: [],
  languages: [],
  memberIds: new Set(['lin']),
}
const english: SkillGroupFacts = { ...refunds, name: '英文组', categories: [], languages: ['en'], memberIds: new Set(['bai']) }
const codes = (reasons: { code: string }[]) => reasons.map(({ code }) => code)

describe('who should have a case (建议承办)', () => {
  const propose = (facts: CaseFacts, people: PersonFacts[], groups = [refunds, english]) => proposalFor(facts, people, groups, rules, now)

  test('the one with the lighter load, of equals the one who waited longest for a case', () => {
    expect(propose(aCase(), [aPerson('chen', { open: 9 }), aPerson('lin')]).personId).toBe('lin')
    expect(propose(aCase(), [aPerson('chen', { lastTurnAt: ago(90) }), aPerson('lin')]).personId).toBe('chen')
  })

  test.each<[string, Partial<CaseFacts>, Partial<PersonFacts>, string]>([
    ['the person complained about', { respondentIds: ['lin'] }, {}, 'respondent'],
    ['who had the matter before, where the service is complained of', { hadBeforeIds: ['lin'] }, {}, 'handledBefore'],
    ['whoever has a break', {}, { presence: 'break' }, 'absent'],
    ['whoever has as many as may be', {}, { open: 20 }, 'full'],
    ['a third heavy case in a row', { stage: 4 }, { heavyInARow: 2 }, 'resting'],
    ['whoever is not trained for it', { language: 'en' }, {}, 'unskilled'],
  ])('never %s', (_what, facts, person, code) => {
    const { personId, others } = propose(aCase(facts), [aPerson('lin', person)])
    expect(personId).toBeNull()
    expect(codes(others[0]?.objections ?? [])).toEqual([code])
  })

  test('a calmer case comes to somebody who has just had two heavy ones, and safety comes above the limit', () => {
    expect(propose(aCase({ stage: 3 }), [aPerson('lin', { heavyInARow: 2 })]).personId).toBe('lin')
    expect(propose(aCase({ signals: ['safety'] }), [aPerson('lin', { open: 21 })]).personId).toBe('lin')
    expect(propose(aCase({ signals: ['safety'] }), [aPerson('lin', { open: 23 })]).personId).toBeNull()
  })

  test('a key account’s own handler comes first, while away the deputy, and the reasons say so', () => {
    const facts = aCase({ tier: 'keyAccount', named: { handlerId: 'wu', deputyId: 'lin' } })
    const people = [aPerson('chen', { open: 0 }), aPerson('lin'), aPerson('wu', { open: 15 })]
    expect(codes(propose(facts, people).reasons)).toEqual(['named', 'load'])
    const away = people.map((person) => (person.id === 'wu' ? { ...person, presence: 'away' as const } : person))
    expect(propose(facts, away)).toMatchObject({ personId: 'lin' })
    expect(codes(propose(facts, away).reasons)).toContain('deputy')
  })

  test('whoever has the customer’s other case goes before a lighter load, and the trained before others', () => {
    const people = [aPerson('chen', { open: 0 }), aPerson('lin', { open: 9 })]
    expect(propose(aCase({ knownToIds: ['lin'] }), people).personId).toBe('lin')
    expect(propose(aCase({ category: 'aftersales.refund' }), people)).toMatchObject({
      personId: 'lin',
      reasons: [{ code: 'skill', facts: { groupId: 'g' } }, { code: 'load' }, { code: 'alone' }],
    })
  })

  test('after an hour a case is open to all, so that no skill keeps a customer waiting', () => {
    expect(objectionsTo(aPerson('chen'), aCase({ language: 'en', waitingSince: ago(59) }), [english], rules, now)).toHaveLength(1)
    expect(objectionsTo(aPerson('chen'), aCase({ language: 'en', waitingSince: ago(60) }), [english], rules, now)).toEqual([])
  })
})

describe('what goes next (下一件)', () => {
  test('urgent before critical before green before high, and an old low one before them all', () => {
    const waiting = [
      aCase({ id: 'old', priority: 'low', waitingSince: ago(3_000) }),
      aCase({ id: 'urgent', signals: ['vulnerable'] }),
      aCase({ id: 'critical', priority: 'critical' }),
      aCase({ id: 'green', tier: 'largeUser' }),
      aCase({ id: 'high', priority: 'high' }),
      aCase({ id: 'normal' }),
    ]
    const order = orderFor(aPerson('lin'), waiting.toReversed(), { people: [], groups: [], rules, now })
    expect(order.map(({ facts }) => facts.id)).toEqual(['old', 'urgent', 'critical', 'green', 'high', 'normal'])
    expect(codes(order[1]?.reasons ?? [])).toEqual(['urgent', 'waited', 'load'])
  })

  test('a case near its time limit counts as come two days before it', () => {
    const due = aCase({ id: 'due', priority: 'low', dueAt: new Date(now.getTime() + 3_600_000) })
    expect(placeOf(due, rules)).toBeLessThan(placeOf(aCase({ priority: 'critical' }), rules))
    const [first] = orderFor(aPerson('lin'), [due], { people: [], groups: [], rules, now })
    expect(first?.reasons[0]).toEqual({ code: 'due', facts: { minutes: 60 } })
  })

  test('a key account’s case is kept for its own handler while that one is there and free', () => {
    const facts = aCase({ named: { handlerId: 'wu', deputyId: null } })
    const objections = (wu: PersonFacts) => orderFor(aPerson('lin'), [facts], { people: [wu], groups: [], rules, now })[0]?.objections
    expect(objections(aPerson('wu'))).toEqual([{ code: 'reserved', facts: { personId: 'wu' } }])
    expect(objections(aPerson('wu', { presence: 'break' }))).toEqual([])
  })
})
