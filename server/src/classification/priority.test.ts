import type { PriorityFact } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { priorityOf } from './priority.ts'

describe('priority of a complaint (优先级)', () => {
  // Source: docs/rules/priority.md
  test.each<[string, PriorityFact[], string]>([
    ['nothing special', ['severity.general', 'stage.1'], 'normal'],
    ['no complaint at all', ['severity.general', 'stage.1', 'noComplaint'], 'low'],
    ['a repeat in anger', ['severity.general', 'stage.3', 'repeat'], 'high'],
    ['serious', ['severity.serious', 'stage.2'], 'high'],
    ['somebody may hurt themselves', ['selfHarm'], 'critical'],
    [
      'a regulator sends it, and the customer is at the regulator',
      ['severity.major', 'stage.5', 'regulatorReferral', 'regulator'],
      'critical',
    ],
    ['a fact told twice counts once', ['vulnerable', 'vulnerable'], 'normal'],
  ])('%s', (_what, facts, expected) => expect(priorityOf(facts).proposed).toBe(expected))

  test('says which facts made it', () => {
    expect(priorityOf(['severity.general', 'stage.4', 'safety']).reasons).toEqual([
      { fact: 'stage.4', points: 20 },
      { fact: 'safety', points: 30 },
    ])
  })
})
