import type { Span } from '../analysis.ts'
import { type AmountMention, amountsOf } from '../signals/amounts.ts'
import { daysAhead } from '../signals/due.ts'
import { type Folded, fold, isLatin } from '../signals/fold.ts'
import { type Lexicon, wordAt } from '../signals/lexicon.ts'
import { type TimeMention, timesOf } from '../signals/times.ts'
import type { PromiseKind } from './promise-words.ts'
import * as words from './promise-words.ts'

/** 承诺: what a text to a customer binds the company to. One of a time and an amount is always there. */
export type PromiseMade = {
  kind: PromiseKind
  /** From the first to the last word of it. */
  span: Span
  /** By when; of working days the caller's calendar knows. */
  dueAt?: Date
  workingDays?: number
  amountFen?: number
}

/** `told`: the clause speaks of what is over. */
type Action = { start: number; end: number; kind: PromiseKind; told: boolean }
const chinaHours = 8
const hourMs = 3_600_000
/** A day without an hour ends with the day. */
const endOfDay = 24
/** How far before an action a word still speaks of it. */
const reach = 6

/**
 * 承诺识别: finds what staff promise in a text to a customer: an action of ours with a time to come, or a payment with a sum. What is
 * past, denied, conditional, quoted, or asked of the customer is none. Linear in the text. Times are those of China (UTC+8).
 * @param at when it was said; 今天 is counted from it
 * Source: docs/rules/guidance.md
 */
export function promisesIn(text: string, at: Date): PromiseMade[] {
  const folded = fold(text)
  const made: PromiseMade[] = []
  const times = timesOf(folded)
  const amounts = amountsOf(folded)
  for (const [from, to] of sentencesOf(folded)) {
    const actions = actionsIn(folded, from, to)
    if (actions.length === 0) continue
    const inside = <Mention extends { start: number; end: number }>(mentions: readonly Mention[]) =>
      mentions.filter(({ start, end }) => start >= from && end <= to)
    made.push(
      ...promisesOf(
        text,
        folded,
        at,
        actions,
        inside(times),
        inside(amounts).filter(({ currency, bare }) => currency === 'CNY' && !bare),
      ),
    )
  }
  return made
}

function promisesOf(
  text: string,
  folded: Folded,
  at: Date,
  actions: Action[],
  times: TimeMention[],
  amounts: AmountMention[],
): PromiseMade[] {
  const left = [...actions]
  const made = times.flatMap((time): PromiseMade[] => {
    const due = dueOf(text, folded, time, at)
    const action = due && nearest(folded, left, time)
    if (!action) return []
    left.splice(left.indexOf(action), 1)
    const amount = action.kind === 'pay' ? amounts[0] : undefined
    return [
      {
        kind: action.kind,
        span: spanOf(folded, [time, action, ...(amount ? [amount] : [])]),
        ...due,
        ...(amount && { amountFen: amount.amountFen }),
      },
    ]
  })
  const paid = made.some(({ amountFen }) => amountFen !== undefined)
  const [amount] = amounts
  const pay = left.find(({ kind, told }) => kind === 'pay' && !told)
  if (!paid && amount && pay) made.push({ kind: 'pay', span: spanOf(folded, [pay, amount]), amountFen: amount.amountFen })
  return made
}

/** 金额: every sum the text names in yuan, in fen; numbers without a currency are none. */
export const amountsIn = (text: string): number[] =>
  amountsOf(fold(text)).flatMap(({ amountFen, currency, bare }) => (currency === 'CNY' && !bare ? [amountFen] : []))

/** Of the same clause before others; then the one that stands nearer, rather behind the time than before it. */
function nearest({ clause }: Folded, actions: Action[], time: TimeMention): Action | undefined {
  const far = (action: Action) =>
    (clause[action.start] === clause[time.start] ? 0 : 1_000) +
    (action.start >= time.end ? action.start - time.end : 2 * (time.start - action.end) + 1)
  return actions.toSorted((one, other) => far(one) - far(other))[0]
}

