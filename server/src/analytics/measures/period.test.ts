import { expect, test } from 'vitest'
import { beginOf } from '../../platform/days.ts'
import { periodBefore } from './period.ts'

const zone = 'Asia/Shanghai'

test.each([
  ['2026-10-01', '2026-11-01', '2026-09-01'],
  ['2026-03-01', '2026-04-01', '2026-02-01'],
  ['2026-01-01', '2026-04-01', '2025-10-01'],
  ['2025-01-01', '2026-01-01', '2024-01-01'],
  ['2026-10-01', '2026-10-31', '2026-09-01'],
  ['2026-11-01', '2026-11-24', '2026-10-09'],
  ['2026-11-16', '2026-11-23', '2026-11-09'],
])('上期: before %s to %s lies what began on %s', (from, to, before) => {
  const [begin, end] = [beginOf(from, zone), beginOf(to, zone)]
  expect(periodBefore({ from: begin, to: end }, zone)).toEqual({ from: beginOf(before, zone), to: begin })
})
