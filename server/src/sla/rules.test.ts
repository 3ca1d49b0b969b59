import { describe, expect, test } from 'vitest'
import { type ClockEvent, caseDueAt, countClocks, dueAfter, dueSoonAt, isBreachUntold, type Limit } from './rules.ts'

const shanghai = 'Asia/Shanghai'
const at = (instant: string) => new Date(instant)
const event = (kind: ClockEvent['kind'], instant: string, facts: ClockEvent['facts'] = {}): ClockEvent => ({ kind, at: at(instant), facts })

describe('when a limit ends (到期)', () => {
  // Civil Code Art. 201: hours from the start, days from the day after it; Art. 203: the last day ends at 24:00.
  test.each([
    ['24 hours', '2026-11-02T02:00:00Z', 24, 'calendarHour', shanghai, '2026-11-03T02:00:00Z'],
    ['3 days from 2 November 10:00 are 3, 4 and 5 November', '2026-11-02T02:00:00Z', 3, 'calendarDay', shanghai, '2026-11-05T15:59:59Z'],
    [
      'just before midnight in Shanghai it is still the day before',
      '2026-11-02T15:59:59Z',
      1,
      'calendarDay',
      shanghai,
      '2026-11-03T15:59:59Z',
    ],
    ['just after midnight it is the next', '2026-11-02T16:00:00Z', 1, 'calendarDay', shanghai, '2026-11-04T15:59:59Z'],
    ['over the end of a month and a year', '2026-12-30T02:00:00Z', 3, 'calendarDay', shanghai, '2027-01-02T15:59:59Z'],
    ['over 29 February', '2028-02-27T02:00:00Z', 3, 'calendarDay', shanghai, '2028-03-01T15:59:59Z'],
    ['over the end of summer time', '2026-10-24T10:00:00Z', 1, 'calendarDay', 'Europe/Berlin', '2026-10-25T22:59:59Z'],
    ['over the begin of summer time', '2026-03-28T10:00:00Z', 1, 'calendarDay', 'Europe/Berlin', '2026-03-29T21:59:59Z'],
    ['a day that begins at one o’clock', '2026-09-04T15:00:00Z', 1, 'calendarDay', 'America/Santiago', '2026-09-06T03:59:59Z'],
  ] as const)('%s', (_name, start, amount, unit, zone, due) => {
    expect(dueAfter(at(start), { amount, unit }, zone).toISOString()).toBe(at(due).toISOString())
  })
})

const hour = (hours: number) => new Date(at('2026-11-02T00:00:00Z').getTime() + hours * 3_600_000).toISOString()
const limits: Limit[] = [
  { regime: 'company', step: 'firstContact', amount: 24, unit: 'calendarHour' },
  { regime: 'company', step: 'answer', amount: 72, unit: 'calendarHour' },
]
const accepted = event('case.accepted', hour(0))
/** State and due hour of the answer clock after the events. */
function answerAfter(...events: ClockEvent[]) {
  const clock = countClocks(limits, shanghai, [accepted, ...events]).find(({ step }) => step === 'answer')
  return (
    clock && { state: clock.state, due: clock.dueAt.toISOString(), pausedHours: clock.pausedSeconds / 3_600, ended: clock.endedAt !== null }
  )
}
const breached = (dueHour: number, noticedHour: number) =>
  event('sla.breached', hour(noticedHour), { regime: 'company', step: 'answer', dueAt: hour(dueHour) })

