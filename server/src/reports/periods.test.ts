import { expect, test } from 'vitest'
import { keysUpTo, periodsOf } from './periods.ts'
import { daysText, periodText } from './words/period-words.ts'

test.each([
  ['daily', '2026-11-23', '2026-11-22', '2026-11-22', '2026-11-21', '2026-11-21'],
  ['weekly', '2026-11-23', '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-15'],
  ['weekly', '2026-11-22', '2026-11-09', '2026-11-15', '2026-11-02', '2026-11-08'],
  ['monthly', '2026-03-01', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
  ['board', '2026-01-31', '2025-12-01', '2025-12-31', '2025-11-01', '2025-11-30'],
  ['monthly', '2024-03-31', '2024-02-01', '2024-02-29', '2024-01-01', '2024-01-31'],
  ['regulator', '2026-01-02', '2025-10-01', '2025-12-31', '2025-07-01', '2025-09-30'],
  ['regulator', '2026-11-22', '2026-07-01', '2026-09-30', '2026-04-01', '2026-06-30'],
] as const)('%s on %s is about %s to %s, against %s to %s', (kind, today, from, to, beforeFrom, beforeTo) => {
  expect(periodsOf(kind, today)).toEqual({ period: { from, to }, before: { from: beforeFrom, to: beforeTo } })
})

test('a brief after days off tells of all of them, against as many before', () => {
  expect(periodsOf('daily', '2026-11-23', '2026-11-20')).toEqual({
    period: { from: '2026-11-20', to: '2026-11-22' },
    before: { from: '2026-11-17', to: '2026-11-19' },
  })
})

test('keys of days, weeks and months are those of the measures', () => {
  expect(keysUpTo('month', '2026-01-31', 3).map(({ key }) => key)).toEqual(['2025-11', '2025-12', '2026-01'])
  expect(keysUpTo('week', '2027-01-03', 3).map(({ key }) => key)).toEqual(['2026-W51', '2026-W52', '2026-W53'])
  expect(keysUpTo('day', '2026-03-01', 2).map(({ key }) => key)).toEqual(['2026-02-28', '2026-03-01'])
})

test.each([
  ['2026-07-01', '2026-09-30', '2026 年第三季度', 'Q3 2026'],
  ['2025-10-01', '2025-12-31', '2025 年第四季度', 'Q4 2025'],
  ['2026-10-01', '2026-10-31', '2026 年 10 月', 'October 2026'],
  ['2026-08-01', '2026-10-31', '2026-08-01 至 2026-10-31', '2026-08-01 to 2026-10-31'],
])('%s to %s is called %s', (from, to, zh, en) => {
  expect([periodText({ from, to }, 'zh-CN'), periodText({ from, to }, 'en')]).toEqual([zh, en])
})

test('one day is told as a day', () => {
  const [day, days] = [
    { from: '2026-11-22', to: '2026-11-22' },
    { from: '2026-11-20', to: '2026-11-22' },
  ]
  expect([daysText(day, 'zh-CN'), daysText(days, 'zh-CN')]).toEqual(['2026-11-22', '2026-11-20 至 2026-11-22'])
})
