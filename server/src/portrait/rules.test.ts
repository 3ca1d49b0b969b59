import { describe, expect, test } from 'vitest'
import { endOf, type Known, lifecycleOf, proposalsOf, satisfyingOf, type Tried } from './rules.ts'

const now = new Date('2026-11-22T00:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const known = (given: Partial<Known>): Known => ({
  tier: 'ordinary',
  knownSince: daysAgo(200),
  lastHeardAt: daysAgo(20),
  cases: 1,
  products: 1,
  lastEnd: null,
  unhappyContact: false,
  ...given,
})

describe('the stage of the life cycle (生命周期)', () => {
  test.each([
    ['nothing heard', { knownSince: null, lastHeardAt: null }, null],
    ['contacts alone', { cases: 0, products: 0 }, 'prospect'],
    ['known for 90 days', { knownSince: daysAgo(90) }, 'acquired'],
    ['known for 91 days', { knownSince: daysAgo(91) }, 'growing'],
    ['known for a year', { knownSince: daysAgo(365) }, 'retained'],
    ['three products', { products: 3 }, 'retained'],
    ['a VIP of half a year', { tier: 'vip' }, 'retained'],
    ['a VIP of yesterday', { tier: 'vip', knownSince: daysAgo(1), lastHeardAt: daysAgo(1) }, 'acquired'],
    ['the last complaint ended unhappily', { lastEnd: 'unhappy' }, 'winBack'],
    ['unhappy without a complaint', { unhappyContact: true }, 'winBack'],
    ['silent for a year', { knownSince: daysAgo(500), lastHeardAt: daysAgo(365) }, 'winBack'],
    ['unhappy and silent for half a year', { lastEnd: 'unhappy', lastHeardAt: daysAgo(180) }, 'lost'],
    ['silent for 540 days', { knownSince: daysAgo(900), lastHeardAt: daysAgo(540) }, 'lost'],
  ] as const)('%s', (_name, given, stage) => {
    expect(lifecycleOf(known(given), now).stage).toBe(stage)
  })

  test('says why, with the figure', () => {
    expect(lifecycleOf(known({ knownSince: daysAgo(400), tier: 'vip' }), now).reasons).toEqual([
      { code: 'tier', value: null },
      { code: 'knownDays', value: 400 },
    ])
  })
})

describe('how a complaint ended', () => {
  test.each([
    [5, true, 'satisfied'],
    [4, null, 'satisfied'],
    [3, true, 'neutral'],
    [2, true, 'unhappy'],
    [5, false, 'unhappy'],
    [null, true, 'satisfied'],
    [null, null, null],
  ] as const)('score %s, solved %s: %s', (score, solved, end) => {
    expect(endOf({ score, solved })).toBe(end)
  })
})

describe('what satisfied before (曾让客户满意)', () => {
  let no = 0
  const tried = (end: Tried['end'], ...remedies: [string, number][]): Tried => ({
    id: `case ${++no}`,
    number: `N${no}`,
    at: daysAgo(no),
    end,
    remedies: remedies.map(([kind, amountFen]) => ({ kind, amountFen })),
  })

  test('counts what was followed by satisfaction; thanks are no remedy, and no remedy is an explanation', () => {
    const cases = [
      tried('satisfied', ['compensation', 20_000]),
      tried('satisfied', ['compensation', 10_000], ['apology', 0]),
      tried('unhappy', ['discount', 5_000]),
      tried('satisfied', ['thanks', 3_000]),
      tried(null, ['refund', 90_000]),
    ]
    expect(satisfyingOf(cases)).toMatchObject([
      { kind: 'compensation', satisfied: 2, tried: 2, medianFen: 15_000 },
      { kind: 'apology', satisfied: 1, tried: 1, medianFen: null },
      { kind: 'explanation', satisfied: 1, tried: 1 },
      { kind: 'discount', satisfied: 0, unhappy: 1, tried: 1 },
    ])
  })

  test('proposes no more than what satisfied, what is disputed and what the person may grant; never what did not help', () => {
    const satisfying = satisfyingOf([tried('satisfied', ['compensation', 20_000]), tried('unhappy', ['discount', 5_000])])
    const propose = (disputedFen: number | null, remainingFen: number, ...granted: string[]) =>
      proposalsOf(satisfying, { disputedFen, remainingFen, granted }).map(({ kind, amountFen, cappedBy }) => ({
        kind,
        amountFen,
        cappedBy,
      }))
    expect(propose(null, 50_000)).toEqual([{ kind: 'compensation', amountFen: 20_000, cappedBy: null }])
    expect(propose(12_000, 50_000)).toEqual([{ kind: 'compensation', amountFen: 12_000, cappedBy: 'disputed' }])
    expect(propose(12_000, 8_000)).toEqual([{ kind: 'compensation', amountFen: 8_000, cappedBy: 'authority' }])
    expect(propose(null, 0)).toEqual([])
    expect(propose(null, 50_000, 'compensation')).toEqual([])
  })
})
