import { describe, expect, test } from 'vitest'
import { callOf, type HeardEvent } from './rules.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 2, minute))
const ringing: HeardEvent = { kind: 'ringing', at: at(0), extension: '8001' }
const answered: HeardEvent = { kind: 'answered', at: at(1), extension: '8001' }
const transferred: HeardEvent = { kind: 'transferred', at: at(3), extension: '8002' }
const ended: HeardEvent = { kind: 'ended', at: at(9), extension: '' }

describe('what is known of a call (通话状态)', () => {
  test.each<[string, HeardEvent[], object]>([
    ['rings', [ringing], { state: 'ringing', extension: '8001', isMissed: false }],
    ['is answered', [ringing, answered], { state: 'answered', answeredAt: at(1) }],
    ['is held', [ringing, answered, { kind: 'held', at: at(2), extension: '8001' }], { state: 'held' }],
    ['rings at the next telephone', [ringing, answered, transferred], { state: 'ringing', extension: '8002', answeredAt: at(1) }],
    ['ended after a talk', [ringing, answered, ended], { state: 'ended', isMissed: false, extension: '8001' }],
    ['ended before anybody answered', [ringing, ended], { state: 'ended', isMissed: true }],
  ])('%s', (_words, events, facts) => expect(callOf('in', events)).toMatchObject(facts))

  test('the order in which events come does not matter, nor do those told after the end', () => {
    const late: HeardEvent = { kind: 'held', at: at(20), extension: '8009' }
    const told = [ended, late, transferred, answered, ringing]
    expect(callOf('in', told)).toEqual(callOf('in', [ringing, answered, transferred, ended]))
    expect(callOf('in', told)).toMatchObject({ state: 'ended', extension: '8002', endedAt: at(9) })
  })

  test('a call of ours that nobody answers is no missed call', () => {
    expect(callOf('out', [ringing, ended]).isMissed).toBe(false)
  })
})
