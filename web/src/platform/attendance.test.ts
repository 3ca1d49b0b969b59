import { expect, test } from 'vitest'
import { isUnattended, watchAttendance } from './attendance.ts'

const laterBy = (minutes: number) => Date.now() + minutes * 60_000

test('a page is unattended ten minutes after somebody last touched it', () => {
  const page = new EventTarget()
  watchAttendance(page)
  page.dispatchEvent(new Event('keydown'))
  expect(isUnattended()).toBe(false)
  expect(isUnattended(laterBy(9))).toBe(false)
  expect(isUnattended(laterBy(11))).toBe(true)
})
