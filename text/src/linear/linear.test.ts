import { expect, test } from 'vitest'
import { defaultBuckets, featuresOf } from '../features/ngrams.ts'
import { normaliseText } from '../features/normalise.ts'
import { accuracyOf, aucOf, eceOf, kappaOf, macroF1Of, spearmanOf } from './metrics.ts'
import { bestOf, probabilitiesOf, readModel, writeModel } from './model.ts'
import { trainLinear } from './train.ts'

const texts: [string, number][] = [
  ['快递三天了还没送到', 0],
  ['物流太慢，一直不更新', 0],
  ['包裹丢了，快递不管', 0],
  ['快递员把箱子摔坏了', 0],
  ['送货延迟一个星期', 0],
  ['电费多收了两百块', 1],
  ['账单上的费用不对', 1],
  ['乱收费，话费莫名其妙', 1],
  ['价格和说好的不一样，多扣费', 1],
  ['发票金额与收费不符', 1],
  ['客服态度恶劣，骂人', 2],
  ['服务员爱理不理，态度很差', 2],
  ['客服推诿，态度冷漠', 2],
  ['接线员说话难听，态度不好', 2],
  ['营业厅的人态度傲慢', 2],
]
const examples = texts.map(([text, label]) => ({ features: featuresOf(text), label }))
const options = { classes: ['delivery', 'price', 'manner'], seed: 1 }

test('a text is folded to one form', () => {
  expect(normaliseText('  ＡＢＣ１２３　好！！！！！！ https://example.com/a?b=1的 ')).toBe('abc000 好!!! \ue000的')
  expect(normaliseText('')).toBe('')
  expect(normaliseText('谢谢//@张小明: 问@客服 吧，@张小明你好。@FC_Help hi')).toBe('谢谢//@: 问@ 吧,@张小明你好。@fc_help hi')
})

test('features are each once, of length one, and never throw', () => {
  for (const text of ['', '😀', '\ud800', 'a'.repeat(10_000), '电费'.repeat(9_000), 'Order 12345 is late, order it again']) {
    const { ids, values } = featuresOf(text)
    expect(new Set(ids).size).toBe(ids.length)
    if (text) expect(Math.hypot(...values.slice(0, 1e4))).toBeCloseTo(1, 4)
  }
  expect(featuresOf('ａｂ').ids).toEqual(featuresOf('AB').ids)
})

test('a field counts by its weight', () => {
  const plain = featuresOf([
    { text: '电', weight: 1 },
    { text: '水', weight: 1 },
  ])
  const heavy = featuresOf([
    { text: '电', weight: 3 },
    { text: '水', weight: 1 },
  ])
  expect(heavy.values[0]! / heavy.values[1]!).toBeGreaterThan(plain.values[0]! / plain.values[1]!)
})

test('a model learns, is repeatable, and survives its file', () => {
  const model = trainLinear(examples, options)
  const answer = probabilitiesOf(model, featuresOf('快递一直没送到'))
  expect(model.classes[bestOf(answer)]).toBe('delivery')
  expect(answer.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 5)
  const bytes = writeModel(model)
  expect(bytes).toEqual(writeModel(trainLinear(examples, options)))
  expect(probabilitiesOf(readModel(bytes), featuresOf('快递一直没送到'))).toEqual(answer)
  expect(() => readModel(bytes.slice(0, 4))).toThrow('not a model')
})

test('two classes share a column, and dense features count', () => {
  const rows = texts.map((_, at) => ({
    features: { ids: Uint32Array.of(defaultBuckets), values: Float32Array.of(at % 2 ? 1 : -1) },
    label: at % 2,
  }))
  const model = trainLinear(rows, { classes: ['no', 'yes'], extra: 1 })
  expect(model.scales.length).toBe(1)
  expect(probabilitiesOf(model, rows[1]!.features)[1]).toBeGreaterThan(0.7)
})

test('metrics on cases counted by hand', () => {
  expect(accuracyOf([0, 1, 1, 0], [0, 1, 0, 0])).toBe(0.75)
  expect(macroF1Of([0, 1, 1, 0], [0, 1, 0, 0], 2)).toBeCloseTo((0.8 + 2 / 3) / 2)
  expect(aucOf([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75)
  expect(spearmanOf([1, 2, 3], [10, 20, 15])).toBeCloseTo(0.5)
  expect(kappaOf([0, 0, 1, 1], [0, 0, 1, 0], 2)).toBeCloseTo(0.5)
  expect(
    eceOf(
      [0, 0],
      [
        [0.9, 0.1],
        [0.9, 0.1],
      ],
    ),
  ).toBeCloseTo(0.1)
})
