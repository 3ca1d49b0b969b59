import { describe, expect, test } from 'vitest'
import { isSameMatter, nearDuplicatesOf, samenessOf, signatureOf } from './index.ts'
import { mistyped, repunctuated, withClausesMoved } from './variants-for-tests.ts'

const texts = [
  '我家住翠竹苑3栋，电梯从上周三开始每天都停，物业说等配件，老人下不了楼，买菜都要邻居帮忙，请尽快修好。',
  '五月买的空调制冷不行，师傅来过两次，第一次说缺氟，第二次说主板坏了，要收八百元，可是机器还在三年保修期内。',
  '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是给孩子买的奶粉，急用！',
  '营业厅的人说换套餐不影响合约，换完以后每月多扣三十九元，打客服说要我自己去营业厅取消，跑了三趟都没有办成。',
  'I ordered a washing machine in May and it was delivered with a broken door. Nobody answers my calls, and the shop tells me to write to you.',
]
const same = (a: string, b: string) => isSameMatter(signatureOf(a), signatureOf(b))

describe('near duplicates (近似重复)', () => {
  test.each(texts)('a mistyped, repunctuated or rearranged text still says the same: %s', (text) => {
    for (let seed = 1; seed <= 20; seed++) {
      for (const variant of [mistyped(text, 0.04, seed), repunctuated(text, seed), withClausesMoved(text, seed)]) {
        const [a, b] = [signatureOf(text), signatureOf(variant)]
        expect(isSameMatter(a, b), variant).toBe(true)
        expect(
          a.bands.some((band) => b.bands.includes(band)),
          variant,
        ).toBe(true)
      }
    }
  })

  test('different complaints do not', () => {
    for (const a of texts) for (const b of texts) expect(same(a, b)).toBe(a === b)
  })

  test.each([
    ['another house in the same words', '3号楼电梯坏了三天没有人来修', '5号楼电梯坏了三天没有人来修'],
    ['another order', '订单202605118837买的水壶到货就漏水，要求退货退款。', '订单202605207712买的水壶到货就漏水，要求退货退款。'],
    [
      'another’s complaint copied for one’s own house',
      '劳动东路魅力之城小区底层有几家餐馆，油烟严重影响居民生活，衣服晾在外面都是油烟味，请尽快处理。',
      '南湖路森宇家园底层有几家餐馆，油烟严重影响居民生活，衣服晾在外面都是油烟味，请尽快处理。',
    ],
    ['few words', '我要退货谢谢', '我要退款谢谢'],
  ])('%s is another matter', (_what, a, b) => expect(same(a, b)).toBe(false))

  test('a slip in the order number is none', () =>
    expect(same('订单202605118837买的水壶到货就漏水，要求退货退款。', '订单202605118873买的水壶到货就漏水要求退货，退款')).toBe(true))

  test('each text names the nearest earlier one it repeats', () => {
    const [a = '', b = '', c = ''] = texts
    expect([...nearDuplicatesOf([a, b, mistyped(a, 0.03, 5), c, repunctuated(b, 1)].map(signatureOf))]).toEqual([-1, -1, 0, -1, 1])
  })

  test('ten thousand equal texts form a chain', () => {
    const equal = signatureOf(texts[0] ?? '')
    const found = nearDuplicatesOf(Array.from({ length: 10_000 }, () => equal))
    expect(found[0]).toBe(-1)
    expect(found.every((other, at) => other < at)).toBe(true)
    expect(found[9_999]).toBeGreaterThan(9_900)
  })

  test.each([
    ['nothing', ''],
    ['marks only', '！！？……　'],
    ['one character', '退'],
    ['one character ten thousand times', '哈'.repeat(10_000)],
    ['20,000 characters', '投诉电梯停运'.repeat(3_334)],
    ['emoji and lone surrogates', '😡😡\ud83d退款\udc00吧🙏'],
  ])('%s has at most 16 bands and is like itself', (_what, text) => {
    const signature = signatureOf(text)
    expect(signature.bands.length).toBeLessThanOrEqual(16)
    expect(samenessOf(signature, signature)).toBe(signature.grams.length ? 1 : 0)
  })

  test('the bands are the same on every machine', () =>
    expect(signatureOf('电梯坏了三天没有人来修').bands.slice(0, 2)).toEqual([-1587090219, 1828916004]))
})
