import type { EventKind } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { type CourseEvent, isOpenAt, type Reading, signsAt, stageSetByPerson } from './course.ts'
import { shippedRules } from './rule-settings.ts'
import { pointsOf, stageByRules } from './rules.ts'

const received = new Date('2026-03-02T02:00:00Z')
const day = (days: number) => new Date(received.getTime() + days * 86_400_000)
const person = '0198a0d5-0000-7000-8000-000000000001'

/** A course told as [day, what, facts]; the complaint comes first. */
function told(...happened: [number, EventKind, Record<string, unknown>?, string?][]) {
  const events = [[0, 'complaint.received', { channel: 'hotline', proposed: { stage: 2, severity: 'general' } }] as const, ...happened].map(
    ([days, kind, facts = {}, actorId], at): CourseEvent => ({
      no: at + 1,
      kind,
      cycle: 1,
      at: day(days),
      actorId: actorId ?? null,
      facts,
    }),
  )
  return { receivedAt: received, events, readings: [] as Reading[], usualDays: 4, isReferred: false }
}
const stageRules = shippedRules.filter(({ purpose }) => purpose === 'stage')
const chainRules = shippedRules.filter(({ purpose }) => purpose === 'longChain')

describe('the course of a case (经过)', () => {
  test('silence counts from the last word to the customer, and stops while the case is suspended or answered', () => {
    const course = told([1, 'case.messageSent'], [2, 'case.dispatched', { unitId: 'a' }])
    expect(signsAt(course, day(5)).silentDays).toBe(4)
    expect(signsAt(told([1, 'case.messageSent'], [2, 'case.suspended']), day(5)).silentDays).toBe(0)
    expect(signsAt(told([2, 'case.answered']), day(9)).silentDays).toBe(0)
  })

  test('enquiries are what the customer asked since somebody spoke to them', () => {
    const course = told([1, 'case.messageReceived'], [1.5, 'case.reminded', { from: 'customer' }], [2, 'case.reminded', { from: 'staff' }])
    expect(signsAt(course, day(3))).toMatchObject({ enquiries: 2, reminders: 2 })
    const spoken = told([1, 'case.messageReceived'], [2, 'case.messageSent'])
    expect(signsAt(spoken, day(3)).enquiries).toBe(0)
  })

  test('hands are different units and people', () => {
    const course = told(
      [1, 'case.dispatched', { unitId: 'a', handlerId: 'x' }],
      [2, 'case.transferred', { toUnitId: 'b' }],
      [3, 'case.sentBack'],
      [3.5, 'case.dispatched', { unitId: 'a', handlerId: 'y' }],
    )
    expect(signsAt(course, day(4))).toMatchObject({ hands: 4, transfers: 1, sendBacks: 1 })
  })

  test('nothing that came later is seen', () => {
    const course = told([1, 'case.reminded', { from: 'customer' }], [3, 'case.stageChanged', { to: 4 }], [9, 'case.closed'])
    course.readings = [
      { no: 1, emotion: 1, signals: [] },
      { no: 3, emotion: 4, signals: ['media'] },
    ]
    expect(signsAt(course, day(2))).toMatchObject({ reminders: 1, stage: 2, emotion: 1, media: 0, ageShare: 0.5 })
    expect(signsAt(course, day(4))).toMatchObject({ stage: 4, emotion: 4, media: 1 })
    expect(isOpenAt(course.events, day(8))).toBe(true)
    expect(isOpenAt(course.events, day(10))).toBe(false)
  })
})

describe('stage by rules (阶段规则)', () => {
  const stageAt = (course: ReturnType<typeof told>, days: number, after = 0) =>
    stageByRules(signsAt(course, day(days), after), stageRules)?.level ?? null

  test('three days without a word is doubt, a week is anger', () => {
    expect(stageAt(told(), 2)).toBeNull()
    expect(stageAt(told(), 3)).toBe(2)
    expect(stageAt(told(), 7)).toBe(3)
  })

  test('a third reminder is anger; alone it is never a conflict', () => {
    const thrice = [0.5, 0.6, 0.7].map((at): [number, EventKind, Record<string, unknown>] => [at, 'case.reminded', { from: 'staff' }])
    expect(stageAt(told(...thrice), 1)).toBe(3)
    expect(stageAt(told(...thrice, [0.8, 'sla.breached']), 1)).toBe(4)
  })

  test('a breach alone is doubt, ten send-backs alone are anger', () => {
    expect(stageAt(told([1, 'sla.breached']), 1.1)).toBe(2)
    const back = Array.from({ length: 10 }, (_, at): [number, EventKind] => [0.1 + at / 100, 'case.sentBack'])
    expect(stageAt(told(...back), 1)).toBe(3)
  })

  test('a case that a regulator sent is outside already', () => {
    expect(stageByRules({ referred: 1 }, stageRules)).toMatchObject({ level: 5, reasons: [{ sign: 'referred', value: 1, adds: 1 }] })
  })

  test('what was there when a person set the stage does not count against their word', () => {
    const course = told([1, 'case.sentBack'], [2, 'case.sentBack'], [3, 'case.classified', { to: { stage: 1 } }, person])
    const since = stageSetByPerson(course.events)
    expect(since).toBe(4)
    expect(stageAt(course, 3.5, since)).toBeNull()
    expect(stageAt(course, 6.5, since)).toBe(2)
  })
})

test('a long chain adds up what drags on, each sign once by its strongest rule', () => {
  const { points, reasons } = pointsOf({ hands: 6, sendBacks: 2, ageShare: 2.6 }, chainRules)
  expect(points).toBe(5)
  expect(reasons).toEqual([
    { sign: 'hands', value: 6, adds: 2 },
    { sign: 'ageShare', value: 2.6, adds: 2 },
    { sign: 'sendBacks', value: 2, adds: 1 },
  ])
})
