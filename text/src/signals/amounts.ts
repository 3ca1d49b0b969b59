import { type Folded, isLatin } from './fold.ts'
import { lexiconOf, wordAt } from './lexicon.ts'
import { type NumberMention, numbersOf } from './numbers.ts'
import { onceAText } from './once.ts'

export { standsAt } from './lexicon.ts'

/** 金额: a sum of money, in hundredths of its currency (fen for CNY); `bare` when no currency stands beside it. */
export type AmountMention = { start: number; end: number; amountFen: number; currency: string; bare: boolean }

/** What follows a number and makes it money; longer ones first. */
const suffixes = lexiconOf<string>([
  ['人民币', 'CNY'],
  ['块钱', 'CNY'],
  ['元钱', 'CNY'],
  ['大洋', 'CNY'],
  ['软妹币', 'CNY'],
  ['rmb', 'CNY'],
  ['cny', 'CNY'],
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['港币', 'HKD'],
  ['港元', 'HKD'],
  ['欧元', 'EUR'],
  ['英镑', 'GBP'],
  ['日元', 'JPY'],
  ['dollars', 'USD'],
  ['dollar', 'USD'],
  ['bucks', 'USD'],
  ['usd', 'USD'],
  ['pounds', 'GBP'],
  ['quid', 'GBP'],
  ['gbp', 'GBP'],
  ['euros', 'EUR'],
  ['euro', 'EUR'],
  ['eur', 'EUR'],
  ['yuan', 'CNY'],
  ['元', 'CNY'],
  ['圆', 'CNY'],
  ['块', 'CNY'],
  ['刀', 'USD'],
])
const prefixes = new Map(['¥ CNY', '$ USD', '£ GBP', '€ EUR'].map((pair) => [pair.charCodeAt(0), pair.slice(2)] as const))
/** A number without a currency may be a sum from here on. */
const leastBare = 50
const notMoneyAfterYuan = '旦素件宵宝年月气老'
/** 块 alone is also a piece (一块玻璃): money where the sentence then ends or goes on with one of these. */
const afterPieceOfMoney = ',。!?;:()\n./的就给吧呢了我你不才左多左整以都是没也还一赔补退'

/** Every amount among the numbers of the text; a number without a currency beside it comes as `bare`. */
export const amountsOf = onceAText((folded): readonly AmountMention[] => {
  const found: AmountMention[] = []
  for (const number of numbersOf(folded)) {
    const amount = amountOf(folded, number)
    if (amount) found.push(amount)
  }
  return found
})

function amountOf(folded: Folded, { start, end, value, about, vague }: NumberMention): AmountMention | null {
  if (vague) return null
  const fen = Math.round(value * 100)
  if (!Number.isSafeInteger(fen) || fen <= 0) return null
  const before = start > 0 ? prefixes.get(folded.codes[start - 1] as number) : undefined
  if (before) return { start: start - 1, end, amountFen: fen, currency: before, bare: false }
  const from = folded.codes[end] === 32 ? end + 1 : end
  const suffix = wordAt(suffixes, folded, from)
  if (suffix) {
    const [word, currency] = suffix
    const after = from + word.length
    const next = after < folded.length ? String.fromCharCode(folded.codes[after] as number) : ''
    if (word === '元' && next && notMoneyAfterYuan.includes(next)) return null
    if (word === '块' && isPiece(value, next)) return null
    const tenths = (word === '块' || word === '元') && next >= '1' && next <= '9' ? Number(next) * 10 : 0
    return { start, end: after + (tenths ? 1 : 0), amountFen: fen + tenths, currency, bare: false }
  }
  const partOfWord = start > 0 && isLatin(folded.codes[start - 1] as number)
  return value < leastBare || partOfWord || (about && value < 100) ? null : { start, end, amountFen: fen, currency: 'CNY', bare: true }
}

const isPiece = (value: number, next: string) =>
  value < 2 || (value < 10 && next !== '' && !afterPieceOfMoney.includes(next) && !(next >= '0' && next <= '9'))
