import { describe, expect, test } from 'vitest'
import { topicsOf } from './index.ts'

const parking = (at: number) => ({
  subject: ['滨江苑捆绑销售车位', '投诉滨江苑买房必须买车位', '滨江苑开发商强制搭售车位'][at % 3] ?? '',
  text: `滨江苑的开发商要求买房的人同时买一个车位，十二万一个，不买就取消购房资格。${['我们职工不答应', '请有关部门查处', '这合法吗'][at % 3]}，第${at}次反映。`,
})
const others = [
  { subject: '江山里小区深夜施工', text: '江山里小区旁边的工地每天施工到凌晨三点，吵得孩子没法睡觉，请管一管。' },
  { subject: '东方路路灯不亮', text: '东方路从超市到学校这一段的路灯坏了半个月，晚上接孩子看不见路。' },
  { subject: '咨询公积金贷款', text: '我在外地交的公积金，想在本市买房，能不能在这里贷款，需要哪些材料？' },
]
const messages = [parking(0), others[0], parking(1), others[1], parking(2), others[2]].filter((message) => message !== undefined)

describe('topics (热点话题)', () => {
  test('messages of one matter by different people stand together under the subject that says it best', () => {
    const topics = topicsOf(messages)
    expect(topics.map(({ members }) => members)).toEqual([[0, 2, 4], [1], [3], [5]])
    expect(topics[0]?.title).toContain('滨江苑')
  })
  test('the same complaint about another house is another matter', () => {
    const smoke = (place: string) => ({
      subject: `${place}底层餐馆油烟扰民`,
      text: `${place}底层有几家餐馆，油烟严重影响居民生活，衣服晾在外面都是油烟味，打开窗户就扑进屋里，请尽快处理。`,
    })
    expect(topicsOf([...others, smoke('魅力之城小区'), smoke('森宇家园')]).every(({ members }) => members.length === 1)).toBe(true)
  })
  test.each([
    [[]],
    [[{ subject: '', text: '' }]],
    [
      [
        { subject: '😡\ud83d', text: '哈'.repeat(10_000) },
        { subject: '', text: '' },
      ],
    ],
  ])('nothing, empty and odd messages are topics of one: %#', (given) => expect(topicsOf(given)).toHaveLength(given.length))
})
