import { describe, expect, test } from 'vitest'
import { nmdOf, rsnodOf } from '../../linear/metrics.ts'
import type { Evaluation, Row } from '../task.ts'
import { warningsAt, warningThreshold } from './deferral.ts'
import { dialogue } from './dialogue.ts'
import { readHelpdesk, readJd, readTaobao, wordOf } from './formats.ts'

const angry = ['没人处理', '还是不行', '太差了', '等了三天', '又坏了']
const calm = ['谢谢', '收到了', '明白', '好的', '麻烦你了']
const say = () => {}
const evaluate = (format: string, train: Row[] | undefined, test: Row[]) =>
  dialogue({ task: 'dialogue', format, test, seed: 7, say, ...(train ? { train } : {}) }) as Omit<Evaluation, 'predictions'> & {
    predictions: Record<string, unknown>[]
  }

const helpdeskRow = (at: number, labelled = true): Row => {
  const bad = at % 3 === 0
  const words = bad ? angry : calm
  const levels = bad ? [-2, -1, -1, 0] : [0, 1, 1, 2]
  return {
    turns: [
      { sender: 'customer', utterances: [`${words[at % 5]}编号${at}`] },
      { sender: 'helpdesk', utterances: ['您好,请私信'] },
      { sender: 'customer', utterances: [words[(at + 1) % 5]] },
    ],
    ...(labelled ? { annotations: levels.map((S) => ({ quality: { S, A: 0, E: 0 }, nugget: ['CNUG0', 'HNUG', 'CNUG'] })) } : {}),
  }
}

describe('evaluate --task dialogue', () => {
  const train = Array.from({ length: 80 }, (_, at) => helpdeskRow(at))
  test('helpdesk: figures at each cut beside the poor forecasters', () => {
    const { result, predictions } = evaluate(
      'helpdesk',
      train,
      Array.from({ length: 20 }, (_, at) => helpdeskRow(at + 200)),
    )
    expect(result).toMatchObject({ auc: { 1: expect.any(Number), all: expect.any(Number) }, latentAuc: { all: expect.any(Number) } })
    expect((result!.auc as Record<string, number>).all).toBeGreaterThan(0.9)
    expect(result!.baselines).toMatchObject({
      position: { 1: 0.5 },
      length: { 1: expect.any(Number) },
      keywords: { 1: expect.any(Number) },
    })
    expect(result).toMatchObject({ spearman: expect.any(Number), nmd: expect.any(Number), rsnod: expect.any(Number) })
    expect(predictions.slice(0, 3).map(({ afterTurn }) => afterTurn)).toEqual([1, 2, 'all'])
  })
  test('dialogues that all end alike teach nothing', () => {
    const alike = train.filter((_, at) => at % 3 !== 0)
    expect(() => evaluate('helpdesk', alike, train)).toThrow('Every training dialogue ends well: there is nothing to tell apart')
  })
  test('test rows without labels get forecasts and times only', () => {
    const { result, predictions } = evaluate('helpdesk', train, [helpdeskRow(0, false)])
    expect(result).not.toHaveProperty('auc')
    expect(predictions[0]).toMatchObject({ index: 0, afterTurn: 1, probability: expect.any(Number) })
  })
  test('jd: every exchange gets a label, those with an empty answer too', () => {
    const row = (at: number): Row => ({
      exchanges: [
        { user: '你好', system: '', act: 'OTHER', sat3: null },
        { user: at % 2 ? angry[at % 5] : calm[at % 5], system: '好的', act: 'OTHER', sat3: at % 2 ? 0 : 2 },
        { user: `编号${at}`, system: '', act: 'OTHER', sat3: 1 },
        { user: 'OVERALL', system: '', act: '', sat3: 2 },
      ],
    })
    const rows = Array.from({ length: 40 }, (_, at) => row(at))
    const { result, predictions } = evaluate('jd', rows, [row(41), row(42)])
    expect(result).toMatchObject({ macroF1: expect.any(Number), kappa: expect.any(Number), auc: { all: 1 } })
    expect(predictions.map(({ turn }) => turn)).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
    expect(predictions[1]!.probability).toBeGreaterThan(predictions[5]!.probability as number)
  })
  test('taobao: sentiment of turns may be absent in the test file', () => {
    const row = (at: number, senti: boolean): Row => {
      const bad = at % 2 === 0
      const turns = Array.from({ length: 6 }, (_, k) => ({
        role: k % 2 ? 'b' : 'c',
        ids: bad ? `7 8 ${k}` : `5 6 ${k}`,
        ...(senti ? { senti: bad ? 1 : 2 } : {}),
      }))
      return { turns, ...(senti ? { dialogue_label: bad ? 1 : 2 } : {}) }
    }
    const { predictions } = evaluate(
      'taobao',
      Array.from({ length: 60 }, (_, at) => row(at, true)),
      [row(0, false), row(1, false)],
    )
    expect(predictions.map(({ index, afterTurn }) => [index, afterTurn])).toEqual([
      [0, 4],
      [0, 'all'],
      [1, 4],
      [1, 'all'],
    ])
    expect(predictions[1]!.probability).toBeGreaterThan(predictions[3]!.probability as number)
  })
  test('without --train the shipped model answers', () => {
    const { result, predictions } = evaluate('helpdesk', undefined, [helpdeskRow(0), helpdeskRow(1), helpdeskRow(2)])
    expect(result).toMatchObject({ model: 'shipped', rows: 3 })
    expect(predictions).toHaveLength(9)
  })
  test('an unknown format and rows of another format are said so', () => {
    expect(() => evaluate('email', train, train)).toThrow('helpdesk, jd, taobao')
    expect(() => evaluate('jd', train, train)).toThrow('are not dialogues of the format jd')
  })
})

