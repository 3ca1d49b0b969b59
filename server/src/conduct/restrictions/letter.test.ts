import { describe, expect, test } from 'vitest'
import { type LetterFacts, letterOf } from './letter.ts'

const facts: LetterFacts = {
  company: '云栖家电',
  customer: '王**',
  state: 'inForce',
  measures: [
    { kind: 'singleContact', contact: { id: 'x', name: '方琴' }, perWeek: null },
    { kind: 'contactRate', contact: null, perWeek: 2 },
  ],
  reason: '一周来电四十余次',
  numbers: ['7K2M-9QX4'],
  reviewedOn: '2026-11-02',
  endsOn: '2027-01-01',
  today: '2026-11-03',
  endKind: null,
  appeal: null,
}
const letter = (given: Partial<LetterFacts>) => letterOf({ ...facts, ...given })

describe('the letter to the customer (告知函)', () => {
  test('says what, why, until when, what stays as it was, and how to appeal', () => {
    for (const words of [
      '方琴',
      '每周处理您 2 次',
      '四十余次',
      '7K2M-9QX4',
      '2026-11-02 起至 2027-01-01',
      '逐件审查',
      '监管部门',
      '第三人复核',
    ])
      expect(letter({})).toContain(words)
  })

  test('a caution alone restricts nothing', () => {
    const said = letter({ measures: [{ kind: 'caution', contact: null, perWeek: null }] })
    expect(said).toContain('书面提醒，留存至 2027-01-01')
    expect(said).not.toContain('我们与您的联系按以下方式进行')
  })

  test('tells the outcome of an appeal and the end, and nothing before it was examined', () => {
    expect(letter({ appeal: { verdict: 'shortened', note: '只能用电话' } })).toContain('提前到 2027-01-01')
    expect(letter({ appeal: { verdict: 'upheld', note: '证据属实' } })).toContain('维持原决定')
    expect(letter({ state: 'ended', endKind: 'appeal', appeal: { verdict: 'lifted', note: '只能用电话' } })).toContain('限制即日解除')
    expect(letter({ state: 'ended', endKind: 'date' })).toContain('一切照常')
    for (const state of ['proposed', 'refused', 'withdrawn'] as const) expect(letter({ state })).toBeNull()
  })
})
