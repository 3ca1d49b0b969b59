import type { TimelineRow } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { newsSince } from './news.ts'

const row = (no: number, by: string | null, kind: TimelineRow['kind'] = 'case.noted'): TimelineRow => ({
  no,
  kind,
  at: '2026-11-21T06:05:00Z',
  cycle: 1,
  by: by ? { id: by, name: by, unit: null } : null,
  facts: {},
})
const seen = { version: 5, no: 5 }

describe('the version an act is decided on', () => {
  test('moves on over one’s own acts and started clocks', () => {
    const now = { version: 8, rows: [row(5, 'lin'), row(6, 'me'), row(7, null, 'sla.started'), row(8, 'me', 'case.revealed')] }
    expect(newsSince(seen, now, 'me')).toMatchObject({ hasChanged: false, version: 8 })
  })

  test('stays when a colleague did something, and tells what', () => {
    const now = { version: 7, rows: [row(5, 'lin'), row(6, 'me'), row(7, 'lin', 'case.dispatched')] }
    const since = newsSince(seen, now, 'me')
    expect(since).toMatchObject({ hasChanged: true, version: 5 })
    expect(since.news.map(({ no }) => no)).toEqual([7])
  })

  test('stays when the case moved on by more than the timeline tells', () => {
    expect(newsSince(seen, { version: 7, rows: [row(5, 'lin'), row(6, 'me')] }, 'me')).toMatchObject({ hasChanged: true, version: 5 })
  })
})
