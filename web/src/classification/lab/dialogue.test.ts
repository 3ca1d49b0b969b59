import { describe, expect, test } from 'vitest'
import { isDialogue, turnsOf } from './dialogue.ts'

const pairs = (text: string) => turnsOf(text).map(({ by, text: words }) => [by, words])

describe('reading a transcript (对话)', () => {
  test('a speaker and a colon begin a turn, other lines go on with it', () => {
    expect(pairs('机器人：您好，请选择业务\n客户：宽带断了\n已经三天\n\n客服: 这就为您登记\n客户：快点')).toEqual([
      ['bot', '您好，请选择业务'],
      ['customer', '宽带断了\n已经三天'],
      ['staff', '这就为您登记'],
      ['customer', '快点'],
    ])
  })

  test.each([
    ['[14:05] 客户：断网了', 'customer', '断网了'],
    ['2026-11-21 14:05:09 客服1023：您好', 'staff', '您好'],
    ['客户（王女士） 14:05：在吗', 'customer', '在吗'],
    ['智能客服：请描述问题', 'bot', '请描述问题'],
    ['Agent Lily: How can I help?', 'staff', 'How can I help?'],
    ['customer: it is 12:30 already', 'customer', 'it is 12:30 already'],
    ['用户:退款呢', 'customer', '退款呢'],
  ])('%s', (line, by, words) => {
    expect(pairs(line)).toEqual([[by, words]])
  })

  test('what stands before the first speaker is the customer’s; empty turns are left out', () => {
    expect(pairs('师傅没来\n客服：\n客户：怎么办')).toEqual([
      ['customer', '师傅没来'],
      ['customer', '怎么办'],
    ])
  })

  test.each([
    ['客户：断网了\n客服：您好', true],
    ['客服：您好\n专员：请讲', false],
    ['客户：断网了', false],
    ['今天上午九点\n客户：断网了\n客服：您好', false],
    ['我打了三次电话，客服说：等着。\n问题：谁来管', false],
    ['师傅 9:30 才到，\n用户体验很差：第一，迟到', false],
  ])('%s is a conversation: %s', (text, expected) => {
    expect(isDialogue(text)).toBe(expected)
  })

  test('20,000 characters in one line or in 5,000 are read at once', () => {
    expect(turnsOf('客户 '.repeat(7_000))).toHaveLength(1)
    expect(turnsOf('客户：嗯\n'.repeat(5_000))).toHaveLength(5_000)
  })
})
