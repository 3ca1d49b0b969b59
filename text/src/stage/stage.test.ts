import { describe, expect, test } from 'vitest'
import type { Turn } from '../analysis.ts'
import { signalsOf } from '../signals/index.ts'
import { stageOfConversation, stageOfText } from './index.ts'

const stageOf = (text: string) => stageOfText(text, { signals: signalsOf(text) })
const customer = (text: string): Turn => ({ by: 'customer', text })
const staff = (text: string): Turn => ({ by: 'staff', text })

describe('stage of a text by the rules (阶段)', () => {
  // Source: docs/rules/stages.md
  test.each<[number, string]>([
    [1, '请问明天停水从几点开始'],
    [2, '这个月的电费怎么多出一百块？到底是怎么算的？'],
    [3, '等了三个星期，打了五次电话都没人管，你们太不负责了'],
    [4, '不接受你们的方案，今天再不退款我就打12315'],
    [4, '我要投诉你们的安装师傅'],
    [5, '已经向市场监管局举报并且受理了，你们看着办'],
    [2, 'Why was I charged twice for the same night?'],
    [3, 'Still waiting after three weeks, this is a joke and nobody called me back'],
    [4, 'Refund me by Friday or I will sue'],
    [5, 'I have filed a complaint with the ombudsman'],
  ])('%i: %s', (level, text) => expect(stageOf(text).level).toBe(level))

  test('says which words show it, with their place', () => {
    const text = '催了五遍了还是没人来，再不处理我就起诉你们'
    const shown = stageOf(text).reasons.map(({ code, span }) => [code, span && text.slice(...span)])
    expect(shown).toContainEqual(['waiting', '催了五遍'])
    expect(shown[0]).toEqual(['threat', expect.stringContaining('再不处理')])
  })

  test('a denied threat is none', () => expect(stageOf('我不会投诉你们的，就是问一下进度').level).toBeLessThan(4))
  test('a heated voice raises it where the words stay cool', () =>
    expect(stageOfText('请处理', { emotion: 4 }).level).toBeGreaterThan(stageOfText('请处理').level))
})

describe('stage of a running conversation (对话阶段)', () => {
  const turns = [
    customer('我的快递到哪里了'),
    staff('亲，包裹在运输中呢'),
    customer('我的快递到底到哪里了？昨天就说在运输中'),
    staff('亲，包裹在运输中呢'),
    customer('等了九天了还是运输中，你们太敷衍了！'),
    staff('非常抱歉'),
    customer('今天不送到我就打12315'),
    staff('马上为您加急，下午送到'),
    customer('好的，谢谢'),
  ]
  const signals = turns.flatMap(({ text }, turn) => signalsOf(text).map((signal) => ({ ...signal, turn })))
  const stage = stageOfConversation(turns, { signals })

  test('it rises turn by turn and never falls back', () =>
    expect(stage.perTurn).toEqual([
      { turn: 0, level: 1 },
      { turn: 2, level: 2 },
      { turn: 4, level: 3 },
      { turn: 6, level: 4 },
      { turn: 8, level: 4 },
    ]))
  test('an asked-again question is a reason of its own', () =>
    expect(stage.reasons).toContainEqual(expect.objectContaining({ code: 'repeatedQuestion', turn: 2 })))
  test('what staff say is no reason', () => expect(stage.reasons.every(({ turn }) => turns[turn ?? 0]?.by === 'customer')).toBe(true))
  test('without a word of the customer it has not begun', () =>
    expect(stageOfConversation([staff('您好')])).toMatchObject({ level: 1, reasons: [], perTurn: [] }))
})

describe('texts nobody expected', () => {
  test.each([
    ['empty', ''],
    ['one sign', '！'],
    ['a lone surrogate', '\ud83d'],
    ['emoji', '😡😡😡'],
    ['one sign 20,000 times', '等'.repeat(20_000)],
    ['one phrase 5,000 times', '投诉等了'.repeat(5_000)],
  ])('%s', (_what, text) => {
    expect(stageOf(text).level).toBeGreaterThanOrEqual(1)
    expect(stageOfConversation(Array.from({ length: 50 }, () => customer(text.slice(0, 400)))).perTurn).toHaveLength(50)
  })
})
