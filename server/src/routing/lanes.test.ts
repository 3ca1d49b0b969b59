import { describe, expect, test } from 'vitest'
import { type LaneEvent, lanesOf } from './lanes.ts'

const at = (minute: number) => Date.UTC(2026, 10, 21) + minute * 60_000
const row = (minute: number, kind: LaneEvent['kind'], facts: LaneEvent['facts'] = {}): LaneEvent => ({ kind, at: at(minute), facts })
const minutesBy = (rows: LaneEvent[], now: number) =>
  Object.fromEntries(
    lanesOf(rows, at(now)).lanes.map(({ holder, role, workedMs }) => [role === 'co' ? `co ${holder}` : holder, workedMs / 60_000]),
  )

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
    const installation = lanesOf(sentBack, at(100)).lanes.at(-1)
    expect(installation?.spans.map(({ isTaken, from, to }) => [isTaken, (to - from) / 60_000])).toEqual([
      [false, 15],
      [true, 40],
    ])
  })

  test('a suspension lasts until it is resumed, or until now', () => {
    const rows = [row(0, 'complaint.received'), row(5, 'case.suspended'), row(20, 'case.resumed'), row(30, 'case.suspended')]
    expect(lanesOf(rows, at(40)).pauses.map(({ from, to }) => (to - from) / 60_000)).toEqual([15, 10])
  })

  test('time suspended is no time of work, and stands beside it', () => {
    const rows = [row(0, 'complaint.received'), row(5, 'case.suspended'), row(20, 'case.resumed')]
    expect(lanesOf(rows, at(30)).lanes).toMatchObject([{ holder: 'callCentre', workedMs: 15 * 60_000, pausedMs: 15 * 60_000 }])
  })

  test('co-handling units stand beside the lead until their task is done, excused, sent back or taken back', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((id) => ({ taskId: id, unitId: `unit ${id}` }))
    const rows = [
      row(0, 'complaint.received'),
      row(10, 'case.dispatched', { unitId: 'installation', tasks }),
      row(20, 'case.taskDone', { taskId: 'a' }),
      row(30, 'case.taskExcused', { taskId: 'b' }),
      row(40, 'case.taskSentBack', { taskId: 'c' }),
      row(50, 'case.recalled', { taskIds: ['d'] }),
    ]
    expect(minutesBy(rows, 60)).toEqual({
      callCentre: 20,
      installation: 40,
      'co unit a': 10,
      'co unit b': 20,
      'co unit c': 30,
      'co unit d': 40,
    })
  })

  test('only another unit is a move', () => {
    const again = [
      ...sentBack,
      row(65, 'case.dispatched', { unitId: 'installation' }),
      row(70, 'case.transferred', { toUnitId: 'warehouse' }),
    ]
    expect(lanesOf(again, at(100)).moves).toBe(3)
  })
})
