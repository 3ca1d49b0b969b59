import { describe, expect, test } from 'vitest'
import {
  cohesionOf,
  heatOf,
  profileFrom,
  Rarity,
  sharedWordsOf,
  storedProfileOf,
  TopicStream,
  TopicWatch,
  titleFrom,
  titleOfSubjects,
} from './index.ts'

const everyday = [
  ['空调修了两次还是不制冷', '五月买的空调制冷不行，师傅来过两次，第一次说缺氟，第二次说主板坏了，要收八百元。'],
  ['快递显示签收没收到货', '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是奶粉。'],
  ['换套餐以后多扣费', '营业厅的人说换套餐不影响合约，换完以后每月多扣三十九元，打客服说要我自己去取消。'],
  ['学校食堂的饭菜不卫生', '孩子在中学食堂吃饭，菜里有虫，班主任说反映过了，学校一直没有回音，家长很担心。'],
  ['公园路灯晚上不亮', '人民公园东门的路灯坏了一个多月，晚上散步看不见路，老人摔过跤，没有人来换灯泡。'],
  ['社保卡补办要等多久', '社保卡丢了，去窗口补办说要等两个月，期间看病不能报销，请问有没有临时办法。'],
] as const
const lifts = [
  ['滨江苑3栋电梯一直停', '滨江苑3栋的电梯从上周开始每天都停，物业说等配件，老人下不了楼，请尽快修好。'],
  ['滨江苑电梯坏了没人修', '我住滨江苑，电梯坏了三天，物业推说没有配件，家里老人下不了楼。'],
  ['请管管滨江苑的电梯停运问题', '滨江苑电梯停运，物业一直说等配件，老人和孕妇天天爬楼，物业费照收。'],
  ['滨江苑业主反映电梯停运', '滨江苑的电梯又停运了，找物业说配件没有到，老人没有办法下楼买菜。'],
] as const

const message = ([subject, text]: readonly [string, string], day: number, at: number) => ({
  id: `m${day}-${at}`,
  day,
  subject,
  text,
  person: `p${day}-${at}`,
})
const ids = () => {
  let next = 0
  return () => `t${++next}`
}
const fed = () => {
  const stream = new TopicStream()
  const newId = ids()
  const placed = [...everyday, ...lifts].map(([subject, text], at) => stream.add({ subject, text, day: 100 + at }, newId))
  return { stream, placed }
}

describe('topics as messages come (热点话题)', () => {
  test('messages of one matter come to one topic, others begin their own', () => {
    const { stream, placed } = fed()
    expect(new Set(placed.slice(0, 6).map(({ topicId }) => topicId)).size).toBe(6)
    expect(new Set(placed.slice(6).map(({ topicId }) => topicId)).size).toBe(1)
    expect(stream.topic(placed[9]?.topicId ?? '')?.profile.messages).toBe(4)
  })
  test('a topic that was stored and read again goes on as if nothing had been', () => {
    const { stream, placed } = fed()
    const id = placed[9]?.topicId ?? ''
    const topic = stream.topic(id)
    if (!topic) throw new Error('no topic')
    const again = { ...topic, profile: profileFrom(JSON.parse(JSON.stringify(storedProfileOf(topic.profile)))) }
    expect(cohesionOf(again.profile)).toBeCloseTo(cohesionOf(topic.profile), 2)
    const restarted = new TopicStream(Rarity.fromBytes(stream.rarity.toBytes()), [again])
    expect(
      restarted.add({ subject: '滨江苑电梯', text: '滨江苑电梯停运一周，物业说没有配件，老人下不了楼。', day: 112 }, ids()).topicId,
    ).toBe(id)
  })
  test('after 45 quiet days the same matter is a new topic', () => {
    const { stream, placed } = fed()
    const [subject, text] = lifts[0]
    expect(stream.add({ subject, text, day: 155 }, () => 'new').topicId).not.toBe(placed[9]?.topicId)
  })
  test('what is not known of another make is begun anew', () => expect(Rarity.fromBytes(new Uint8Array(3)).documents).toBe(0))
  test.each([
    ['nothing', ''],
    ['marks only', '！！？'],
    ['emoji and lone surrogates', '😡\ud83d退\udc00'],
    ['one character ten thousand times', '哈'.repeat(10_000)],
  ])('%s is a topic of its own', (_what, text) => {
    const stream = new TopicStream()
    expect(stream.add({ subject: '', text, day: 1 }, () => 'a')).toMatchObject({ topicId: 'a', isNew: true, absorbed: [] })
  })
})

