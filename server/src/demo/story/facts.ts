import type { UnitCode } from '../company/company.ts'
import type { DemoCustomer } from '../company/customers.ts'
import { estates } from '../company/places.ts'
import { type Fault, faults, type Product, productOf, stores } from '../company/products.ts'
import type { Random } from '../random.ts'
import type { Slots } from '../say.ts'
import { dayDigits, dayInWords, daysAfter, hourInWords } from '../working-time.ts'
import { type Occasion, partnerChangedDaysAgo } from './volume.ts'

/** What a customer owns: complaints about it agree with each other. */
export type Purchase = { product: Product; store: string; boughtAt: Date; order: string }

/** What really happened, which every text of the case is told from. */
export type Facts = {
  customer: DemoCustomer
  purchase: Purchase
  fault: Fault
  amountYuan: number
  technician: string
  /** Earliest to latest, before the complaint was received. */
  past: readonly [Date, Date, Date]
  slots: Slots
}

/** How many days before the trouble it was bought, by the matter's name or category. */
const ownedDays: Record<string, readonly [least: number, most: number]> = {
  delay: [0, 0],
  damage: [0, 4],
  lost: [0, 3],
  wrongItem: [0, 4],
  installation: [1, 9],
  installationDelay: [1, 4],
  appearance: [1, 4],
  refusal: [2, 14],
  priceChange: [1, 20],
  invoice: [8, 40],
  promotion: [2, 15],
  fridgeNoise: [20, 150],
  repair: [60, 900],
  warranty: [200, 900],
  cleaning: [1, 4],
  noShow: [1, 3],
  repairFee: [1, 3],
}
const amounts: Record<string, readonly [least: number, most: number] | 'price'> = {
  lost: 'price',
  refund: 'price',
  billing: [30, 1_900],
  priceChange: [60, 600],
  warranty: [120, 880],
  inducement: [298, 2_980],
  falseAdvertising: [200, 800],
  membership: [99, 299],
  termination: [199, 599],
  cleaning: [119, 259],
  promotion: [50, 500],
}
const technicians = [
  '李',
  '王',
  '赵',
  '孙',
  '周',
  '吴',
  '郑',
  '冯',
  '韩',
  '曹',
  '许',
  '何',
  '吕',
  '施',
  '张',
  '孔',
  '严',
  '华',
  '金',
  '魏',
  '陶',
  '姜',
  '戚',
  '谢',
  '邹',
  '柏',
  '窦',
  '章',
  '苏',
  '潘',
]
const counts = ['两', '三', '四', '五'] as const
const ordinals = { 两: '二', 三: '三', 四: '四', 五: '五' }
const boughtWithin = 2_000

/** @param owned what the customer is known to have of this kind */
export function factsOf(random: Random, occasion: Occasion, customer: DemoCustomer, owned: Purchase | undefined): Facts {
  const { matter, at } = occasion
  const d1 = daysAfter(at, -random.whole(0, 2))
  const d2 = daysAfter(d1, -random.whole(1, 5))
  const d3 = daysAfter(d2, -random.whole(2, 8))
  const [least, most] = ownedDays[matter.name] ?? [20, 600]
  const kept =
    owned &&
    owned.boughtAt < d3 &&
    d3.getTime() - owned.boughtAt.getTime() < Math.min(boughtWithin, most + 60) * 86_400_000 &&
    !ownedDays[matter.name]
  const purchase = kept ? owned : bought(random, occasion, daysAfter(d3, -random.whole(least, most)))
  const amount = amounts[matter.name] ?? [60, 680]
  const amountYuan = amount === 'price' ? Math.round(purchase.product.priceFen / 100) : random.whole(...amount)
  const technician = `${random.pick(technicians)}师傅`
  const kind = purchase.product.kind
  const fault = random.pick(faults[kind === '清洗服务' || kind === '维修服务' ? '空调' : kind])
  const times = random.pick(counts)
  const slots: Slots = {
    product: purchase.product.name,
    kind: kind === '清洗服务' || kind === '维修服务' ? purchase.product.name : kind,
    store: purchase.store,
    bought: dayInWords(purchase.boughtAt),
    order: purchase.order,
    ...fault,
    city: customer.city,
    estate: random.pick(estates),
    tech: technician,
    d1: dayInWords(d1),
    d2: dayInWords(d2),
    d3: dayInWords(d3),
    d0: dayInWords(daysAfter(at, random.whole(1, 5))),
    dr: dayInWords(at),
    t1: hourInWords(new Date(Math.floor(at.getTime() / 1_800_000) * 1_800_000 - random.whole(0, 6) * 1_800_000)),
    days: String(random.whole(3, 15)),
    times,
    nth: ordinals[times],
    amount: String(amountYuan),
    call: customer.called,
  }
  return { customer, purchase, fault, amountYuan, technician, past: [d3, d2, d1], slots }
}

function bought(random: Random, { kind, product }: Occasion, boughtAt: Date): Purchase {
  return {
    product: product ?? productOf(random, kind),
    store: random.pick(stores),
    boughtAt,
    order: `YQ${dayDigits(boughtAt)}${random.whole(10_000, 99_999)}`,
  }
}

export const ownVoice: Slots = { i: '我', home: '我家', you: '你们' }
export const notedVoice: Slots = { i: '客户', home: '客户家', you: '我司' }
export const referredVoice: Slots = { i: '消费者', home: '消费者家', you: '该公司' }

/** Who installs there: our own people in the east and north, partners elsewhere; in the south-west the partner changed. */
export function installerIn({ region }: DemoCustomer, at: Date, now: Date): UnitCode {
  if (region === '华东' || region === '华北') return 'installation'
  if (region === '华南') return 'anjie'
  return at < daysAfter(now, -partnerChangedDaysAgo) ? 'anjie' : 'suda'
}