describe('reading the sets', () => {
  test('helpdesk: mean and shares of the annotators', () => {
    expect(readHelpdesk(helpdeskRow(0) as Parameters<typeof readHelpdesk>[0], 4)).toMatchObject({
      index: 4,
      mean: -1,
      unhappy: true,
      levels: [0.25, 0.5, 0.25, 0, 0],
    })
  })
  test('jd: masks become single signs, and an empty answer is no turn', () => {
    const { turns, exchanges } = readJd(
      {
        exchanges: [
          { user: '付了[金额x]#E-s[数字x]', system: '' },
          { user: '在吗', system: '在', sat3: 1 },
        ],
      },
      0,
    )
    expect(turns.map(({ text }) => text)).toEqual(['付了¥☺', '在吗', '在'])
    expect(exchanges!.map(({ turn, label }) => [turn, label])).toEqual([
      [0, null],
      [1, 1],
    ])
  })
  test('taobao: words are single characters that no folding changes', () => {
    for (const id of [0, 1, 20_991, 20_992, 21_600]) expect(wordOf(id).normalize('NFKC')).toBe(wordOf(id))
    expect(readTaobao({ turns: [{ role: 'c', ids: '1 2' }] }, 0).turns[0]!.text).toHaveLength(2)
  })
})

describe('distances of distributions over levels', () => {
  test('equal ones are at 0, opposite ends at 1', () => {
    expect([nmdOf([0.2, 0.8], [0.2, 0.8]), rsnodOf([0.2, 0.8], [0.2, 0.8])]).toEqual([0, 0])
    expect(nmdOf([1, 0, 0, 0, 0], [0, 0, 0, 0, 1])).toBe(1)
    expect(rsnodOf([1, 0, 0, 0, 0], [0, 0, 0, 0, 1])).toBe(1)
  })
  test('a neighbouring level is nearer than a far one', () => {
    // By hand: match distance 1 of 4; order-aware divergence (1 + 1) / 2 of 4, rooted.
    expect(nmdOf([1, 0, 0, 0, 0], [0, 1, 0, 0, 0])).toBe(0.25)
    expect(rsnodOf([1, 0, 0, 0, 0], [0, 1, 0, 0, 0])).toBe(0.5)
  })
})

test('a warning threshold keeps the precision it was chosen for, and defers when none does', () => {
  const rows = Array.from({ length: 100 }, (_, at) => ({ probability: at / 100, unhappy: at >= 60 || at % 10 === 0 }))
  const threshold = warningThreshold(rows, 0.8)
  expect(warningsAt(rows, threshold).precision).toBeGreaterThanOrEqual(0.8)
  expect(
    warningThreshold(
      rows.map((row) => ({ ...row, unhappy: false })),
      0.8,
    ),
  ).toBe(1)
})
