import type { FollowUpPlanRule } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { isLow, ruleFor, shippedPlan } from './rules.ts'

const base: FollowUpPlanRule = {
  category: null,
  severities: [],
  process: null,
  channel: 'call',
  afterMinutes: 0,
  dueMinutes: 60,
  tries: 3,
  retryMinutes: 60,
  unitId: null,
}

describe('the follow-up plan (回访方案)', () => {
  const rules: FollowUpPlanRule[] = [
    { ...base, category: 'quality.safety', tries: 1 },
    { ...base, category: 'quality', severities: ['major'], tries: 2 },
    { ...base, process: 'delivery', tries: 3 },
    { ...base, process: 'company', severities: ['critical'], tries: 4 },
    { ...base, channel: 'link', tries: 5 },
  ]
  test.each([
    ['a category by its name', { category: 'quality.safety', severity: 'general', process: null }, 1],
    ['and what lies below it', { category: 'quality.safety.fire', severity: null, process: null }, 1],
    ['category and severity both fit', { category: 'quality.fault', severity: 'major', process: null }, 2],
    ['a name that only begins alike is another category', { category: 'qualityControl', severity: 'major', process: null }, 5],
    ['the process that binds the case', { category: 'other', severity: 'general', process: 'delivery.delay' }, 3],
    ['the company’s own process', { category: 'other', severity: 'critical', process: 'company' }, 4],
    ['everything else', { category: null, severity: null, process: null }, 5],
  ] as const)('%s', (_name, facts, tries) => expect(ruleFor(rules, facts)?.tries).toBe(tries))

  test('as shipped the last line fits every case, graver ones are called sooner', () => {
    expect(ruleFor(shippedPlan.rules, { category: null, severity: null, process: null })?.channel).toBe('linkThenCall')
    expect(ruleFor(shippedPlan.rules, { category: 'price', severity: 'critical', process: 'company' })).toMatchObject({
      channel: 'call',
      dueMinutes: 480,
    })
  })
})

test('low is two and below, or not solved whatever the score', () => {
  expect([1, 2, 3, null].map((satisfaction) => isLow({ satisfaction }, 2))).toEqual([true, true, false, false])
  expect(isLow({ satisfaction: 5, solved: false }, 2)).toBe(true)
  expect(isLow({ solved: true }, 2)).toBe(false)
})
