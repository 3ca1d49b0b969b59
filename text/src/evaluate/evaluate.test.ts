import { describe, expect, test } from 'vitest'
import { classify } from './classify.ts'
import { headTask } from './heads.ts'
import { judgementTask } from './judgements.ts'
import { labelsByClass } from './label-names.ts'
import type { EvaluateInput, Row } from './task.ts'

const rows: Row[] = [
  ['停电', '昨晚小区停电到现在还没来电', '供电'],
  ['停电两天', '停电两天冰箱里的东西都坏了', '供电'],
  ['电压', '电压不稳，灯一闪一闪', '供电'],
  ['路灯', '路边的变压器一直响，怕漏电', '供电'],
  ['公交', '公交车经常不到站就开走', '交通'],
  ['堵车', '路口红绿灯坏了，天天堵车', '交通'],
  ['停车', '人行道停满了车，没法走路', '交通'],
  ['班车', '末班车提前发车，等车的人都没上去', '交通'],
].map(([主题, 详情, 分类]) => ({ 主题, 详情, 分类 }))

const input = (more: Partial<EvaluateInput>): EvaluateInput => ({
  task: 'classify',
  seed: 7,
  say: () => {},
  text: '主题*3,详情',
  label: '分类',
  ...more,
})

test('a classifier learns any labels in any fields', () => {
  const { result, predictions } = classify(input({ train: rows, test: [{ 主题: '停电了', 详情: '又停电', 分类: '供电' }] })) as {
    result: Record<string, unknown>
    predictions: unknown[]
  }
  expect(result).toMatchObject({ accuracy: 1, macroF1: 1, rows: 1 })
  expect(result).toHaveProperty('ece')
  expect(result).toHaveProperty('modelBytes')
  expect(predictions).toMatchObject([{ index: 0, label: '供电' }])
})

test('rows without labels are answered for, without figures', () => {
  const { result, predictions } = classify(input({ train: rows, test: [{ 主题: '公交', 详情: '公交不停' }] }))
  expect(result).not.toHaveProperty('accuracy')
  expect(predictions).toHaveLength(1)
})

test('names of a class tree teach words that no training text has', () => {
  const hints = [
    { 分类: '供电', 二级: '变电站', 三级: '高压线路' },
    { 分类: '交通', 二级: '地铁', 三级: '地铁票务' },
  ]
  const { predictions } = classify(input({ train: rows, hints, test: [{ 主题: '地铁', 详情: '地铁票务' }] }))
  expect(predictions).toMatchObject([{ label: '交通' }])
})

test('what cannot be done is said in a sentence', () => {
  expect(() => classify(input({ test: rows }))).toThrow('--train')
  expect(() => classify(input({ train: rows, test: [] }))).toThrow('no rows')
  expect(() => classify(input({ train: rows, test: rows, text: 'body' }))).toThrow(
    'No row has the field "body"; there are 主题, 详情, 分类',
  )
  expect(() => classify(input({ train: rows, test: rows, label: 'x' }))).toThrow('No training row has a label in "x"')
  expect(() => classify(input({ train: rows.slice(0, 4), test: rows }))).toThrow(
    'Every training row has the label "供电": there is nothing to tell apart',
  )
})

test.each(['主题*x', '主题*', '主题*0', '主题*-2'])('the weight of --text %s is none', (text) => {
  expect(() => classify(input({ train: rows, test: rows, text }))).toThrow('is no weight: a number above 0 is')
})

test('a field may have a star in its name', () => {
  const starred = rows.map(({ 主题, 分类 }) => ({ '主题*': 主题, 分类 }))
  expect(classify(input({ train: starred, test: starred, text: '主题**2' })).result).toMatchObject({ rows: 8 })
})

test('test rows without a label are told of', () => {
  const said: string[] = []
  classify(input({ train: rows, test: [{ 主题: '公交', 详情: '公交不停' }], say: (line) => said.push(line) }))
  expect(said).toContain('No test row has a label in "分类": they are answered for, without figures')
})

describe('judgements on rows of your own', () => {
  const ask = (more: Partial<EvaluateInput>) => judgementTask('category')({ task: 'category', seed: 7, say: () => {}, ...more })
  test('fields have any name, and rows without a label are left out', () => {
    const test = [{ body: '洗衣机用了两天就坏了', leaf: 'quality.fault' }, { body: '快递丢了' }]
    expect(ask({ test, text: 'body', label: 'leaf' })).toMatchObject({ result: { rows: 1 } })
  })
  test('a label that no row has is named', () => {
    expect(() => ask({ test: [{ text: '洗衣机坏了', kind: 'x' }] })).toThrow('No row has the field "category"; there are text, kind')
  })
})

test.each<[string, string[], string[], Record<string, string>]>([
  ['sentiment', ['negative', 'neutral', 'positive'], ['0', '1'], { negative: '0', positive: '1' }],
  ['sentiment', ['negative', 'neutral', 'positive'], ['-1', '0', '1'], { negative: '-1', neutral: '0', positive: '1' }],
  ['sentiment', ['negative', 'neutral', 'positive'], ['Negative', 'Positive'], { negative: 'Negative', positive: 'Positive' }],
  ['sentiment', ['negative', 'neutral', 'positive'], ['好评', '差评'], { negative: '差评', positive: '好评' }],
  ['complaint', ['no', 'yes'], ['0', '1'], { no: '0', yes: '1' }],
  ['emotion', ['calm', 'angry', 'pleased'], ['happy', 'angry', 'neutral', 'sad'], { calm: 'neutral', angry: 'angry', pleased: 'happy' }],
  ['emotion', ['calm', 'angry'], [], { calm: 'calm', angry: 'angry' }],
])('the classes of %s take the labels of the file', (task, classes, found, expected) => {
  expect(Object.fromEntries(labelsByClass(task, classes, found))).toEqual(expected)
})

test('a shipped model answers in the labels of the file', () => {
  const test = [
    { review: '非常好，很满意', label: '1' },
    { review: '太差了，质量很糟糕', label: '0' },
  ]
  const { result } = headTask('sentiment')({ task: 'sentiment', test, seed: 7, say: () => {} }) as { result: Record<string, unknown> }
  expect(result).toMatchObject({ accuracy: 1, auc: 1, labels: { negative: '0', positive: '1' } })
})

describe('severity told in numbers', () => {
  test('the label stands in the field named like the task', () => {
    const test = [{ text: 'This is the worst company ever, they lied to me', Severity: '5' }]
    const { result } = headTask('severity')({ task: 'severity', test, seed: 7, say: () => {} }) as { result: Record<string, unknown> }
    expect(result).toMatchObject({ rows: 1, accuracy: expect.any(Number) })
  })

  const classes = ['Non-Complaint', 'No explicit reproach', 'Disapproval', 'Accusation', 'Blame']
  const said = (...found: string[]) => classes.map((name) => labelsByClass('severity', classes, found).get(name))
  test('1–5 are the five levels, also where one is missing', () => {
    expect(said('1', '2', '3', '4', '5')).toEqual(['1', '2', '3', '4', '5'])
    expect(said('5', '1', '3')).toEqual(['1', undefined, '3', undefined, '5'])
  })
  test('0–4 and their names stay what they were', () => {
    expect(said('0', '1', '2', '3', '4')).toEqual(['0', '1', '2', '3', '4'])
    expect(said(...classes)).toEqual(classes)
  })
})
