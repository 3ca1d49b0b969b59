import { describe, expect, test } from 'vitest'
import { planDemo } from './families.ts'
import type { PlannedCase } from './planned.ts'

const now = new Date('2026-11-20T07:30:00Z')
const whole = planDemo({ cases: 3_000, seed: 20_260, now })
const cases = [...whole.families].flat()
const dayMs = 86_400_000
const receivedAt = ({ complaint }: PlannedCase) => new Date(complaint.receivedAt ?? 0)
const daysAgo = (one: PlannedCase) => (now.getTime() - receivedAt(one).getTime()) / dayMs
const monthOf = (one: PlannedCase) => new Date(receivedAt(one).getTime() + 8 * 3_600_000).toISOString().slice(0, 7)
const countBy = (some: PlannedCase[], key: (one: PlannedCase) => string) =>
  new Map([...Map.groupBy(some, key)].map(([name, group]) => [name, group.length]))
const ends: readonly string[] = ['closure', 'declination', 'withdrawal']

describe('the plan of the demo data (演示数据的脚本)', () => {
  test('the same seed and the same now give the same plan, another seed another one', () => {
    const planned = (seed: number) => JSON.stringify([...planDemo({ cases: 150, seed, now }).families])
    expect(planned(1)).toBe(planned(1))
    expect(planned(1)).not.toBe(planned(2))
  })

  test('3,000 complaints over 18 months by more than 1,200 customers, the last ones today', () => {
    expect(cases).toHaveLength(3_000)
    expect(whole.customers.length).toBeGreaterThan(1_200)
    expect(new Set(cases.map(monthOf)).size).toBeGreaterThanOrEqual(18)
    expect(Math.min(...cases.map(daysAgo))).toBeLessThan(1)
    expect(whole.customers.every(({ phone }) => /^1390000\d{4}$/.test(phone))).toBe(true)
  })

  test('80 to 150 are open, whatever the season', () => {
    for (const instant of ['2026-02-25T07:30:00Z', '2026-07-20T23:00:00Z', '2026-11-20T07:30:00Z']) {
      const families = [...planDemo({ cases: 3_000, seed: 20_260, now: new Date(instant) }).families]
      const open = families.flatMap((family) => {
        const merged = family.flatMap(({ steps }) => steps.flatMap(({ act }) => (act.noun === 'merges' ? [family[act.part]] : [])))
        return family.filter((one) => !merged.includes(one) && !one.steps.some(({ act }) => ends.includes(act.noun)))
      })
      expect(open.length, instant).toBeGreaterThanOrEqual(80)
      expect(open.length, instant).toBeLessThanOrEqual(150)
    }
  })

  test('summer is for air conditioners, the weeks after 双11 for parcels', () => {
    const cooling = countBy(
      cases.filter(({ complaint }) => complaint.product?.includes('空调')),
      monthOf,
    )
    expect(cooling.get('2026-07') ?? 0).toBeGreaterThan(3 * (cooling.get('2026-03') ?? 0))
    const parcels = countBy(
      cases.filter(({ complaint, steps }) => categoryOf(complaint.category, steps).match(/^delivery\.(delay|damage|wrongItem)$/)),
      monthOf,
    )
    expect(parcels.get('2025-11') ?? 0).toBeGreaterThan(2 * (parcels.get('2025-09') ?? 0))
  })

  test('a fridge begins to hum in one region, and installations are late since a partner changed', () => {
    const noisy = cases.filter(({ complaint }) => complaint.product?.includes('BCD-520') && /响|噪|声/.test(complaint.text))
    const eastern = noisy.filter(({ complaint }) => complaint.region === '华东')
    const weeks = [0, 1, 2, 3, 4].map((week) => eastern.filter((one) => Math.floor(daysAgo(one) / 7) === week).length)
    expect(weeks[0]).toBeGreaterThan(weeks[2] ?? 0)
    expect((weeks[0] ?? 0) + (weeks[1] ?? 0)).toBeGreaterThan(4 * ((weeks[3] ?? 0) + (weeks[4] ?? 0)))
    const late = cases.filter(
      ({ complaint, steps }) => complaint.region === '西南' && categoryOf(complaint.category, steps) === 'delivery.installation',
    )
    const lately = late.filter((one) => daysAgo(one) < 70).length
    const before = late.filter((one) => daysAgo(one) >= 75 && daysAgo(one) < 145).length
    expect(lately).toBeGreaterThan(2 * before)
  })

  test('texts are 30 to 300 characters, told once but for words sent twice, some in English', () => {
    const texts = cases.map(({ complaint }) => complaint.text)
    expect(texts.filter((text) => text.length < 30 || text.length > 300)).toEqual([])
    const again = texts.length - new Set(texts).size
    expect(again).toBeGreaterThan(10)
    expect(again).toBeLessThan(80)
    expect(texts.filter((text) => !/\p{Script=Han}/u.test(text)).length).toBeGreaterThan(15)
  })

  test('every kind of act happens, mostly while people work', () => {
    const steps = cases.flatMap((one) => one.steps)
    expect(new Set(steps.map(({ act }) => act.noun)).size).toBe(32)
    const hourOf = (at: Date) => (at.getUTCHours() + 8) % 24
    const early = steps.filter(({ at }) => hourOf(at) < 8 || hourOf(at) > 20)
    expect(early.length / steps.length).toBeLessThan(0.01)
  })
})

function categoryOf(given: string | undefined, steps: PlannedCase['steps']): string {
  const acceptance = steps.find(({ act }) => act.noun === 'acceptance')?.act
  return given ?? (acceptance?.noun === 'acceptance' ? (acceptance.input.category ?? '') : '')
}
