import { expect, test } from 'vitest'
import { clockText, whenText } from './times.ts'

const now = new Date('2026-11-22T08:00:00Z') // 16:00 in Shanghai

test.each([
  ['2026-11-22T10:00:00Z', '今天 18:00', 'today 18:00'],
  ['2026-11-22T16:30:00Z', '明天 00:30', 'tomorrow 00:30'],
  ['2026-11-21T06:05:00Z', '昨天 14:05', 'yesterday 14:05'],
  ['2026-11-24T10:00:00Z', '11月24日 18:00', '24 Nov 18:00'],
  ['2027-01-03T10:00:00Z', '2027年1月3日 18:00', '3 Jan 2027 18:00'],
])('%s is said as %s', (at, chinese, english) => {
  expect(whenText(at, now, 'zh-CN', 'Asia/Shanghai')).toBe(chinese)
  expect(whenText(at, now, 'en', 'Asia/Shanghai')).toBe(english)
})

test('seconds run like a clock', () => {
  expect([clockText(7), clockText(60), clockText(754.6)]).toEqual(['0:07', '1:00', '12:34'])
})
