import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { runCommand } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'due-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const calendar = {
  zone: 'Asia/Shanghai',
  hours: [
    ['09:00', '12:00'],
    ['13:30', '18:00'],
  ],
  holidays: 'CN',
}
const aCase = { id: 'c1', unit: 'workingHour', amount: 8, startedAt: '2026-09-30T16:00:00+08:00' }

/** `due --in` a file with this content; its lines, its remarks. */
async function due(content: unknown) {
  const path = join(folder, 'cases.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await runCommand(['due', '--in', path])
  const written = { out: out.mock.calls.join(''), err: err.mock.calls.join('') }
  out.mockRestore()
  err.mockRestore()
  const lines = written.out.split('\n').filter(Boolean)
  return { code, answers: lines.map((line) => JSON.parse(line)), err: written.err }
}

describe('due times without a server (due)', () => {
  // 国办发明电〔2025〕7号: 10月1日（周四）至7日（周三）放假调休；9月20日（周日）、10月10日（周六）上班。
  test('over the National Day of 2026, one line a case in their order', async () => {
    const pauses = [{ from: '2026-10-08T09:00:00+08:00', to: '2026-10-08T14:00:00+08:00' }]
    const cases = [
      aCase,
      { ...aCase, id: 'paused', pauses },
      { ...aCase, id: 'minutes', unit: 'workingMinute', amount: 45, startedAt: '2026-09-19T12:00:00Z', pauses: [] },
      { ...aCase, id: 'make-up Saturday', unit: 'workingDay', amount: 3, pauses },
      { ...aCase, id: 5, unit: 'calendarDay', amount: 3 },
      { ...aCase, id: 'hours of the clock', unit: 'calendarHour', amount: 24, startedAt: '2026-09-30T16:00+08:00' },
      { ...aCase, id: 'held', pauses: [{ from: '2026-09-30T17:00:00+08:00' }] },
    ]
    expect(await due({ calendar, cases })).toEqual({
      code: 0,
      err: '',
      answers: [
        { id: 'c1', dueAt: '2026-10-08T08:30:00.000Z', pausedMinutes: 0 },
        { id: 'paused', dueAt: '2026-10-09T03:00:00.000Z', pausedMinutes: 210 },
        { id: 'minutes', dueAt: '2026-09-20T01:45:00.000Z', pausedMinutes: 0 },
        { id: 'make-up Saturday', dueAt: '2026-10-10T10:00:00.000Z', pausedMinutes: 0 },
        { id: 5, dueAt: '2026-10-08T16:00:00.000Z', pausedMinutes: 0 },
        { id: 'hours of the clock', dueAt: '2026-10-01T08:00:00.000Z', pausedMinutes: 0 },
        { id: 'held', dueAt: null, pausedMinutes: 0 },
      ],
    })
  })

  test.each([
    ['dates off', ['2026-10-01'], '2026-10-02T08:30:00.000Z'],
    ['days off and worked', { daysOff: ['2026-10-01', '2026-10-02'], makeUpDays: ['2026-10-04'] }, '2026-10-04T08:30:00.000Z'],
    ['none', null, '2026-10-01T08:30:00.000Z'],
  ])('holidays of one’s own: %s', async (_name, holidays, dueAt) => {
    expect(await due({ calendar: { ...calendar, holidays }, cases: [aCase] })).toEqual({
      code: 0,
      err: '',
      answers: [{ id: 'c1', dueAt, pausedMinutes: 0 }],
    })
  })

  test('hours by weekday, in another zone', async () => {
    const hours = { mon: [['09:00', '17:00']], fri: [['09:00', '12:00']] }
    const startedAt = '2026-03-06T11:00:00-05:00' // Friday; clocks change on Sunday
    const { answers } = await due({ calendar: { zone: 'America/New_York', hours }, cases: [{ ...aCase, amount: 2, startedAt }] })
    expect(answers).toEqual([{ id: 'c1', dueAt: '2026-03-09T14:00:00.000Z', pausedMinutes: 0 }])
  })

  test('days of a year without a notice are counted with plain weekends, and that is said', async () => {
    const { code, answers, err } = await due({ calendar, cases: [{ ...aCase, startedAt: '2027-01-01T09:00:00+08:00', amount: 1 }, aCase] })
    expect(code).toBe(0)
    expect(answers[0]).toEqual({ id: 'c1', dueAt: '2027-01-01T02:00:00.000Z', pausedMinutes: 0, assumed: true })
    expect(answers[1]).not.toHaveProperty('assumed')
    expect(err).toBe('1 of 2 cases touch days whose holidays are not announced: counted with plain weekends\n')
  })

  test.each([
    ['no unit', { ...aCase, unit: undefined }, 'case c1: unit: is one of workingMinute'],
    ['an unknown unit', { ...aCase, unit: 'days' }, 'case c1: unit: is one of workingMinute'],
    ['an amount in words', { ...aCase, amount: '8' }, 'case c1: amount: is a number'],
    ['a negative amount', { ...aCase, amount: -1 }, 'case c1: amount: -1 is not 0 or more'],
    ['half a day', { ...aCase, unit: 'workingDay', amount: 0.5 }, 'case c1: amount: 0.5 days is not a whole number'],
    ['too much', { ...aCase, unit: 'calendarHour', amount: 1e12 }, 'case c1: amount: the count leaves the years'],
    ['a day that is none', { ...aCase, startedAt: '2026-02-30T09:00:00Z' }, 'case c1: startedAt: is no instant'],
    ['no offset', { ...aCase, startedAt: '2026-02-20T09:00:00' }, 'case c1: startedAt: is no instant'],
    [
      'a pause backwards',
      { ...aCase, pauses: [{ from: '2026-02-20T09:00:00Z', to: '2026-02-20T08:00:00Z' }] },
      'case c1: pauses[0].to: lies before from',
    ],
    ['no id', { ...aCase, id: undefined }, 'case at place 1: id: is a word or a number'],
    ['nothing', null, 'case at place 1: is {id, unit, amount, startedAt, pauses}'],
  ])('a case with %s is named with its field; the others are answered', async (_name, bad, sentence) => {
    const { code, answers, err } = await due({ calendar, cases: [bad, { ...aCase, id: 'c2' }] })
    expect({ code, answers }).toEqual({ code: 1, answers: [{ id: 'c2', dueAt: '2026-10-08T08:30:00.000Z', pausedMinutes: 0 }] })
    expect(err).toContain(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test.each([
    ['no JSON', '{"calendar":', 'is not JSON'],
    ['no object', [], 'is {calendar, cases}'],
    ['no cases', { calendar }, 'cases: is a list of cases'],
    ['no calendar', { cases: [] }, 'calendar'],
    [
      'an unknown zone',
      { calendar: { ...calendar, zone: 'Asia/Peking' }, cases: [aCase] },
      'calendar.zone: there is no time zone Asia/Peking',
    ],
    ['other holidays', { calendar: { ...calendar, holidays: 'US' }, cases: [aCase] }, 'calendar.holidays: is "CN", a list'],
    ['hours that are none', { calendar: { ...calendar, hours: ['9-12'] }, cases: [aCase] }, 'calendar.hours: is a list such as'],
    ['a night', { calendar: { ...calendar, hours: [['22:00', '06:00']] }, cases: [aCase] }, 'calendar.hours: 22:00–06:00 does not end'],
  ])('a file with %s is not answered at all', async (_name, content, sentence) => {
    const { code, answers, err } = await due(content)
    expect({ code, answers }).toEqual({ code: 1, answers: [] })
    expect(err).toContain(sentence)
  })

  test('fields it does not know are left alone and told of', async () => {
    const { code, err } = await due({ calendar: { ...calendar, lunch: true }, cases: [{ ...aCase, pause: [] }] })
    expect({ code, err }).toEqual({ code: 0, err: 'Fields that mean nothing here were left alone: calendar.lunch, pause\n' })
  })
  test('without a file: how it is meant', async () => {
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect([await runCommand(['due']), await runCommand(['due', '--in', join(folder, 'none.json')])]).toEqual([2, 1])
    err.mockRestore()
  })
})
