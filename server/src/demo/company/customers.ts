import type { CustomerInput, CustomerLifecycle, CustomerTier } from '@zhiwei/contract'
import type { Random, Weighted } from '../random.ts'
import { type Region, regions } from './company.ts'
import { cities, regionWeights } from './places.ts'

export type DemoCustomer = {
  name: string
  /** How staff call the customer: 王女士. */
  called: string
  kind: CustomerInput['kind']
  phone: string
  email: string | null
  customerNo: string | null
  tier: CustomerTier
  lifecycle: CustomerLifecycle | null
  tags: string[]
  region: Region
  city: string
  english: boolean
  /** How often this one complains, against others. */
  weight: number
}

const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆',
)
const givenNames = {
  先生: '伟 强 磊 军 洋 勇 杰 涛 超 明 刚 平 辉 鹏 建国 建军 志强 海波 文斌 俊杰 浩 宇航 子轩 晓东 永红 国庆 立新 少华 思远 家豪'.split(
    ' ',
  ),
  女士: '芳 娜 敏 静 丽 艳 娟 霞 秀英 桂兰 玉梅 晓燕 雪梅 雅婷 欣怡 梦琪 佳慧 美玲 红 文静 丹 倩 莉 淑珍 春梅 海燕 思雨 婷婷 慧敏 凤英'.split(
    ' ',
  ),
}
const englishNames = [
  'Daniel Weber',
  'Sarah Collins',
  'James O’Connor',
  'Maria Silva',
  'Thomas Laurent',
  'Emily Carter',
  'Kenji Mori',
  'Anna Novak',
  'Peter Lindqvist',
  'Grace Tan',
  'Omar Haddad',
  'Julia Meyer',
]
const organisations = [
  ['{city}云水酒店管理有限公司', 'largeUser'],
  ['{city}和顺物业服务有限公司', 'largeUser'],
  ['{city}青禾公寓运营有限公司', 'largeUser'],
  ['{city}悦居民宿管理有限公司', 'largeUser'],
  ['{city}启明实验学校', 'keyAccount'],
  ['{city}仁和康复医院', 'keyAccount'],
  ['{city}松鹤养老服务中心', 'keyAccount'],
] as const

const tiers: Weighted<CustomerTier> = [
  [93, 'ordinary'],
  [7, 'vip'],
]
const lifecycles: Weighted<CustomerLifecycle> = [
  [12, 'acquired'],
  [76, 'retained'],
  [8, 'winBack'],
  [4, 'lost'],
]
const eagerness: Weighted<number> = [
  [84, 1],
  [13, 3.5],
  [3, 7],
]

/** Invented people and organisations; phones in 139 0000 xxxx, addresses in the reserved example.com. */
export function demoCustomers(random: Random, count: number): DemoCustomer[] {
  const tails = random.shuffled(Array.from({ length: 10_000 }, (_, tail) => tail)).slice(0, count)
  return tails.map((tail, at) => {
    const region = at < regions.length * 12 ? (regions[at % regions.length] ?? '华东') : random.weighted(regionWeights)
    const base = { phone: `1390000${String(tail).padStart(4, '0')}`, region, city: random.pick(cities[region]) }
    if (at % 40 === 7) return organisation(random, base, at)
    return at % 55 === 11 ? expatriate(base, at) : person(random, base, at)
  })
}

type Base = Pick<DemoCustomer, 'phone' | 'region' | 'city'>

function person(random: Random, base: Base, at: number): DemoCustomer {
  const address = random.pick(['先生', '女士'] as const)
  const surname = random.pick(surnames)
  const tier = random.weighted(tiers)
  const weight = random.weighted(eagerness)
  return {
    ...base,
    name: `${surname}${random.pick(givenNames[address])}`,
    called: `${surname}${address}`,
    kind: 'person',
    email: random.chance(0.12) ? `user${1000 + at}@example.com` : null,
    customerNo: random.chance(0.7) ? `YQ${20_200_000 + at * 7}` : null,
    tier,
    lifecycle: random.chance(0.8) ? random.weighted(lifecycles) : null,
    tags: [...(weight > 6 ? ['多次投诉'] : []), ...(tier === 'vip' ? ['金卡会员'] : []), ...(random.chance(0.04) ? ['老年客户'] : [])],
    english: false,
    weight,
  }
}

function expatriate(base: Base, at: number): DemoCustomer {
  const name = englishNames[Math.floor(at / 55) % englishNames.length] ?? 'Alex Morgan'
  const again = Math.floor(at / 55 / englishNames.length)
  return {
    ...base,
    name: again ? `${name} ${'ABCDEFGH'.charAt(again)}.` : name,
    called: name.split(' ')[0] ?? name,
    kind: 'person',
    email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}${again || ''}@example.com`,
    customerNo: `YQ${20_200_000 + at * 7}`,
    tier: 'ordinary',
    lifecycle: 'retained',
    tags: ['英语客户'],
    english: true,
    weight: 2.4,
  }
}

function organisation(random: Random, base: Base, at: number): DemoCustomer {
  const [pattern, tier] = organisations[Math.floor(at / 40) % organisations.length] ?? organisations[0]
  const again = Math.floor(at / 40 / organisations.length)
  const branch = again ? `${'一二三四五六七八九十'.charAt(again - 1)}分部` : ''
  return {
    ...base,
    name: `${pattern.replace('{city}', base.city)}${branch}`,
    called: `${random.pick(surnames)}经理`,
    kind: 'organisation',
    email: `purchase${at}@example.com`,
    customerNo: `DK${10_000 + at}`,
    tier,
    lifecycle: 'retained',
    tags: ['团购客户'],
    english: false,
    weight: 3,
  }
}
