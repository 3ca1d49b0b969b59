import { describe, expect, test } from 'vitest'
import { mistyped, repunctuated } from '../similar/variants-for-tests.ts'
import { duplicates } from './duplicates.ts'
import { topics } from './topics.ts'

const ask = { task: '', seed: 7, say: () => {} }
const lift = '我家住翠竹苑3栋，电梯从上周三开始每天都停，物业说等配件，老人下不了楼，买菜都要邻居帮忙，请尽快修好。'
const parcel = '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是给孩子买的奶粉，急用！'

describe('evaluating duplicates (查重)', () => {
  const rows = [
    { a: lift, b: mistyped(lift, 0.04, 3), label: 1 },
    { a: parcel, b: repunctuated(parcel, 1), label: 1 },
    { a: lift, b: parcel, label: 0 },
  ]
  test.each([
    ['a, b and label', rows],
    ['text1, text2 and same', rows.map(({ a, b, label }) => ({ text1: a, text2: b, same: label === 1 }))],
    ['no names, by place', rows.slice(1).map(({ a, b, label }) => ({ 1: '2', [lift]: a, [`${lift}!`]: b, '1 ': String(label) }))],
  ])('reads pairs named %s', (_what, given) => {
    expect(duplicates({ ...ask, rows: given }).result).toMatchObject({ precision: 1, recall: 1, f1: 1, threshold: 0.5, rows: 3 })
  })
  test('answers for pairs without a label and leaves them out of the figures', () => {
    const { result, predictions } = duplicates({ ...ask, rows: [...rows, { a: lift, b: lift }] })
    expect(result).toMatchObject({ precision: 1, recall: 1, rows: 4 })
    expect(predictions).toHaveLength(4)
  })
  test('a label that no pair has is named', () =>
    expect(() => duplicates({ ...ask, rows, label: 'equal' })).toThrow('No row has the field "equal"; there are a, b, label'))
  test('says what it needs', () => expect(() => duplicates({ ...ask, rows: [{ review: 'x' }] })).toThrow(/two texts \(a and b\)/))
})

describe('evaluating topics (热点话题)', () => {
  const rows = [
    { 编号: '1', 主题: '翠竹苑电梯停运', 内容: lift },
    { 编号: '2', 主题: '快递显示签收却没有收到', 内容: parcel },
    { 编号: '3', 主题: '翠竹苑的电梯天天停', 内容: mistyped(lift, 0.03, 8) },
  ]
  test('a field that no message has is named', () =>
    expect(() => topics({ ...ask, rows, text: 'body' })).toThrow('No row has the field "body"; there are 编号, 主题, 内容'))
  test('gives every message its topic in the order of the file', () => {
    const { lines, result } = topics({ ...ask, rows })
    expect(result).toEqual({ messages: 3, topics: 1, inTopics: 2, largest: 2 })
    expect(lines).toMatchObject([
      { id: '1', topic: 1, size: 2 },
      { id: '2', topic: 2, title: '快递显示签收却没有收到', size: 1 },
      { id: '3', topic: 1, size: 2 },
    ])
  })
})
