import type { MeasureFigure } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { changeOf, isClear, ofText } from './figure-text.ts'

const figure = (value: number | null, more: Partial<MeasureFigure> = {}): MeasureFigure => ({
  numerator: null,
  denominator: null,
  value,
  p90: null,
  interval: null,
  enough: value !== null,
  ...more,
})

describe('figures as people read them (指标)', () => {
  test('a share changes by points, anything else by percent', () => {
    expect(changeOf(figure(0.42), figure(0.4), 'share')).toEqual({ text: '+2', direction: 'up' })
    expect(changeOf(figure(90), figure(120), 'count')).toEqual({ text: '−25%', direction: 'down' })
    expect(changeOf(figure(1), figure(1), 'minutes')).toEqual({ text: '0%', direction: 'same' })
  })

  test('what is not told has not changed', () => {
    expect(changeOf(figure(null), figure(0.4), 'share')).toBeNull()
    expect(changeOf(figure(3), figure(0), 'count')).toBeNull()
  })

  test('a change is clear where the intervals lie apart', () => {
    const low = figure(0.2, { interval: { low: 0.15, high: 0.25 } })
    expect(isClear(low, figure(0.4, { interval: { low: 0.3, high: 0.5 } }))).toBe(true)
    expect(isClear(low, figure(0.26, { interval: { low: 0.2, high: 0.33 } }))).toBe(false)
    expect(isClear(low, figure(0.5))).toBe(false)
  })

  test('of how many', () => {
    expect(ofText(figure(0.5, { numerator: 1_200, denominator: 2_400 }))).toBe('1,200 / 2,400')
    expect(ofText(figure(7, { numerator: 7 }))).toBe('7')
  })
})
