import { describe, expect, test } from 'vitest'
import { pathsUp } from '../identity/index.ts'
import { chainOf, farOffOf, type HeldRole, isCheaperToSettle, type LimitLine, limitOf, nothingGranted } from './rules.ts'

const at = new Date('2026-10-09T02:00:00Z')
const agent: HeldRole = { id: 'agent', code: 'agent', name: '坐席', baseFen: 20_000 }
const supervisor: HeldRole = { id: 'supervisor', code: 'supervisor', name: '班长', baseFen: 100_000 }
const facts = { category: 'delivery.delay', tier: 'ordinary' as const, at }
const line = (given: Partial<LimitLine>): LimitLine => ({
  id: 'line',
  roleId: 'agent',
  category: null,
  tier: null,
  perCaseFen: 30_000,
  perDayFen: null,
  perMonthFen: null,
  effectiveFrom: new Date('2026-01-01T00:00:00Z'),
  effectiveTo: null,
  ...given,
})

describe('how much a person may decide (授权额度)', () => {
  test('without lines it is the role’s own amount, less what the case has got', () => {
    expect(limitOf([agent], facts, nothingGranted, [])).toMatchObject({ limitFen: 20_000, remainingFen: 20_000, boundBy: 'case' })
    expect(limitOf([agent], facts, { ...nothingGranted, caseFen: 15_000 }, [])).toMatchObject({ remainingFen: 5_000 })
    expect(limitOf([agent], facts, { ...nothingGranted, caseFen: 25_000 }, [])).toMatchObject({ remainingFen: 0, boundBy: 'case' })
  })
  test('nobody without a role or an amount grants money', () => {
    expect(limitOf([], facts, nothingGranted, [])).toMatchObject({ limitFen: 0, remainingFen: 0, boundBy: 'none', role: null })
    expect(limitOf([{ ...agent, baseFen: 0 }], facts, nothingGranted, [])).toMatchObject({ remainingFen: 0, boundBy: 'none' })
  })
  test.each([
    ['every category', [line({})], 30_000],
    ['the branch', [line({}), line({ category: 'delivery', perCaseFen: 40_000 })], 40_000],
    ['the node before the branch', [line({ category: 'delivery.delay', perCaseFen: 10_000 }), line({ category: 'delivery' })], 10_000],
    ['not a branch that only begins alike', [line({ category: 'deliver', perCaseFen: 90_000 })], 20_000],
    ['the customer’s tier', [line({}), line({ tier: 'ordinary', perCaseFen: 35_000 })], 35_000],
    ['not another tier', [line({ tier: 'vip', perCaseFen: 90_000 })], 20_000],
    [
      'the category before the tier',
      [line({ tier: 'ordinary', perCaseFen: 90_000 }), line({ category: 'delivery', perCaseFen: 5_000 })],
      5_000,
    ],
    ['the newest of two alike', [line({ perCaseFen: 1 }), line({ perCaseFen: 2, effectiveFrom: new Date('2026-06-01') })], 2],
    ['not one to come', [line({ effectiveFrom: new Date('2026-10-09T02:00:01Z') })], 20_000],
    ['not one that ended', [line({ effectiveTo: at })], 20_000],
    ['not another role’s', [line({ roleId: 'manager', perCaseFen: 90_000 })], 20_000],
  ])('the closest line counts: %s', (_what, lines, limitFen) => {
    expect(limitOf([agent], facts, nothingGranted, lines).limitFen).toBe(limitFen)
  })
  test('whichever of case, day and month ends first, ends it', () => {
    const lines = [line({ perCaseFen: 20_000, perDayFen: 50_000, perMonthFen: 200_000 })]
    const left = (dayFen: number, monthFen: number) => limitOf([agent], facts, { caseFen: 0, dayFen, monthFen }, lines)
    expect(left(30_000, 30_000)).toMatchObject({ remainingFen: 20_000, boundBy: 'case' })
    expect(left(45_000, 45_000)).toMatchObject({ remainingFen: 5_000, boundBy: 'day' })
    expect(left(45_000, 199_000)).toMatchObject({ remainingFen: 1_000, boundBy: 'month' })
    expect(left(60_000, 60_000)).toMatchObject({ remainingFen: 0, boundBy: 'day' })
  })
  test('of several roles the one that leaves most', () => {
    const used = { caseFen: 0, dayFen: 99_000, monthFen: 99_000 }
    const lines = [line({ roleId: 'supervisor', perCaseFen: 100_000, perDayFen: 100_000 })]
    expect(limitOf([agent, supervisor], facts, used, lines)).toMatchObject({ remainingFen: 20_000, role: { code: 'agent' } })
    expect(limitOf([agent, supervisor], facts, nothingGranted, lines)).toMatchObject({
      remainingFen: 100_000,
      role: { code: 'supervisor' },
    })
  })
})

describe('who is asked (审批链)', () => {
  const units = [
    { id: 'team', parentId: 'centre' },
    { id: 'centre', parentId: 'company' },
    { id: 'company', parentId: null },
    { id: 'legal', parentId: 'company' },
  ]
  const fang = { id: 'fang', unitId: 'team', limitFen: 100_000 }
  const shen = { id: 'shen', unitId: 'centre', limitFen: 1_000_000 }
  const xiang = { id: 'xiang', unitId: 'legal', limitFen: 1_000_000 }
  const pathOf = pathsUp(units)
  const by = { id: 'zhou', path: pathOf('team') }
  test('level by level up the tree, those whose limit covers it; last, whoever else could', () => {
    expect(chainOf([fang, shen, xiang], by, 50_000)).toEqual([['fang'], ['shen'], ['xiang']])
    expect(chainOf([fang, shen, xiang], by, 500_000)).toEqual([['shen'], ['xiang']])
    expect(chainOf([fang, shen, xiang], by, 2_000_000)).toEqual([])
  })
  test('never the proposer, and from nowhere everybody', () => {
    expect(chainOf([fang, shen], { id: 'fang', path: pathOf('team') }, 50_000)).toEqual([['shen']])
    expect(chainOf([fang, shen], { id: 'zhou', path: pathOf(null) }, 50_000)).toEqual([['fang', 'shen']])
  })
})

describe('advice (当场了结、同类对比)', () => {
  test('settling is cheaper when handling costs more than what is disputed, within the limit, on five cases or more', () => {
    expect(isCheaperToSettle(2_350, { costFen: 4_800, cases: 5 }, 20_000)).toBe(true)
    expect(isCheaperToSettle(6_000, { costFen: 4_800, cases: 5 }, 20_000)).toBe(false)
    expect(isCheaperToSettle(2_350, { costFen: 4_800, cases: 5 }, 2_000)).toBe(false)
    expect(isCheaperToSettle(2_350, { costFen: 4_800, cases: 4 }, 20_000)).toBeNull()
    expect(isCheaperToSettle(null, { costFen: 4_800, cases: 50 }, 20_000)).toBeNull()
  })
  test('far off is more than twice the median or less than half of it', () => {
    expect(farOffOf(24_100, 12_000, 9)).toBe('high')
    expect(farOffOf(24_000, 12_000, 9)).toBeNull()
    expect(farOffOf(5_900, 12_000, 9)).toBe('low')
    expect(farOffOf(90_000, 12_000, 4)).toBeNull()
    expect(farOffOf(0, 12_000, 9)).toBeNull()
  })
})
