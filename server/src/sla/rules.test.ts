import { describe, expect, test } from 'vitest'
import { chinaHolidays, holidaysOf, workCalendar } from './calendar/index.ts'
import { momentOf } from './clock-time.ts'
import { owedOfLimits } from './limits.ts'
import { type ClockEvent, caseDueAt, countClocks, isBreachUntold, nextMoment } from './rules.ts'

const plain = workCalendar({ zone: 'Asia/Shanghai' })
const shanghai = { company: plain, unit: plain }
const at = (instant: string) => new Date(instant)
const event = (kind: ClockEvent['kind'], instant: string, facts: ClockEvent['facts'] = {}): ClockEvent => ({ kind, at: at(instant), facts })

const usual = [50, 75, 90, 100]
const hour = (hours: number) => new Date(at('2026-11-02T00:00:00Z').getTime() + hours * 3_600_000).toISOString()
const limits = owedOfLimits(
  [
    { regime: 'company', step: 'firstContact', amount: 24, unit: 'calendarHour' },
    { regime: 'company', step: 'answer', amount: 72, unit: 'calendarHour' },
  ],
  usual,
)
const accepted = event('case.accepted', hour(0))
/** State and due hour of the answer clock after the events. */
function answerAfter(...events: ClockEvent[]) {
  const clock = countClocks(limits, shanghai, [accepted, ...events]).find(({ step }) => step === 'answer')
  return (
    clock && { state: clock.state, due: clock.dueAt.toISOString(), pausedHours: clock.pausedSeconds / 3_600, ended: clock.endedAt !== null }
  )
}
const answerClock = { regime: 'company', step: 'answer' }
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

  test('warnings come at percentages of the time there is, pauses not counted, each once', () => {
    const answerOf = (...events: ClockEvent[]) => countClocks(limits, shanghai, [accepted, ...events])[1]
    const moments = (...events: ClockEvent[]) => {
      const answer = answerOf(...events)
      return answer && [50, 75, 90, 100].map((percent) => momentOf(answer, percent, shanghai).toISOString())
    }
    const next = (...events: ClockEvent[]) => {
      const answer = answerOf(...events)
      return answer && (nextMoment(answer, shanghai)?.toISOString() ?? null)
    }
    expect(moments()).toEqual([hour(36), hour(54), hour(64.8), hour(72)])
    expect(moments(event('case.suspended', hour(10)), event('case.resumed', hour(20)))).toEqual([hour(46), hour(64), hour(74.8), hour(82)])
    expect(moments(event('case.extended', hour(10), { ...answerClock, dueAt: hour(100) }))).toEqual([
      hour(50),
      hour(75),
      hour(90),
      hour(100),
    ])

    const told = (percent: number, at: number) => event('sla.due_soon', hour(at), { ...answerClock, percent })
    expect(next()).toBe(hour(36))
    expect(next(told(50, 36))).toBe(hour(54))
    expect(next(told(75, 60))).toBe(hour(64.8))
    expect(next(told(90, 66))).toBe(hour(72))
    expect(next(told(90, 66), breached(72, 72))).toBeNull()
    expect(next(event('case.suspended', hour(3)))).toBeNull()
    // Told together with another clock of the case.
    expect(
      next(
        event('sla.due_soon', hour(36), { regime: 'company', step: 'firstContact', percent: 90, also: [{ ...answerClock, percent: 50 }] }),
      ),
    ).toBe(hour(54))
    // Of the new time 60 % have passed when it is given: half of it is not told then.
    expect(next(event('case.extended', hour(60), { ...answerClock, dueAt: hour(100) }))).toBe(hour(75))
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

describe('over the National Day holiday of 2026 (国庆节)', () => {
  // 国办发明电〔2025〕7号: 10月1日至7日放假调休，9月20日（周日）、10月10日（周六）上班.
  const office = workCalendar({
    zone: 'Asia/Shanghai',
    hours: [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ],
    holidays: holidaysOf(chinaHolidays),
  })
  const calendars = { company: office, unit: office }
  const local = (time: string) => at(`${time}+08:00`).toISOString()
  const start = event('case.accepted', local('2026-09-30T16:00:00'))
  const answer = { ...answerClock }
  const count = (amount: number, unit: 'workingDay' | 'workingHour' | 'calendarDay', ...events: ClockEvent[]) => {
    const [clock] = countClocks(owedOfLimits([{ ...answer, amount, unit }], usual), calendars, [start, ...events])
    return clock && { due: clock.dueAt.toISOString(), state: clock.state, pausedHours: clock.pausedSeconds / 3_600 }
  }

  test.each([
    ['3 working days end on the make-up Saturday, at the close of hours', 3, 'workingDay', '2026-10-10T18:00:00'],
    ['4 on the Monday after it', 4, 'workingDay', '2026-10-12T18:00:00'],
    ['8 working hours: 2 before the holiday, 6 after', 8, 'workingHour', '2026-10-08T16:30:00'],
    ['3 calendar days would end in the holiday and move to 8 October, 24:00', 3, 'calendarDay', '2026-10-09T00:00:00'],
  ] as const)('%s', (_name, amount, unit, due) => {
    expect(count(amount, unit)).toMatchObject({ due: local(due), state: 'running' })
  })

  test('a pause from Thursday to Friday leaves one working day out, and of working hours what lies inside', () => {
    const pause = [event('case.suspended', local('2026-10-08T10:00:00')), event('case.resumed', local('2026-10-09T10:00:00'))]
    expect(count(3, 'workingDay', ...pause)).toEqual({ due: local('2026-10-12T18:00:00'), state: 'running', pausedHours: 7.5 })
    expect(count(8, 'workingHour', ...pause)).toEqual({ due: local('2026-10-09T16:30:00'), state: 'running', pausedHours: 7.5 })
  })

  test('a pause over the holiday alone stops no working hour', () => {
    const pause = [event('case.suspended', local('2026-09-30T18:00:00')), event('case.resumed', local('2026-10-08T09:00:00'))]
    expect(count(8, 'workingHour', ...pause)).toEqual({ due: local('2026-10-08T16:30:00'), state: 'running', pausedHours: 0 })
  })
})

describe('whose time it is, and since when', () => {
  const base = { ...owedOfLimits([{ regime: 'x', step: 'answer', amount: 24, unit: 'calendarHour' }], usual)[0] }
  const owed = { ...base, regime: 'cn.law', ruleCode: 'cn.law.answer' } as (typeof limits)[number]

  test('a law’s clock rests only for the causes its source names', () => {
    const suspended = (cause: string) => [event('case.suspended', hour(2), { cause }), event('case.resumed', hour(12))]
    const due = (causes: readonly 'appraisal'[], cause: string) =>
      countClocks([{ ...owed, suspendedBy: causes }], shanghai, [accepted, ...suspended(cause)])[0]?.dueAt.toISOString()
    expect(due([], 'appraisal')).toBe(hour(24))
    expect(due(['appraisal'], 'customer')).toBe(hour(24))
    expect(due(['appraisal'], 'appraisal')).toBe(hour(34))
  })

  test('a rule holds for clocks that start while it is in force', () => {
    const started = (from: number | null, until: number | null) =>
      countClocks([{ ...owed, from: from === null ? null : at(hour(from)), until: until === null ? null : at(hour(until)) }], shanghai, [
        accepted,
      ])
    expect(started(0, 1)).toHaveLength(1)
    expect(started(null, 0)).toEqual([])
    expect(started(1, null)).toEqual([])
  })

  test('a second dispatch starts the unit’s clock anew in the unit’s own calendar', () => {
    const night = workCalendar({ zone: 'Asia/Shanghai', hours: [['20:00', '24:00']], weekend: [] })
    const [handling] = owedOfLimits([{ regime: 'company', step: 'handling', amount: 2, unit: 'workingHour' }], usual)
    if (!handling) throw new Error('the step is not known')
    const dispatched = (at: number) => event('case.dispatched', hour(at))
    const clocks = countClocks([handling], { company: plain, unit: night }, [dispatched(1), event('case.sentBack', hour(2)), dispatched(3)])
    expect(clocks).toMatchObject([{ state: 'running', startedAt: at(hour(3)), dueAt: at(hour(14)) }])
  })
})