function* sentencesOf({ sentence, length }: Folded): Generator<[from: number, to: number]> {
  for (let from = 0, at = 1; at <= length; at++)
    if (at === length || sentence[at] !== sentence[from]) {
      yield [from, at]
      from = at
    }
}

/** What we do, as far as it is to come and firm. */
function actionsIn(folded: Folded, from: number, to: number): Action[] {
  const found: Action[] = []
  let [conditional, willAt, theirsIn, quotedIn] = [false, -1, -1, -1]
  const over = new Set<number>()
  for (let place = from; place < to; place++) {
    const clause = folded.clause[place] as number
    if (standsFree(words.notFirm, folded, place)) conditional = true
    if (standsFree(words.will, folded, place)) willAt = place
    if (standsFree(words.past, folded, place)) over.add(clause)
    if (standsFree(words.theirs, folded, place)) theirsIn = clause
    if (standsFree(words.quoted, folded, place)) quotedIn = clause
    const action = standsFree(words.actions, folded, place)
    if (!action) continue
    const [word, kind] = action
    const english = isLatin(folded.codes[place] as number)
    const ours =
      !wordAt(words.cannot, folded, place + word.length) && theirsIn !== clause && quotedIn !== clause && (!english || willAt >= 0)
    if (ours && !conditional && !spokenBefore(words.negated, folded, from, place) && !spokenBefore(words.past, folded, from, place))
      found.push({ start: place, end: place + word.length, kind, told: false })
    place += word.length - 1
  }
  return found.map((action) => ({ ...action, told: over.has(folded.clause[action.start] as number) }))
}

/** A word of Latin letters stands free where none stands before it. */
function standsFree<Meaning>(lexicon: Lexicon<Meaning>, folded: Folded, place: number) {
  const cut = place > 0 && isLatin(folded.codes[place] as number) && isLatin(folded.codes[place - 1] as number)
  return cut ? undefined : wordAt(lexicon, folded, place)
}

function spokenBefore(lexicon: Lexicon<true>, folded: Folded, from: number, place: number): boolean {
  const least = Math.max(from, place - (isLatin(folded.codes[place] as number) ? 2 * reach : reach))
  for (let at = least; at < place; at++) if (folded.clause[at] === folded.clause[place] && standsFree(lexicon, folded, at)) return true
  return false
}

/** Undefined for what is over. */
function dueOf(text: string, folded: Folded, time: TimeMention, at: Date): { dueAt: Date } | { workingDays: number } | undefined {
  const said = text.slice(folded.at[time.start] as number, (folded.at[time.end - 1] as number) + 1)
  if (time.hours !== undefined) {
    if (/工作日|(business|working) day/iu.test(said)) return { workingDays: Math.max(1, Math.round(time.hours / 24)) }
    return time.hours > 0 ? { dueAt: new Date(at.getTime() + time.hours * hourMs) } : undefined
  }
  const ahead = daysAhead(time, at)
  if (ahead === undefined) return undefined
  const today = Math.floor((at.getTime() + chinaHours * hourMs) / (24 * hourMs)) * 24 * hourMs - chinaHours * hourMs
  const dueAt = new Date(today + (ahead * 24 + (time.hour ?? endOfDay) + minutesIn(said) / 60) * hourMs)
  return dueAt > at ? { dueAt } : undefined
}

/** 17:30, 五点半. */
function minutesIn(said: string): number {
  const written = /[:：]([0-5]\d)/u.exec(said)
  if (written) return Number(written[1])
  return /点半/u.test(said) ? 30 : 0
}

function spanOf({ at }: Folded, parts: { start: number; end: number }[]): Span {
  const start = Math.min(...parts.map((part) => part.start))
  const end = Math.max(...parts.map((part) => part.end))
  return [at[start] as number, (at[end - 1] as number) + 1]
}
