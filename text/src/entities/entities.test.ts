import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileNames, entitiesOf, keywordsOf } from './index.ts'

const now = new Date('2026-11-04T10:00:00+08:00') // a Wednesday
const shown = (text: string) =>
  entitiesOf(text, undefined, now).map(({ kind, span, value, amountFen }) => [kind, text.slice(...span), value ?? amountFen])

describe('entities (实体)', () => {
  test.each([
    [
      '昨天买的，3000元',
      [
        ['date', '昨天', '2026-11-03'],
        ['amount', '3000元', 300_000],
      ],
    ],
    ['上周三报修', [['date', '上周三', '2026-10-28']]],
    ['Tomorrow you call me', [['date', 'Tomorrow', '2026-11-05']]],
    ['昨天的 事', [['date', '昨天', '2026-11-03']]],
    [
      '11月3日下单，订单号是 JD20261103-88',
      [
        ['date', '11月3日', '2026-11-03'],
        ['orderNo', 'JD20261103-88', 'JD20261103-88'],
      ],
    ],
    ['12月5号就报过了', [['date', '12月5号', '2025-12-05']]],
    ['2026/10/1付了1.2万', [['date', '2026/10/1', '2026-10-01']]],
    [
      '户号：3300123456，电表 0098765',
      [
        ['meterNo', '3300123456', '3300123456'],
        ['meterNo', '0098765', '0098765'],
      ],
    ],
    [
      '¥1,200.50和三千五百块',
      [
        ['amount', '¥1,200.50', 120_050],
        ['amount', '三千五百块', 350_000],
      ],
    ],
    ['三天前', [['date', '三天前', '2026-11-01']]],
    ['手机13912345678', []],
    ['', []],
  ])('%s', (text, expected) => expect(shown(text)).toEqual(expected))

  test('names of a tenant in any spelling, the longest of them', () => {
    const names = compileNames({ products: ['云米冰箱', { name: '云米冰箱Pro', aliases: ['YM-Pro'] }], places: ['A7县'] })
    const text = 'Ａ7县的云米冰箱pro和ym pro'
    expect(entitiesOf(text, names).map(({ kind, span, value }) => [kind, text.slice(...span), value])).toEqual([
      ['place', 'Ａ7县', 'A7县'],
      ['product', '云米冰箱pro', '云米冰箱Pro'],
      ['product', 'ym pro', '云米冰箱Pro'],
    ])
  })
  test('any text at all is answered, spans within it and apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const spans = entitiesOf(text, undefined, now).map(({ span }) => span)
        return spans.every(([start, end], at) => start < end && end <= text.length && start >= (spans[at - 1]?.[1] ?? 0))
      }),
    )
  })
})

describe('keywords without a dictionary (关键词)', () => {
  test('what a text repeats comes first', () => {
    expect(keywordsOf('宽带断网，报修后宽带还是断网，宽带师傅没来')[0]?.word).toContain('宽带')
    expect(keywordsOf('The parcel and my parcel box').map(({ word }) => word)).toEqual(['parcel', 'box'])
    expect(keywordsOf('')).toEqual([])
  })
})
