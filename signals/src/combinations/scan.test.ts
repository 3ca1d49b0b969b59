import { describe, expect, test } from 'vitest'
import { randomOf } from '../simulation/random.ts'
import { believedUpTo } from './discovery.ts'
import { keepExplaining } from './explain.ts'
import { scanCombinations } from './scan.ts'
import type { Part, TallyRow } from './tally.ts'

const dimensions = ['product', 'region', 'node', 'category']
const products = ['冰箱', '洗衣机', '空调', '电视']
const regions = ['华东', '华南', '华北', '西南', '东北']
const nodes = ['安装', '配送', '维修', '销售']
const categories = ['异响', '延误', '态度', '退款', '漏水']

/** Half a year of complaints, about 30 a day, with as many of a kind on top in the last days. */
function complaints(seed: number, extra: { values: Record<string, string>; aDay: number; days: number }[] = []): TallyRow[] {
  const random = randomOf(seed)
  const pick = (list: string[]) => list[random.whole(list.length)] as string
  const drawn = () => ({ product: pick(products), region: pick(regions), node: pick(nodes), category: pick(categories) })
  const rows: TallyRow[] = []
  for (let period = 0; period < 180; period++) {
    const count = random.poisson(30)
    for (let at = 0; at < count; at++) rows.push({ period, values: drawn() })
    for (const { values, aDay, days } of extra)
      if (period >= 180 - days) for (let at = random.poisson(aDay); at > 0; at--) rows.push({ period, values: { ...drawn(), ...values } })
  }
  return rows
}
const options = { frequency: 'day', startsOn: '2026-01-01', dimensions, periods: 180 } as const
const named = (parts: readonly Part[]) => parts.map(({ value }) => value).join('·')

describe('scanning combinations (组合扫描)', () => {
  test('a surge of one product in one region with one fault is told as just that, and its parents as explained', () => {
    const { found, looked } = scanCombinations(
      complaints(1, [{ values: { product: '冰箱', region: '华东', category: '异响' }, aDay: 4, days: 4 }]),
      options,
    )
    expect(looked).toBeGreaterThan(300)
    expect(found.map(({ parts }) => named(parts))).toEqual(['冰箱·华东·异响'])
    expect(found[0]?.explains.map((key) => key.split('\u0001').length)).toEqual(expect.arrayContaining([2]))
    expect(found[0]?.rows.length).toBe(found[0]?.observed)
  })

  test('a surge of a whole region is told of the region, not of the products sold there', () => {
    const { found } = scanCombinations(complaints(2, [{ values: { region: '西南' }, aDay: 12, days: 4 }]), options)
    expect(found.map(({ parts }) => named(parts))).toEqual(['西南'])
  })

  test('two surges at once are told as two', () => {
    const { found } = scanCombinations(
      complaints(3, [
        { values: { product: '空调', category: '漏水' }, aDay: 9, days: 3 },
        { values: { region: '东北', node: '配送' }, aDay: 7, days: 3 },
      ]),
      options,
    )
    expect(found.map(({ parts }) => named(parts)).sort()).toEqual(['东北·配送', '空调·漏水'])
  })

  test('a combination nobody has seen before stands out by its margins', () => {
    const rows = complaints(4).filter(({ values }) => !(values.product === '电视' && values.node === '安装'))
    const { found } = scanCombinations(
      [...rows, ...Array.from({ length: 9 }, (_, at) => ({ period: 173 + (at % 7), values: { product: '电视', node: '安装' } }))],
      options,
    )
    expect(found.map(({ parts, basis }) => `${named(parts)} ${basis}`)).toEqual(['电视·安装 margins'])
  })

  test('on ordinary days hardly anything is found among hundreds looked at', () => {
    const alarms = Array.from({ length: 12 }, (_, seed) => scanCombinations(complaints(100 + seed), options).found.length)
    expect(alarms.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2)
  })

  test('over the budget the strongest are told, and how many are left out', () => {
    const rows = complaints(5, [
      { values: { region: '东北' }, aDay: 15, days: 3 },
      { values: { product: '空调', category: '漏水' }, aDay: 9, days: 3 },
    ])
    const { found, overBudget } = scanCombinations(rows, { ...options, budget: 1 })
    expect(found).toHaveLength(1)
    expect(overBudget).toBeGreaterThanOrEqual(1)
  })
})

test('Benjamini and Hochberg 1995, their own example: of fifteen, four are believed at 5 %', () => {
  const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
  expect(believedUpTo(p, 0.05)).toBe(0.0095)
  expect(believedUpTo(p, 0.05, 1000)).toBe(0)
})

test('without rows, nested findings still explain each other', () => {
  const region = { parts: [{ dimension: 'region', value: '华东' }], observed: 60, expected: 40, spread: 1.2 }
  const child = { parts: [...region.parts, { dimension: 'product', value: '冰箱' }], observed: 26, expected: 6, spread: 1.2 }
  expect(keepExplaining([region, child])).toEqual([{ kept: child, explains: [region] }])
})
