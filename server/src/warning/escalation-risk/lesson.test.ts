import type { EventKind } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import type { CourseEvent } from '../course/course.ts'
import { shippedRules } from '../course/rule-settings.ts'
import { endsAfter, learnRisk, type PastCase } from './lesson.ts'
import { riskOf } from './score.ts'

const start = Date.UTC(2025, 0, 1)
const dayMs = 86_400_000
const rules = shippedRules.filter(({ purpose }) => purpose === 'risk')

/** Past cases of a company whose cases go wrong when units send them back, which its rules hardly look at. */
function history(count: number, days = 600): PastCase[] {
  let state = 42
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: count }, (_, at) => {
    const receivedAt = new Date(start + (at / count) * days * dayMs)
    const events: CourseEvent[] = []
    const add = (after: number, kind: EventKind, facts: Record<string, unknown> = {}) =>
      events.push({ no: events.length + 1, kind, cycle: 1, at: new Date(receivedAt.getTime() + after * dayMs), actorId: null, facts })
    const isCompensation = random() < 0.5
    add(0, 'complaint.received', { channel: 'hotline', proposed: { stage: 2, severity: 'general' } })
    const isSentBack = random() < 0.25
    if (isSentBack) add(0.5, 'case.sentBack')
    const isIll = random() < (isSentBack ? 0.6 : 0.05)
    if (isIll) add(2, 'case.stageChanged', { from: 2, to: 4 })
    add(8, 'case.closed')
    const readings = [{ no: 1, emotion: 1, signals: isCompensation ? (['compensation'] as const).slice() : [] }]
    return {
      id: String(at),
      receivedAt,
      events,
      readings,
      isReferred: false,
      category: 'quality.fault',
      closedAt: new Date(receivedAt.getTime() + 8 * dayMs),
    }
  })
}
const now = new Date(start + 700 * dayMs)

describe('learning the escalation risk (升级风险)', () => {
  const learned = learnRisk({ cases: history(1_500), rules, now })

  test('on later cases the model ranks better than rules that do not know what goes wrong here, and is promoted', () => {
    expect(learned.outcome).toBe('promoted')
    const fifth = (one: typeof learned.rule) => one?.at.find(({ share }) => share === 0.2)?.precision ?? 0
    expect(fifth(learned.model)).toBeGreaterThan(fifth(learned.rule) + 0.02)
    expect(learned.model?.calibrationError).toBeLessThan(0.1)
    expect(learned.weights.find(({ sign }) => sign === 'sendBacks')?.weight).toBeGreaterThan(0.5)
  })

  test('what was learnt from lies before what it is held against', () => {
    const from = new Date(learned.heldOutFrom ?? 0).getTime()
    expect(from).toBeGreaterThan(start + 450 * dayMs)
    expect(learned.trained).toBeGreaterThan(learned.heldOut)
  })

  test('the same history teaches the same', () => {
    expect(learnRisk({ cases: history(1_500), rules, now })).toEqual(learned)
  })

  test('a model names what makes its score', () => {
    const model = { id: 'm', ...(learned.learned ?? expect.fail('nothing was learnt')) }
    const calm = riskOf({ stage: 2, ageDays: 1 }, { rules, model })
    const back = riskOf({ stage: 2, ageDays: 1, sendBacks: 1 }, { rules, model })
    expect(back.score).toBeGreaterThan(calm.score + 0.3)
    expect(back.reasons[0]).toMatchObject({ sign: 'sendBacks', value: 1 })
  })

  test('too few bad ends: the rules stay, and it is said', () => {
    expect(learnRisk({ cases: history(60), rules, now })).toMatchObject({ outcome: 'tooFew', model: null, learned: null })
    expect(learnRisk({ cases: [], rules, now })).toMatchObject({ outcome: 'tooFew', snapshots: 0, rule: null })
  })
})

test('an end is what came later by itself: not what stood already, nor what our own rules did, nor what came too late', () => {
  const receivedAt = new Date(start)
  const event = (days: number, kind: EventKind, facts: Record<string, unknown> = {}, no = 2): CourseEvent => ({
    no,
    kind,
    cycle: 1,
    at: new Date(start + days * dayMs),
    actorId: null,
    facts,
  })
  const ends = (...events: CourseEvent[]) =>
    endsAfter({ events: [event(0, 'complaint.received', {}, 1), ...events] }, new Date(receivedAt.getTime() + dayMs))
  expect(ends(event(2, 'case.stageChanged', { to: 4 }))).toEqual(['worse'])
  expect(ends(event(0.5, 'case.stageChanged', { to: 4 }))).toEqual([])
  expect(ends(event(2, 'case.stageChanged', { to: 4, rules: ['sign.breaches'] }))).toEqual([])
  expect(ends(event(6, 'case.stageChanged', { to: 4 }))).toEqual([])
  expect(ends(event(20, 'case.stageChanged', { to: 5 }), event(21, 'case.reopened'))).toEqual(['regulator', 'reopened'])
  expect(ends(event(40, 'case.reopened'))).toEqual([])
})
