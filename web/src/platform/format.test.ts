import { describe, expect, test } from 'vitest'
import { dueText, durationText, instantText, moneyText, numberText, ratioText, sizeText } from './format.ts'

const zone = 'Asia/Shanghai'
const say = (key: string, parts: Record<string, unknown> = {}) => `${key}(${Object.values(parts).join(',')})`

describe('instants in the zone of the tenant', () => {
  test.each([
    ['2026-11-21T06:05:09Z', '11-21 14:05'],
    ['2026-11-20T16:00:00Z', '11-21 00:00'],
    ['2025-12-31T15:59:00Z', '2025-12-31 23:59'],
    ['2025-12-31T16:00:00Z', '01-01 00:00'],
  ])('%s reads %s', (instant, text) => expect(instantText(instant, zone, new Date('2026-11-21T08:00:00Z'))).toBe(text))
})

describe('durations name their two largest units', () => {
  test.each([
    [0, 'ui:duration.minutes(0,0,0)'],
    [38.9, 'ui:duration.minutes(0,0,38)'],
    [120, 'ui:duration.hours(0,2,0)'],
    [130, 'ui:duration.hoursMinutes(0,2,10)'],
    [4_320, 'ui:duration.days(3,0,0)'],
    [4_571, 'ui:duration.daysHours(3,4,11)'],
  ])('%f minutes', (minutes, text) => expect(durationText(minutes, say)).toBe(text))

  test('before the limit time is left, after it the case is late', () => {
    const now = new Date('2026-11-21T08:00:00Z')
    expect(dueText('2026-11-21T10:10:00Z', now, say)).toBe('ui:due.left(ui:duration.hoursMinutes(0,2,10))')
    expect(dueText('2026-11-21T07:25:00Z', now, say)).toBe('ui:due.late(ui:duration.minutes(0,0,35))')
  })
})

test('numbers, ratios, money and sizes', () => {
  expect(numberText(1_284)).toBe('1,284')
  expect(ratioText(0.124)).toBe('12.4%')
  expect(moneyText(125_050)).toBe('¥1,250.50')
  expect(moneyText(-5)).toBe('-¥0.05')
  expect([sizeText(900), sizeText(1_500_000), sizeText(3_221_225_472)]).toEqual(['900 B', '1.4 MB', '3 GB'])
})
