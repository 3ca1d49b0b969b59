import type { EventKind, ProcessStep } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { dueAt, workCalendar } from '../calendar/index.ts'
import { type AdherenceEvent, adherenceOf, countsOf } from './adherence.ts'
import { startingSteps } from './starting-steps.ts'

const calendar = workCalendar({ zone: 'Asia/Shanghai' })
const day = (date: string, time = '09:00') => new Date(`2026-03-${date}T${time}:00+08:00`)
const received = day('02')
const now = day('31')

type Happened = [kind: EventKind, at: Date, facts?: Record<string, unknown>, by?: AdherenceEvent['by']]
const events = (...happened: Happened[]): AdherenceEvent[] =>
  happened.map(([kind, at, facts = {}, by], index) => ({ no: index + 2, kind, at, facts, ...(by !== undefined && { by }) }))
const judge = (happened: AdherenceEvent[], steps: ProcessStep[] = startingSteps, at = now) =>
  adherenceOf(steps, happened, received, at, (limit, start, pauses) => dueAt(limit, start, pauses, calendar).dueAt)
const of = (happened: AdherenceEvent[], act: string, steps = startingSteps, at = now) =>
  judge(happened, steps, at).steps.find((step) => step.act === act)

const accepted: Happened = ['case.accepted', day('02', '10:00')]
const inOrder: Happened[] = [
  accepted,
  ['case.messageSent', day('02', '11:00')],
  ['case.dispatched', day('02', '12:00')],
  ['case.receipted', day('02', '14:00')],
  ['case.returned', day('03'), { finding: 'substantiated' }],
  ['case.reviewed', day('03', '10:00')],
  ['case.answered', day('03', '11:00')],
  ['case.confirmed', day('05')],
  ['case.causeFound', day('05', '10:00')],
  ['case.closed', day('06'), { exempted: false }],
]

describe('how a case kept to its process (流程符合度)', () => {
  test('a case that went the written way has nothing to show', () => {
    const { steps, overrides } = judge(events(...inOrder))
    expect(steps.map(({ state }) => state)).toEqual(startingSteps.map(() => 'done'))
    expect(countsOf({ steps, overrides }, now)).toMatchObject({ steps: 10, skipped: 0, late: 0, out_of_order: 0, overrides: 0 })
  })

  test('a step that waits while a later one is done was skipped; done afterwards, it is out of order', () => {
    const without = inOrder.filter(([kind]) => kind !== 'case.reviewed')
    expect(of(events(...without), 'reviews')).toMatchObject({ state: 'skipped', isOutOfOrder: false })
    const afterwards: Happened[] = [...without.slice(0, 6), ['case.reviewed', day('04')]]
    expect(of(events(...afterwards), 'reviews')).toMatchObject({ state: 'done', isOutOfOrder: true })
  })

  test('what may be done at any time is skipped only once the case has ended', () => {
    const without = inOrder.filter(([kind]) => kind !== 'case.causeFound')
    expect(of(events(...without.slice(0, -1)), 'rootCauses')).toMatchObject({ state: 'waiting' })
    expect(of(events(...without), 'rootCauses')).toMatchObject({ state: 'skipped' })
    const early: Happened[] = [...inOrder.slice(0, 4), ['case.causeFound', day('02', '15:00')], ...inOrder.slice(4, 8)]
    expect(judge(events(...early)).steps.filter(({ isOutOfOrder }) => isOutOfOrder)).toEqual([])
  })

  test('a step done after its limit is late, and so is one still not done after it', () => {
    expect(of(events(['case.accepted', day('03', '09:01')]), 'acceptance')).toMatchObject({ isLate: true, dueAt: day('03') })
    expect(of(events(['case.accepted', day('03', '08:59')]), 'acceptance')).toMatchObject({ isLate: false })
    // 3 days from 2 March: to the end of 5 March (民法典 Art. 201, 203).
    expect(of(events(accepted), 'answers', startingSteps, day('05', '23:59'))).toMatchObject({ state: 'waiting', isLate: false })
    expect(of(events(accepted), 'answers', startingSteps, day('06', '00:01'))).toMatchObject({ state: 'waiting', isLate: true })
  })

  test('pauses stop hours, and an extension of the answer is an override and no lateness', () => {
    const paused = events(
      accepted,
      ['case.suspended', day('02', '11:00')],
      ['case.resumed', day('03', '11:00')],
      ['case.dispatched', day('04', '09:30')],
    )
    expect(of(paused, 'dispatches')).toMatchObject({ dueAt: day('04', '10:00'), isLate: false })
    const extended = events(
      accepted,
      ['case.extended', day('04'), { regime: 'company', step: 'answer', dueAt: day('10').toISOString() }],
      ['case.answered', day('09')],
    )
    expect(of(extended, 'answers')).toMatchObject({ isLate: false, dueAt: day('10') })
    expect(judge(extended).overrides).toMatchObject([{ kind: 'extension', eventNo: 3 }])
  })

  test('settled on the spot it needs no unit; closed without a call it was excused with a reason', () => {
    const onTheSpot = events(
      accepted,
      ['case.answered', day('02', '10:30'), { finding: 'unsubstantiated' }],
      ['case.closed', day('02', '11:00'), { exempted: true }],
    )
    const { steps, overrides } = judge(onTheSpot)
    expect(steps.filter(({ state }) => state === 'notNeeded').map(({ act }) => act)).toEqual([
      'dispatches',
      'receipts',
      'returns',
      'reviews',
      'rootCauses',
    ])
    expect(steps.find(({ act }) => act === 'followUps')).toMatchObject({ state: 'excused' })
    expect(overrides).toMatchObject([{ kind: 'exemption' }])
  })

  test('sent back by the unit and then settled on the spot, it needs no unit either', () => {
    const sentBack = events(
      accepted,
      ['case.dispatched', day('02', '12:00')],
      ['case.sentBack', day('02', '13:00')],
      ['case.answered', day('02', '14:00')],
    )
    expect(of(sentBack, 'returns')).toMatchObject({ state: 'notNeeded' })
  })

  test('declined or withdrawn, it need not go on; reopened, it does not begin again', () => {
    expect(judge(events(accepted, ['case.withdrawn', day('02', '12:00')])).steps.filter(({ state }) => state === 'skipped')).toEqual([])
    const reopened = judge(events(['case.reopened', day('10')], ['case.returned', day('11')]))
    expect(reopened.steps.find(({ act }) => act === 'acceptance')).toMatchObject({ state: 'notNeeded' })
    expect(reopened.steps.find(({ act }) => act === 'reviews')).toMatchObject({ state: 'open' })
  })

  test('done by somebody the process does not name', () => {
    const by = (roles: string[], unitKind: string | null) => events(['case.accepted', day('02', '10:00'), {}, { roles, unitKind }])
    expect(of(by(['agent'], null), 'acceptance')).toMatchObject({ isByOthers: false })
    expect(of(by(['quality'], null), 'acceptance')).toMatchObject({ isByOthers: true })
  })
})
