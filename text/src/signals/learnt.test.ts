import { describe, expect, test } from 'vitest'
import { featuresOf } from '../features/ngrams.ts'
import { learntSignalsOf, type ReadSignals, readSignals, trainSignals } from './index.ts'

const plain = [
  '快递到了没有',
  '发票什么时候寄',
  '空调怎么清洗',
  '客服电话是多少',
  '能不能改地址',
  '颜色还有货吗',
  '谢谢你们',
  '账单在哪里看',
]
const farewells = [
  '活着真没意思了',
  '真的没意思了不如走了',
  '没意思了我想走了算了',
  '觉得活着没意思了',
  '没意思了想走了',
  '不如走了没意思了',
]
const rows = [
  ...plain.flatMap((text) => [
    { text, expected: [] },
    { text: `${text}，麻烦了`, expected: [] },
  ]),
  ...farewells.flatMap((text) => [
    { text, expected: ['selfHarm'] },
    { text: `唉，${text}`, expected: ['selfHarm'] },
  ]),
]
const model = trainSignals(rows)
const nothing: ReadSignals = { signals: [], refused: new Set() }
const learnt = (text: string, found = readSignals(text)) => learntSignalsOf(model, text, featuresOf(text), found)

describe('signals that no rule knows (信号模型)', () => {
  test('what was learnt is found, with the sentence that says it', () => {
    const text = '快递到了没有？唉，没意思了不如走了。'
    expect(learnt(text, nothing)).toEqual([{ kind: 'selfHarm', span: [7, text.length], rule: 'selfHarm.learnt' }])
  })

  test('a row that was read for one kind alone teaches no other', () => {
    const farewellsOf = (kinds?: readonly string[]) => farewells.map((text) => ({ text, kinds, expected: [] }))
    const text = '唉，没意思了不如走了。'
    const found = (more: typeof rows) => learntSignalsOf(trainSignals([...rows, ...more]), text, featuresOf(text), nothing)
    expect(found(farewellsOf(['regulator']))).toHaveLength(1)
    expect(found(farewellsOf())).toEqual([])
  })

  test('where a rule has spoken the model is silent', () => {
    const text = '唉，没意思了不如走了。'
    expect(learnt(text, { signals: [{ kind: 'selfHarm', span: [0, 2], rule: 'selfHarm.any' }], refused: new Set() })).toEqual([])
  })

  test('what a rule has refused as a look-alike stays refused', () => {
    const text = '唉，没意思了不如走了。'
    expect(learnt(text, nothing)).toHaveLength(1)
    expect(learnt(text, { signals: [], refused: new Set(['selfHarm'] as const) })).toEqual([])
  })

  test.each(['', '。。。', '快递到了没有', '！'.repeat(5_000), '1111111'])('nothing is found in %j', (text) => {
    expect(learnt(text)).toEqual([])
  })
})
