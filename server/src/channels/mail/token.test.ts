import { describe, expect, test } from 'vitest'
import { ownMessageId, ownMessageOf } from './own-message.ts'
import { findToken, newThread, tokenOf, written } from './token.ts'

const key = Buffer.alloc(32, 1)
const thread = newThread()
const token = written(tokenOf(key, thread))

describe('thread tokens (会话标记)', () => {
  test('found in what is answered, in the subject, in the address it was sent to, in either case', () => {
    const places = [
      `0193-a.${token}@us.cn`,
      `Re: 空调漏水 [7K2M-9QX4 ${token}]`,
      `service+${token}@us.cn`,
      `SERVICE+${token.toUpperCase()}@US.CN`,
    ]
    for (const place of places) expect(findToken(key, [place])).toEqual({ thread })
  })
  test('a letter changed, or signed by another tenant: forged; nothing like it: none', () => {
    const other = token.endsWith('0') ? '1' : '0'
    expect(findToken(key, [`${token.slice(0, -1)}${other}`.replace(/^/, ' ')])).toBe('forged')
    expect(findToken(Buffer.alloc(32, 2), [` ${token}`])).toBe('forged')
    expect(findToken(key, ['Re: 投诉 7K2M-9QX4', 'quiz-abc'])).toBeNull()
  })
  test('a genuine one counts beside one somebody made up', () => {
    expect(findToken(key, [` z-${'0'.repeat(24)}`, ` ${token}`])).toEqual({ thread })
  })
  test('what comes back of a mail of ours names the message, if the token is genuine', () => {
    const id = '01931c2e-0000-7000-8000-000000000001'
    const own = ownMessageId(key, id, thread, 'service@us.cn').slice(1, -1)
    expect(ownMessageOf(key, ['m1@other', own])).toBe(id)
    expect(ownMessageOf(Buffer.alloc(32, 2), [own])).toBeNull()
  })
})
