import { describe, expect, test } from 'vitest'
import { shippedRules } from '../rules/rules.ts'
import type { SheetRow } from '../tables.ts'
import { figuresOf, standardised } from './figures.ts'

const row = (given: Partial<SheetRow> = {}): SheetRow => ({
  ...{ line: 'closureInTime', key: '1', caseId: 'c', cycle: 1, at: '2026-11-02T02:00:00Z', good: true, p: 0.2, out: null },
  ...{ category: 'delivery', severity: 'general', finding: null, ...given },
})
const rows = (count: number, given: Partial<SheetRow> = {}) =>
  Array.from({ length: count }, (_, at) => row({ key: `${at}`, caseId: `${at}`, ...given }))
const beside = { asked: 0, overall: { closureInTime: 0.2 }, talkTime: null }
const figure = (given: SheetRow[], line = 'closureInTime') =>
  figuresOf(given, beside, shippedRules)
    .sides.flatMap((side) => side.figures)
    .find((one) => one.line === line)

describe('points of a sheet (绩效得分)', () => {
  test('case mix: the same share is worth more on cases that go wrong more often', () => {
    const of = (p: number) => figure([...rows(16, { p }), ...rows(4, { p, good: false, cycle: 2 })])
    // 4 of 20 not in time: expected 4 where one in five goes wrong, 8 where two in five do.
    expect(of(0.2)).toMatchObject({
      count: 16,
      of: 20,
      expected: expect.closeTo(4, 9),
      ratio: expect.closeTo(1, 9),
      verdict: 'asExpected',
      points: 80,
    })
    expect(of(0.4)).toMatchObject({ expected: expect.closeTo(8, 9), ratio: expect.closeTo(0.5, 9), points: 90 })
    expect(of(0.1)).toMatchObject({ expected: expect.closeTo(2, 9), ratio: expect.closeTo(2, 9), points: 60 })
  })

  test('the ratio carries the exact Poisson interval: R, poisson.test(20, 10)', () => {
    const found = standardised(rows(100, { p: 0.1 }), 20, 0.1)
    expect(found).toMatchObject({ expected: expect.closeTo(10, 9), ratio: expect.closeTo(2, 9), verdict: 'worse' })
    expect(found.ratioInterval?.low).toBeCloseTo(1.22166, 4)
    expect(found.ratioInterval?.high).toBeCloseTo(3.08884, 4)
  })

  test('样本不足: nine rows give neither points nor a verdict, ten do', () => {
    expect(figure(rows(9))).toMatchObject({ of: 9, value: null, points: null, verdict: 'notEnough' })
    expect(figure(rows(10))).toMatchObject({ of: 10, value: 1, points: 100 })
  })

  test('a sheet has a total only where sides of half the weight have points', () => {
    const inTime = rows(20)
    expect(figuresOf(inTime, beside, shippedRules)).toMatchObject({ points: null, cases: 20 })
    const lines = ['closureInTime', 'kept', 'notReopened'] as const
    const more = lines.flatMap((line) => rows(20, { line }))
    expect(figuresOf(more, beside, shippedRules).points).toBe(100)
  })

  test('what is left out counts nowhere, and is told with its reason', () => {
    const found = figure([...rows(10), row({ key: 'x', good: false, out: 'merged' }), row({ key: 'y', good: false, out: 'objection' })])
    expect(found).toMatchObject({
      ...{ count: 10, of: 10, observed: 0, points: 100 },
      leftOut: [
        { why: 'merged', count: 1 },
        { why: 'objection', count: 1 },
      ],
    })
  })

  test('findings: only what counts against the person takes points off, and nobody without cases has any', () => {
    const about = [
      row({ line: 'finding', key: 'f1', good: true, p: null, finding: 'unsubstantiated' }),
      row({ line: 'finding', key: 'f2', good: false, p: null }),
    ]
    expect(figure([...rows(10), ...about], 'finding')).toMatchObject({ count: 1, of: 2, points: 80, verdict: 'notCompared' })
    expect(figure(rows(10), 'finding')).toMatchObject({ of: 0, points: 100 })
    expect(figure(about, 'finding')).toMatchObject({ points: null, verdict: 'notEnough' })
  })

  test('coaching is a duty and no sample: one of two acknowledged is half', () => {
    const notes = [row({ line: 'coached', key: 'a', p: null }), row({ line: 'coached', key: 'b', p: null, good: false })]
    expect(figure(notes, 'coached')).toMatchObject({ points: 50 })
    expect(figure([], 'coached')).toMatchObject({ points: null })
  })
})
