import { describe, expect, test } from 'vitest'
import { mindsetOf } from './index.ts'

describe('state of mind (心态)', () => {
  // Source: the three states of mind of CCCS, docs/rules/stages.md
  test.each<[string | null, string]>([
    ['compensation', '耽误我三天，误工费你们必须赔偿'],
    ['compensation', 'I want you to reimburse me for the hotel'],
    ['respect', '窗口的人爱理不理，我只想要一句道歉'],
    ['respect', 'She laughed at me and hung up. I expect an apology'],
    ['vent', '真服了！！你们这电话是摆设吧！'],
    [null, '请问发票什么时候能开'],
    [null, '您好，退款还没到账，麻烦查一下'],
  ])('%s: %s', (mindset, text) => expect(mindsetOf(text).mindset).toBe(mindset))

  test('shows the words', () => {
    const text = '态度恶劣，要求书面道歉'
    expect(mindsetOf(text).reasons.map(({ span }) => span && text.slice(...span))).toEqual(['态度', '道歉'])
  })
  test('calm facts have none', () => expect(mindsetOf('请求道歉说明', { stage: 1, emotion: 0 }).mindset).toBeNull())
})
