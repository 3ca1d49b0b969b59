import type { IncomingComplaint } from '@zhiwei/contract'
import {
  cities,
  demands,
  details,
  givenCharacters,
  openings,
  places,
  problems,
  products,
  rareDetails,
  shops,
  streets,
  surnames,
} from './phrases.ts'
import { type Random, randomFrom } from './random.ts'

const categories = Object.keys(problems)
const channels = ['hotline', 'hotline', 'hotline', 'web', 'web', 'wechat', 'app', 'email', 'chat', 'regulator'] as const
const rareShare = 1 / 3_000

/** An invented person; the same index is the same person, who may complain again. */
export function personNo(index: number) {
  const random = randomFrom(index * 7_919 + 17)
  const name = random.pick(surnames) + random.pick(givenCharacters) + (random.chance(0.7) ? random.pick(givenCharacters) : '')
  return {
    name,
    phone: `1${random.pick(['38', '39', '50', '59', '77', '86', '89'])}${String(10_000_000 + ((index * 48_271) % 89_999_999))}`,
  }
}

const slots: Record<string, (random: Random) => string> = {
  month: (random) =>
    `${random.pick(['今年', '去年', ''])}${1 + random.below(12)}月${random.chance(0.5) ? `${1 + random.below(28)}日` : '份'}`,
  shop: (random) => random.pick(shops),
  model: (random) =>
    `${random.pick(['KFR', 'JSQ', 'XQG', 'BCD', 'CXW', 'ZK'])}-${20 + random.below(700)}${random.pick(['GW', 'A', 'H2', 'WDG', ''])}`,
  order: (random) => random.digits(12),
  city: (random) => random.pick(cities),
  street: (random) => `${random.pick(streets)}${random.pick(streets)}${random.pick(['路', '街', '大道', '巷'])}${1 + random.below(400)}号`,
  place: (random) => `${random.pick(streets)}${random.pick(streets)}${random.pick(places)}`,
  building: (random) => `${1 + random.below(30)}幢${1 + random.below(6)}单元${1 + random.below(28)}0${1 + random.below(4)}室`,
  amount: (random) => String(20 + random.below(4_000)),
  code: (random) => `${random.pick(['E', 'F', 'H'])}${random.below(10)}`,
  times: (random) => random.pick(['两', '三', '四', '五', '六', '七', '八']),
  days: (random) => String(1 + random.below(15)),
  surname: (random) => random.pick(surnames),
  phone: (random) => `13${random.digits(9)}`,
}

const filled = (random: Random, product: string, sentence: string) =>
  sentence.replace(/\{(\w+)\}/g, (_, slot: string) => (slot === 'product' ? product : (slots[slot]?.(random) ?? '')))

/** The complaint with this number among many: always the same one, of one of `people` persons. */
export function complaintNo(index: number, people: number): IncomingComplaint {
  const random = randomFrom(index * 104_729 + 11)
  const category = random.pick(categories)
  const product = random.pick(products)
  const say = (sentences: readonly string[]) => filled(random, product, random.pick(sentences))
  const more = Array.from({ length: 1 + random.below(3) }, () => say(details))
  const rare = random.chance(rareShare) ? [random.pick(rareDetails)] : []
  const text = [say(openings), say(problems[category] ?? []), ...more, ...rare, say(demands)].join('')
  return {
    channel: random.pick(channels),
    complainant: personNo(random.below(people)),
    text,
    category,
    product,
    region: random.pick(cities),
    ...(random.chance(0.3) && { amountFen: 100 * (20 + random.below(4_000)) }),
  }
}
