import { type AmountMention, amountsOf } from './amounts.ts'
import type { Folded } from './fold.ts'
import { hotlines } from './hotlines.ts'
import { lexiconOf, standsAt, wordAt } from './lexicon.ts'
import type { NumberMention } from './numbers.ts'
import type { Computed } from './rule.ts'
import { type TimeMention, timesOf } from './times.ts'

/** A number that means something to a rule: money, a time, an age, a crowd, an article of a law. */
export type Counted = { find: Computed; start: number; end: number; amount?: AmountMention; time?: TimeMention }

const ages = lexiconOf(['周岁', '岁', '多岁', '来岁', ' years old', ' year old', ' yrs old', ' yo '].map((word) => [word, true] as const))
const counters = [
  ...'个名位家户号口',
  ...[...'个名位家户号'].map((counter) => `来${counter}`),
  ...[...'个名位家户'].map((counter) => `余${counter}`),
]
const groups =
  '业主|家长|车主|住户|居民|邻居|村民|用户|客户|受害|员工|工人|工友|农民工|学员|消费者|乘客|旅客|租客|租户|会员|投资人|储户|商户|商家|骑手|供货商|供应商|' +
  '经销商|加盟商|代理商|宝妈|患者|病友|病人|家属|车友|群友|街坊|农户|养殖户|主播|受骗|被骗|兄弟|投资者|老乡|司机师傅|环卫工'
const crowdUnits = lexiconOf(
  [
    ...groups.split('|').flatMap((group) => counters.map((counter) => counter + group)),
    '业主',
    '家长',
    '车主',
    '住户',
    '居民',
    '村民',
    '工人',
    '农民工',
    '户人家',
    '户',
    '家都',
    '家全',
    ' of us',
    ' families',
    ' tenants',
    ' residents',
    ' owners',
    ' households',
    ' customers',
    ' people in our',
    ' neighbours',
    ' neighbors',
    ' other customers',
    ' parents',
    ' drivers',
    ' flats',
    ' victims',
    ' homes',
    ' signatures',
  ].map((word) => [word, true] as const),
)
/** Persons are a crowd only beside stronger words than households are: six guests of a hotel are none. */
const personUnits = lexiconOf(
  [
    '号人',
    '口人',
    '个孩子',
    '名孩子',
    '个学生',
    '名学生',
    '个娃',
    '个果农',
    '户农',
    '个农',
    '名农',
    '个老人',
    '位老人',
    '个商',
    '家商',
    '个游客',
    '名游客',
    '个考生',
    '个储户',
    '名储户',
    '个骑手',
    '个司机',
    '个租',
    '个受',
    '位用户',
    '位客',
    '个客人',
    '位顾客',
    '个顾客',
    '个人',
    '多号',
    '人',
    '个同事',
    '个老姐妹',
    '个亲戚',
    '个同学',
    '名同学',
    '台车',
    '辆车',
    '位',
    '名',
    '家人',
    '个签名',
    '来个',
    '来号',
    '来位',
    '来人',
    '余人',
    '余名',
    '口子',
    '个合租',
    '个室友',
    '个舍友',
    '个都',
    '个全',
    '家铺',
    '个打工',
    '份签名',
    ' people',
    ' persons',
  ].map((word) => [word, true] as const),
)
const elderlyFrom = 60
const minorBelow = 18
/** 群诉: five or more on one matter (docs/rules: group ≥ 5 people), a household counts as one. */
const crowdFrom = 5

/** 10000 is a hotline too, but 赔我10000 is a sum. */
const roundSum = 10_000_00

/** What the numbers of a text mean. */
export function countedIn(folded: Folded, numbers: readonly NumberMention[]): Counted[] {
  const times = timesOf(folded)
  if (numbers.length === 0 && times.length === 0) return []
  const found: Counted[] = []
  for (const amount of amountsOf(folded)) {
    if (amount.bare && amount.amountFen > roundSum && hotlines.has(amount.amountFen / 100)) continue
    found.push({ find: amount.bare ? 'bareAmount' : 'amount', start: amount.start, end: amount.end, amount })
  }
  for (const time of times) {
    const find = findOf(time)
    if (find) found.push({ find, start: time.start, end: time.end, time })
  }
  for (const number of numbers) {
    const counted = countOf(folded, number)
    if (counted) found.push(counted)
  }
  return found
}

function findOf(time: TimeMention): Computed | undefined {
  const past = (time.dayOffset ?? 0) < 0 || (time.week ?? 0) < 0
  if (past || time.year !== undefined) return undefined
  if (time.within) return 'within'
  return time.hours !== undefined ? 'span' : 'day'
}

function countOf(folded: Folded, { start, end, value }: NumberMention): Counted | undefined {
  if (value >= elderlyFrom && value <= 105 && endsAge(folded, end)) return { find: 'bareAge', start, end }
  if (wordAt(ages, folded, end)) {
    if (value >= elderlyFrom && value < 120) return { find: 'elderly', start, end: end + 1 }
    return value < minorBelow ? { find: 'minor', start, end: end + 1 } : undefined
  }
  const month = folded.codes[end] === 0x4e2a && standsAt(folded, end, '个月大')
  if (month) return { find: 'minor', start, end: end + 3 }
  const isNumbered = start > 0 && folded.codes[start - 1] === 0x7b2c
  if (isNumbered && standsAt(folded, end, '条')) return { find: 'article', start: start - 1, end: end + 1 }
  const isMany = value >= crowdFrom && value < 1e6
  const unit = isMany ? wordAt(crowdUnits, folded, end)?.[0] : undefined
  if (unit) return { find: 'people', start, end: end + unit.length }
  // 第七人民医院 counts nobody.
  const person = isMany && !isNumbered ? wordAt(personUnits, folded, end)?.[0] : undefined
  return person ? { find: 'persons', start, end: end + person.length } : undefined
}

/** 我爸八十三了: an age without 岁 ends its clause, or goes on with one of these. */
const endsAge = (folded: Folded, end: number) =>
  end >= folded.length || ',。!?了多高的.'.includes(String.fromCharCode(folded.codes[end] as number))
