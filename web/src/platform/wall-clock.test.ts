import { expect, test } from 'vitest'
import { instantOfWall, wallOf } from './wall-clock.ts'

test.each([
  ['2026-11-21T06:05:00.000Z', 'Asia/Shanghai', '2026-11-21T14:05'],
  ['2026-11-20T16:00:00.000Z', 'Asia/Shanghai', '2026-11-21T00:00'],
  ['2026-07-01T11:30:00.000Z', 'Europe/London', '2026-07-01T12:30'],
  ['2026-01-01T12:30:00.000Z', 'Europe/London', '2026-01-01T12:30'],
])('%s in %s is %s on the wall, and back', (instant, zone, wall) => {
  expect(wallOf(instant, zone)).toBe(wall)
  expect(instantOfWall(wall, zone)).toBe(instant)
})
