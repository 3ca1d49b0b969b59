import { describe, expect, test } from 'vitest'
import { categoryBySeeds, categoryOf, categorySheetOf, trainCategory } from './index.ts'

const starting = categorySheetOf()
const bestOf = (text: string) => categoryBySeeds(starting, text).categories[0]?.code

describe('category by seed words (种子词)', () => {
  test.each([
    ['delivery.delay', '快递一个星期了还没发货，物流不更新'],
    ['price.invoice', '开票一直不给开，专票抬头也写错'],
    ['aftersales.refund', '退款还没到账'],
    ['supply.outage', '小区又停电了，没通知'],
    ['security.leak', '你们把我的信息泄露了'],
    ['marketing.harassment', '天天打电话推销，骚扰电话不停'],
    ['aftersales.warranty', '还在保修期内，说是人为损坏不保'],
    ['delivery.delay', 'My parcel has not arrived, delivery is delayed again'],
    ['price.invoice', 'Please send me the VAT invoice and receipt'],
    ['contract.termination', 'I cancelled months ago and I am still being charged'],
    ['marketing.harassment', 'Please stop texting me, I get promotional texts every night'],
    ['supply.metering', 'The meter runs fast even with everything off'],
    ['aftersales.refusal', 'They refused the return because the tags were removed'],
    ['security.misuse', 'Somebody took out a loan in my name'],
    ['process.access', 'No one answers, the line is engaged all day'],
  ])('%s: %s', (code, text) => expect(bestOf(text)).toBe(code))

  test('of words within each other the longest counts: 退款慢 is no 退款', () => {
    const text = '退款慢'
    expect(
      categoryBySeeds(starting, text)
        .reasons.filter(({ code }) => code === 'aftersales.refund')
        .map(({ span }) => span),
    ).toEqual([[0, 3]])
  })
  test('the shares add up to one', () =>
    expect(categoryBySeeds(starting, '快递破损').categories.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1))
})

describe('category in a tree of the tenant (分类)', () => {
  const tree = categorySheetOf([
    { code: 'course', name: '课程' },
    { code: 'course.teacher', name: '老师更换、代课', nameEn: 'Teacher changed' },
    { code: 'course.room', name: '教室', keywords: ['空调太冷', '座位'] },
    { code: 'other', name: '其他' },
  ])

  test('names and keywords of its nodes are seeds', () => {
    expect(categoryOf('钢琴课总是代课', { sheet: tree })).toMatchObject({ basis: 'seeds', category: [{ code: 'course.teacher' }, {}, {}] })
    expect(categoryOf('座位太挤', { sheet: tree }).category[0]?.code).toBe('course.room')
  })
  test('without a word to go by nobody has said anything', () => expect(categoryOf('嗯嗯', { sheet: tree }).basis).toBe('none'))

  test('what is hardly likelier than the rest is not proposed', () => {
    const shelves = Array.from({ length: 60 }, (_, at) => ({ code: `shelf.${String.fromCharCode(97 + at)}`, name: '', keywords: ['货架'] }))
    const answer = categoryOf('货架倒了', { sheet: categorySheetOf(shelves) })
    expect(answer.reasons).not.toEqual([])
    expect(answer.category[0]?.probability).toBeLessThan(0.1)
    expect(answer.basis).toBe('none')
  })

  test('with twenty labelled cases a category its own model speaks', () => {
    const dishes = ['鸡腿', '米饭', '汤', '面条', '豆腐']
    const texts = Array.from({ length: 20 }, (_, at) => [
      { text: `宿舍${dishes[at % 5]}第${at}天又凉了`, category: 'course.room' },
      { text: `小王教得${at % 2 ? '太快' : '听不懂'}，${dishes[at % 5]}`, category: 'course.teacher' },
    ]).flat()
    const tenant = { model: trainCategory(texts, tree, { cost: 1 }), labelled: { 'course.room': 20, 'course.teacher': 20 } }
    const answer = categoryOf('宿舍的饺子又凉了', { sheet: tree, tenant })
    expect(answer).toMatchObject({ basis: 'model', category: [{ code: 'course.room' }, {}, {}] })
  })
})
