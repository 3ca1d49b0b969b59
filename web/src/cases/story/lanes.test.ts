import type { TimelineRow } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { lanesOf } from './lanes.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21) + minute * 60_000)
const row = (minute: number, kind: TimelineRow['kind'], facts: TimelineRow['facts'] = {}): TimelineRow => ({
  no: minute,
  kind,
  at: at(minute).toISOString(),
  cycle: 1,
  by: null,
  facts,
})
const minutesBy = (rows: TimelineRow[], now: number) =>
  Object.fromEntries(lanesOf(rows, at(now).getTime()).lanes.map(({ holder, minutes }) => [holder, minutes]))

describe('who had the case how long (泳道图)', () => {
  const sentBack = [
    row(0, 'complaint.received'),
    row(10, 'case.dispatched', { unitId: 'partner' }),
    row(40, 'case.sentBack', { unitId: 'partner' }),
    row(45, 'case.dispatched', { unitId: 'installation' }),
    row(60, 'case.receipted', { unitId: 'installation' }),
  ]

  test('a send-back puts it on the call centre again, and the last holder has it until now', () => {
    expect(minutesBy(sentBack, 100)).toEqual({ callCentre: 15, partner: 30, installation: 55 })
  })

  test('rework goes back to the unit that returned it, an answer waits for the customer, closing ends it', () => {
    const rows = [
      ...sentBack,
      row(70, 'case.returned'),
      row(75, 'case.reviewed', { verdict: 'rework' }),
      row(90, 'case.returned'),
      row(91, 'case.reviewed', { verdict: 'pass' }),
      row(95, 'case.answered'),
      row(115, 'case.confirmed'),
      row(120, 'case.closed'),
    ]
    expect(minutesBy(rows, 500)).toEqual({ callCentre: 15 + 5 + 5 + 5, partner: 30, installation: 25 + 15, customer: 20 })
  })

  test('waiting for the receipt is told apart from working', () => {
    const installation = lanesOf(sentBack, at(100).getTime()).lanes.at(-1)
    expect(installation?.spans.map(({ isTaken, from, to }) => [isTaken, (to - from) / 60_000])).toEqual([
      [false, 15],
      [true, 40],
    ])
  })

  test('a suspension lasts until it is resumed, or until now', () => {
    const rows = [row(0, 'complaint.received'), row(5, 'case.suspended'), row(20, 'case.resumed'), row(30, 'case.suspended')]
    expect(lanesOf(rows, at(40).getTime()).pauses.map(({ from, to }) => (to - from) / 60_000)).toEqual([15, 10])
  })
})
