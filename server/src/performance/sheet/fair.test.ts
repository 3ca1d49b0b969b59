import { describe, expect, test } from 'vitest'
import type { HandRow } from '../../analytics/index.ts'
import { leftOutOf } from './fair.ts'

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 2))
const row = (given: Partial<HandRow> = {}): HandRow => ({
  ...{ line: 'closureInTime', case_id: 'c', cycle: 1, at: at(10), good: false, began_at: at(7), due_at: at(10), category: null },
  ...{ severity: null, customer_id: 'wang', merged: false, open: false, came_at: null, ...given },
})
const outOf = (rows: HandRow[], given: Partial<Parameters<typeof leftOutOf>[1]> = {}) =>
  leftOutOf(rows, { restricted: new Set(), away: [], dayOf: (instant) => instant.toISOString().slice(0, 10), ...given })

describe('what does not count (不计的行)', () => {
  test('a part merged into another case counts with that one', () => {
    expect(outOf([row(), row({ merged: true })])).toEqual([null, 'merged'])
  })

  test('a customer under restriction counts once a line, by the first case; others each time', () => {
    const rows = [row(), row({ case_id: 'd' }), row({ line: 'kept' }), row({ customer_id: 'li' }), row({ customer_id: 'li' })]
    expect(outOf(rows, { restricted: new Set(['wang']) })).toEqual([null, 'restricted', null, null, null])
  })

  test('what ran out while the person was away does not count against them; what was done counts', () => {
    const away = [{ fromDay: '2026-11-08', toDay: '2026-11-09' }]
    expect(outOf([row(), row({ good: true })], { away })).toEqual(['absent', null])
    expect(outOf([row()], { away: [{ fromDay: '2026-11-11', toDay: '2026-11-12' }] })).toEqual([null])
    expect(outOf([row({ line: 'satisfied', due_at: null })], { away })).toEqual([null])
  })

  test('what was late before it came to the person does not count against them; what came in time does', () => {
    const rows = [row({ came_at: at(11) }), row({ came_at: at(9) }), row({ came_at: at(11), good: true }), row()]
    expect(outOf(rows)).toEqual(['cameLate', null, null, null])
  })

  test('a score counts once its case is over (评分保密)', () => {
    expect(outOf([row({ line: 'satisfied', open: true }), row({ open: true })])).toEqual(['open', null])
  })
})