describe('topic alarms day by day (话题预警)', () => {
  const watchOf = () => {
    const watch = new TopicWatch()
    for (const [at, given] of everyday.entries()) watch.endOfDay(90 + at, [message(given, 90 + at, 0)])
    return watch
  }
  test('three people with one matter within thirty days raise one alarm, with their messages and no others', () => {
    const watch = watchOf()
    const alarms = lifts.flatMap((given, at) =>
      watch.endOfDay(100 + at, [message(given, 100 + at, 0), message(everyday[at] ?? everyday[0], 100 + at, 1)]),
    )
    expect(alarms).toHaveLength(1)
    expect(alarms[0]).toMatchObject({ level: 'blue', firstDay: 100, messageIds: ['m100-0', 'm101-0', 'm102-0'] })
    expect(alarms[0]?.title).toContain('滨江苑')
  })
  test('one person who writes three times is none', () => {
    const watch = watchOf()
    expect(lifts.flatMap((given, at) => watch.endOfDay(100 + at, [{ ...message(given, 100 + at, 0), person: 'one' }]))).toEqual([])
  })
  test('the same matter is told again only at a higher level', () => {
    const watch = watchOf()
    const days = Array.from({ length: 6 }, (_, at) =>
      watch.endOfDay(100 + at, [message(lifts[at % 4] ?? lifts[0], 100 + at, 0)]).map(({ level }) => level),
    )
    expect(days).toEqual([[], [], ['blue'], [], ['yellow'], []])
  })
})

describe('words of a topic', () => {
  test.each([
    ['投诉A市伊景园滨河苑捆绑销售车位的问题？', 'A市伊景园滨河苑捆绑销售车位'],
    ['关于电梯停运的投诉', '电梯停运'],
    ['退款', '退款'],
    ['Hello, Your website said 48 hours for delivery', 'Hello, Your website said 48…'],
  ])('a subject as a title: %s', (subject, title) => expect(titleFrom(subject)).toBe(title))
  test('words are the longest runs that half of the subjects share', () => {
    const words = sharedWordsOf(lifts.map(([subject]) => subject))
    expect(words).toContain('滨江苑')
    expect(words).toContain('电梯')
    expect(words).not.toContain('江苑')
  })
  test('the title has most of the shared words', () => expect(titleOfSubjects(lifts.map(([subject]) => subject))).toContain('滨江苑'))
})

describe('heat index (热度指数)', () => {
  test('more messages, people, growth and emotion are hotter; old ones cool down', () => {
    const base = heatOf({ ages: [0, 1, 2], people: 3 }).heat
    expect(heatOf({ ages: [0, 1, 2, 3, 4], people: 5 }).heat).toBeGreaterThan(base)
    expect(heatOf({ ages: [0, 1, 2], people: 1 }).heat).toBeLessThan(base)
    expect(heatOf({ ages: [0, 1, 2], people: 3, emotion: 4 }).heat).toBeGreaterThan(base)
    expect(heatOf({ ages: [30, 31, 32], people: 3 }).heat).toBeLessThan(base)
  })
  test('growth is the week by the four weeks before', () =>
    expect(heatOf({ ages: [0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 22, 29], people: 12 })).toMatchObject({ lastWeek: 6, expected: 1.5, growth: 4 }))
  test('nothing is cold', () => expect(heatOf({ ages: [], people: 0 }).heat).toBe(0))
})
