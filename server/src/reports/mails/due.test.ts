import { describe, expect, test } from 'vitest'
import { dueOn } from './due.ts'

// National Day 2026: off from Thursday 1 October to Wednesday 7 October; Saturday 10 October is worked instead.
const holidays = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']
const isWorkingDay = (day: string) => {
  if (day === '2026-10-10') return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day)
}

describe('the day a report is sent (发送日)', () => {
  test.each([
    ['daily', 1, '2026-11-24', '2026-11-23', '2026-11-23', '2026-11-24'],
    ['daily', 1, '2026-11-23', '2026-11-20', '2026-11-22', '2026-11-23'],
    ['daily', 1, '2026-10-08', '2026-09-30', '2026-10-07', '2026-10-08'],
    ['weekly', 1, '2026-11-23', '2026-11-16', '2026-11-22', '2026-11-23'],
    ['weekly', 2, '2026-11-25', '2026-11-16', '2026-11-22', '2026-11-24'],
    ['monthly', 1, '2026-10-08', '2026-09-01', '2026-09-30', '2026-10-08'],
    ['monthly', 3, '2026-10-10', '2026-09-01', '2026-09-30', '2026-10-10'],
    ['regulator', 2, '2026-10-09', '2026-07-01', '2026-09-30', '2026-10-09'],
  ] as const)('%s on working day %i: on %s about %s to %s, due since %s', (kind, workingDay, today, from, to, since) => {
    expect(dueOn({ kind, workingDay }, today, isWorkingDay)).toMatchObject({ periods: { period: { from, to } }, since })
  })

  test.each([
    ['daily', 1, '2026-10-03'],
    ['monthly', 1, '2026-10-07'],
    ['monthly', 3, '2026-10-09'],
    ['weekly', 2, '2026-11-23'],
  ] as const)('%s on working day %i: nothing on %s', (kind, workingDay, today) => {
    expect(dueOn({ kind, workingDay }, today, isWorkingDay)).toBeNull()
  })
})