describe('what the clocks stand at after events', () => {
  test('accepted while suspended it rests from the start', () => {
    const events = [event('case.suspended', hour(-10)), accepted, event('case.resumed', hour(5))]
    expect(countClocks(limits, shanghai, events.slice(0, 2))).toMatchObject([{ state: 'paused' }, { state: 'paused' }])
    expect(countClocks(limits, shanghai, events).map(({ dueAt }) => dueAt.toISOString())).toEqual([hour(29), hour(77)])
  })

  test('nothing runs before acceptance', () => {
    expect(countClocks(limits, shanghai, [event('case.suspended', hour(0))])).toEqual([])
  })

  test.each([
    ['runs', [], { state: 'running', due: hour(72) }],
    ['an answer in time meets it', [event('case.answered', hour(71))], { state: 'met', due: hour(72), ended: true }],
    ['an answer too late does not', [event('case.answered', hour(73))], { state: 'breached', due: hour(72), ended: true }],
    ['a message to the customer is no answer', [event('case.messageSent', hour(1))], { state: 'running' }],
    ['a pause stops it', [event('case.suspended', hour(10))], { state: 'paused', due: hour(72) }],
    [
      'and moves it by its length, each time',
      [
        event('case.suspended', hour(10)),
        event('case.resumed', hour(15)),
        event('case.suspended', hour(20)),
        event('case.resumed', hour(22)),
      ],
      { state: 'running', due: hour(79), pausedHours: 7 },
    ],
    [
      'what is over is over: no pause after the limit',
      [event('case.suspended', hour(73)), event('case.resumed', hour(80))],
      { state: 'running', due: hour(72) },
    ],
    ['answered while it rests', [event('case.suspended', hour(10)), event('case.answered', hour(100))], { state: 'met', ended: true }],
    [
      'an extension moves it',
      [event('case.extended', hour(10), { regime: 'company', step: 'answer', dueAt: hour(96) })],
      { state: 'running', due: hour(96) },
    ],
    [
      'a breach that was told stays, whatever comes later',
      [
        breached(72, 72),
        event('case.extended', hour(80), { regime: 'company', step: 'answer', dueAt: hour(96) }),
        event('case.answered', hour(90)),
      ],
      { state: 'breached', due: hour(96), ended: true },
    ],
    [
      'not solved after all: an answer is owed again',
      [event('case.answered', hour(71)), event('case.followedUp', hour(90), { verdict: 'notResolved' })],
      { state: 'running', due: hour(162), ended: false },
    ],
    [
      'answered too late, not solved, answered again in time: the breach stays',
      [
        event('case.answered', hour(73)),
        breached(72, 74),
        event('case.followedUp', hour(90), { verdict: 'notResolved' }),
        event('case.answered', hour(91)),
      ],
      { state: 'breached', due: hour(162), ended: true },
    ],
    [
      'nobody reached',
      [event('case.answered', hour(71)), event('case.followedUp', hour(90), { verdict: 'unreached' })],
      { state: 'met', ended: true },
    ],
    ['withdrawn before it ended', [event('case.withdrawn', hour(10))], { state: 'cancelled', ended: true }],
    ['withdrawn after it ended', [event('case.withdrawn', hour(100))], { state: 'breached', ended: true }],
    ['merged into another case', [event('case.merged', hour(10), { intoId: 'other' })], { state: 'cancelled', ended: true }],
    ['having taken another case in', [event('case.merged', hour(10), { partId: 'other' })], { state: 'running', ended: false }],
    [
      'taken out again it waited all the time',
      [event('case.merged', hour(10), { intoId: 'other' }), event('case.split', hour(50), { fromId: 'other' })],
      { state: 'running', due: hour(72), ended: false },
    ],
  ] as [string, ClockEvent[], object][])('%s', (_name, events, expected) => {
    expect(answerAfter(...events)).toMatchObject(expected)
  })

  test('the first message to the customer is the first contact', () => {
    const clocks = countClocks(limits, shanghai, [accepted, event('case.messageSent', hour(3))])
    expect(clocks.map(({ step, state }) => [step, state])).toEqual([
      ['firstContact', 'met'],
      ['answer', 'running'],
    ])
    expect(caseDueAt(clocks)?.toISOString()).toBe(hour(72))
  })

  test('the case is due at the earliest limit owed; a breached one is owed until it is done', () => {
    const due = (...events: ClockEvent[]) => caseDueAt(countClocks(limits, shanghai, [accepted, ...events]))?.toISOString() ?? null
    expect(due()).toBe(hour(24))
    expect(due(event('case.suspended', hour(1)))).toBeNull()
    expect(due(event('sla.breached', hour(25), { regime: 'company', step: 'firstContact', dueAt: hour(24) }))).toBe(hour(24))
    expect(due(event('case.messageSent', hour(26)))).toBe(hour(72))
    expect(due(event('case.answered', hour(26)))).toBeNull()
  })

  test('the warning comes when a quarter of the time is left, pauses not counted', () => {
    const soonAfter = (...events: ClockEvent[]) => {
      const [, answer] = countClocks(limits, shanghai, [accepted, ...events])
      return answer && dueSoonAt(answer).toISOString()
    }
    expect(soonAfter()).toBe(hour(54))
    expect(soonAfter(event('case.suspended', hour(10)), event('case.resumed', hour(20)))).toBe(hour(64))
    expect(soonAfter(event('case.extended', hour(10), { regime: 'company', step: 'answer', dueAt: hour(100) }))).toBe(hour(75))
  })

  test('a breach is told once: while it runs, or after it was done too late', () => {
    const untold = (nowHour: number, ...events: ClockEvent[]) => {
      const [, answer] = countClocks(limits, shanghai, [accepted, ...events])
      return answer && isBreachUntold(answer, at(hour(nowHour)))
    }
    expect(untold(71)).toBe(false)
    expect(untold(72)).toBe(true)
    expect(untold(80, breached(72, 72))).toBe(false)
    expect(untold(80, event('case.answered', hour(71)))).toBe(false)
    expect(untold(80, event('case.answered', hour(73)))).toBe(true)
    expect(untold(80, event('case.answered', hour(73)), breached(72, 74))).toBe(false)
    expect(untold(80, event('case.suspended', hour(70)))).toBe(false)
  })
})
