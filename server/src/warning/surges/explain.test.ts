import { describe, expect, test } from 'vitest'
import { type Alarm, mattersOf } from './explain.ts'

const ids = (from: number, to: number) => new Set(Array.from({ length: to - from }, (_, at) => `c${from + at}`))
const alarm = (series: number, expected: number, caseIds: Set<string>, parts = 1): Alarm => ({
  series,
  expected,
  observed: caseIds.size,
  low: 0,
  high: 0,
  p: 1e-9,
  parts,
  caseIds,
})
const many = (_: Alarm, observed: number) => observed >= 5

describe('which combination explains it', () => {
  test('of a product, its region and all complaints, the product in the region is named, and it explains the others', () => {
    const [all, product, both] = [alarm(1, 20, ids(0, 45), 0), alarm(2, 2, ids(0, 27)), alarm(3, 0.3, ids(0, 25), 2)]
    const matters = mattersOf([all, product, both], (of, observed) => observed > of.expected + 5)
    expect(matters.map((matter) => matter.alarm.series)).toEqual([3])
    expect(matters[0]?.explained.map(({ series }) => series)).toEqual([1, 2])
  })
  test('two matters at once are two, though all complaints rise most', () => {
    const matters = mattersOf([alarm(1, 0.5, ids(0, 27), 0), alarm(2, 0.05, ids(0, 17)), alarm(3, 0.05, ids(17, 27))], many)
    expect(matters.map((matter) => matter.alarm.series)).toEqual([2, 3])
  })
  test('a rise everywhere alike is one of all complaints', () => {
    const parts = [0, 1, 2, 3].map((at) => alarm(at + 2, 4, ids(at * 10, at * 10 + 10)))
    const matters = mattersOf([alarm(1, 16, ids(0, 40), 0), ...parts], many)
    expect(matters.map((matter) => matter.alarm.series)).toEqual([1])
  })
})
