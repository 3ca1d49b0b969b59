import { describe, expect, test } from 'vitest'
import { differenceOf, effectOf, type Observed } from './effect.ts'

const people = (arm: Observed['arm'], count: number, complained: number, probability = 0.8): Observed[] =>
  Array.from({ length: count }, (_, at) => ({ arm, probability, complained: at < complained, inCare: false, wentOutside: false }))

describe('what care prevented (关怀效果)', () => {
  test('treated against left by want of places, with an interval, and not randomised', () => {
    const effect = effectOf([...people('treated', 200, 10), ...people('capacity', 100, 20)])
    expect(effect).toMatchObject({ against: 'capacity', randomised: false, enough: true, prevented: 30 })
    expect(effect.difference).toBeCloseTo(0.15)
    expect(effect.differenceInterval?.low).toBeGreaterThan(0.06)
    expect(effect.differenceInterval?.high).toBeLessThan(0.25)
  })

  test('who was left out at random is compared with, where there are enough of them', () => {
    const effect = effectOf([...people('treated', 200, 10), ...people('capacity', 100, 20), ...people('holdout', 100, 12)])
    expect(effect).toMatchObject({ against: 'holdOut', randomised: true })
    expect(effect.difference).toBeCloseTo(0.07)
  })

  test('with fewer than five complaints to be expected no rate is told', () => {
    const effect = effectOf([...people('treated', 20, 1), ...people('capacity', 10, 2)])
    expect(effect).toMatchObject({ enough: false, difference: null, prevented: null, treated: { people: 20, complained: 1, rate: null } })
    expect(effectOf([])).toMatchObject({ enough: false, treated: { people: 0, rate: null } })
  })

  test('Newcombe’s interval of 56/70 less 48/80 is 0.0524 to 0.3339 (Newcombe 1998, method 10)', () => {
    const wilson = (low: number, high: number) => ({ low, high })
    const arm = (rate: number, interval: { low: number; high: number }) => ({
      people: 0,
      complained: 0,
      inCare: 0,
      wentOutside: 0,
      rate,
      interval,
    })
    const found = differenceOf(arm(0.8, wilson(0.692, 0.877)), arm(0.6, wilson(0.4904, 0.7004)))
    expect(found?.interval.low).toBeCloseTo(0.0524, 2)
    expect(found?.interval.high).toBeCloseTo(0.3339, 2)
  })
})
