import { expect, test } from 'vitest'
import { type EscalationFacts, type Rule, rulesMet } from './rules.ts'

const from = new Date('2026-01-01T00:00:00Z')
const now = new Date('2026-11-02T02:00:00Z')
const calm: EscalationFacts = { clocks: [], stage: 1, severity: 'general', reminders: 0, repeats: 0, sendBacks: 0, regulator: false }
const rule = (id: string, given: Partial<Rule>): Rule => ({
  id,
  trigger: 'clock',
  regime: null,
  atLeast: 100,
  toLevel: 2,
  effectiveFrom: from,
  active: true,
  ...given,
})
const rules = [
  rule('nearly', { atLeast: 75, toLevel: 1 }),
  rule('late', {}),
  rule('regulatorLate', { regime: 'regulator', toLevel: 3 }),
  rule('open conflict', { trigger: 'stage', atLeast: 4 }),
  rule('grave', { trigger: 'severity', atLeast: 3, toLevel: 3 }),
  rule('asked thrice', { trigger: 'reminders', atLeast: 3, toLevel: 1 }),
  rule('again', { trigger: 'repeats', atLeast: 2, toLevel: 1 }),
  rule('referred', { trigger: 'regulator', atLeast: 1 }),
]
const met = (facts: Partial<EscalationFacts>, fired: string[] = [], at = now) =>
  rulesMet(rules, { ...calm, ...facts }, new Set(fired), at).map(({ id }) => id)

test.each<[string, Partial<EscalationFacts>, string[]]>([
  ['nothing burns', {}, []],
  ['half of the time is gone', { clocks: [{ regime: 'company', percent: 50 }] }, []],
  ['three quarters are', { clocks: [{ regime: 'company', percent: 75 }] }, ['nearly']],
  ['it is late: the highest first', { clocks: [{ regime: 'company', percent: 100 }] }, ['late', 'nearly']],
  ['the regulator’s clock', { clocks: [{ regime: 'regulator', percent: 100 }] }, ['regulatorLate', 'late', 'nearly']],
  ['stage 4', { stage: 4 }, ['open conflict']],
  ['severity serious', { severity: 'serious' }, ['grave']],
  ['asked three times', { reminders: 3 }, ['asked thrice']],
  ['the third complaint of one matter', { repeats: 2 }, ['again']],
  ['a regulator refers it', { regulator: true }, ['referred']],
])('%s', (_name, facts, expected) => expect(met(facts)).toEqual(expected))

test('a rule fires once a cycle, not before it is in force, and not while it is off', () => {
  expect(met({ stage: 5 }, ['open conflict'])).toEqual([])
  expect(met({ stage: 5 }, [], new Date('2025-12-31T00:00:00Z'))).toEqual([])
  expect(rulesMet([rule('off', { active: false })], { ...calm, clocks: [{ regime: 'x', percent: 100 }] }, new Set(), now)).toEqual([])
})
