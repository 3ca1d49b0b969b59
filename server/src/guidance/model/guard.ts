import type { DraftKind, DraftRefusal } from '@zhiwei/contract'
import { amountsIn, maskPersonalData, promisesIn, withoutOrders } from '@zhiwei/text'
import type { DraftFacts } from './prompt.ts'

const longest = 2_000
const link = /https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|info|io|cc|vip|example)\b|@[a-z0-9]/iu
/** Long runs of digits: telephones, accounts, group numbers. */
const number = /\d[\d -]{5,}\d/u
/** Payments in words, without a sum. */
const payment =
  /全额(?:退|赔)|(?:双|两|二|三|五|十|百)倍|免单|免费(?:更换|赠送|提供)|终身|先行赔付|(?:将|会|同意|给您|为您)[^。；！？]{0,10}(?:退款|退还|赔偿|赔付|补偿|打款|转账)|(?:will|shall|agree to)[^.;!?]{0,30}(?:refund|compensate|reimburse|pay)|full refund|free of charge|for free/iu

type Check = { facts: DraftFacts; given: string; kind: DraftKind; secrets: readonly string[]; at: Date }

/**
 * Holds what a model wrote against what it was given: no sum, payment, link or number that nobody in the company decided, no words to a machine, nothing
 * that must not leave. Whatever made the model write it, it is then not shown.
 * @returns codes; none: it may be shown to a person
 */
export function refusalsOf(text: string, { facts, given, kind, secrets, at }: Check): DraftRefusal[] {
  const granted = facts.remedies.map(({ amountFen }) => amountFen).filter((amountFen) => amountFen > 0)
  const known = new Set([...granted, ...amountsIn(given)])
  const promised = promisesIn(text, at).filter((promise) => promise.kind === 'pay')
  const pays = kind === 'answer' && (promised.length > 0 || payment.test(text))
  const overPromised = promised.some(({ amountFen }) => amountFen !== undefined && !granted.includes(amountFen))
  const found: Record<DraftRefusal, boolean> = {
    empty: text.trim() === '',
    long: text.length > longest,
    amount: amountsIn(text).some((fen) => !known.has(fen)) || (kind === 'answer' && overPromised),
    payment: pays && granted.length === 0,
    link: link.test(text),
    contact: maskPersonalData(text).changed || number.test(text),
    orders: withoutOrders(text).changed,
    secret: secrets.some((secret) => secret !== '' && text.includes(secret)),
  }
  return (Object.keys(found) as DraftRefusal[]).filter((code) => found[code])
}
