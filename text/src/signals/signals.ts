import type { Signal, SignalKind } from '../analysis.ts'
import { sorted } from '../reasons.ts'
import type { CompiledRule } from './compile.ts'
import { type Counted, countedIn } from './counted.ts'
import { hoursUntil } from './due.ts'
import { type Folded, fold } from './fold.ts'
import { covers, holds, lastMatchUntil, type Matches, matchesOf } from './matches.ts'
import { type NumberMention, numbersOf } from './numbers.ts'
import { personalDataIn } from './personal-data.ts'
import type { Tense } from './rule.ts'
import { compiled } from './rules.ts'
import { isBareCrowd, isDenied, tenseOf } from './tense.ts'

/** 信号 as found: `rule` says why; `tense` for regulator, media, legal and crowd; money in fen (hundredths, where `currency` is not CNY). */
export type FoundSignal = Signal & { rule: string; tense?: Tense; currency?: string }

const tensed: readonly SignalKind[] = ['regulator', 'media', 'legal', 'crowd']
/** A text that is nothing but signals is tried this often, and shows this many of a kind. */
const mostTries = 1_000
const mostOfAKind = 50
const fewWords = 24
/** Money demanded stands this near to the word that demands it. */
const joined = 4

/**
 * 信号识别: what in a text calls for attention, with its place. Linear in the text; never throws.
 * @param options `now` to count days to 周五 or 月底 (without it those deadlines carry no hours); `mentions`: also regulator, media and
 * law that are only spoken of (12315是什么), as tense `mention`
 */
export const signalsOf = (text: string, options: Options = {}): FoundSignal[] => readSignals(text, options).signals

type Options = { now?: Date | undefined; mentions?: boolean }
/** `refused`: kinds of which a rule met its word and found it to be something else, denied or only spoken of (法院路, 我是工商局的, 没有人受伤). */
export type ReadSignals = { signals: FoundSignal[]; refused: ReadonlySet<SignalKind> }

/** 信号识别 with what was refused: a model beside the rules is not asked about that again. */
export function readSignals(text: string, { now, mentions = false }: Options = {}): ReadSignals {
  refused.clear()
  const folded = fold(text)
  if (folded.length === 0) return { signals: [], refused: new Set() }
  const matches = matchesOf(compiled, folded, text)
  const numbers = numbersOf(folded)
  const found: FoundSignal[] = []
  addFromWords(found, matches, folded)
  addFromNumbers(found, matches, folded, numbers, now)
  for (const { kind, span } of personalDataIn(text, folded, numbers))
    found.push({ kind: 'personalData', span, detail: kind, rule: `personalData.${kind}` })
  sayAlikeInLists(found, text)
  const told = mentions ? found : found.filter(({ kind, tense }) => tense !== 'mention' || kind === 'crowd')
  return { signals: merged(told), refused: new Set(refused) }
}

/** Of the text being read. */
const refused = new Set<SignalKind>()

function refuse(kind: SignalKind): null {
  refused.add(kind)
  return null
}

function addFromWords(found: FoundSignal[], matches: Matches, folded: Folded) {
  if (!matches.triggered) return
  for (let index = 0, tries = 0; index < matches.count && tries < mostTries; index++) {
    const word = matches.word[index] as number
    if (!((compiled.shapes[word] as number) & 4096)) continue
    for (const rule of compiled.triggers[word] ?? []) {
      tries++
      const place = { index, start: matches.start[index] as number, end: matches.end[index] as number }
      const signal = tried(compiled.rules[rule] as CompiledRule, matches, folded, place)
      if (signal) found.push(signal)
    }
  }
}

function addFromNumbers(found: FoundSignal[], matches: Matches, folded: Folded, numbers: readonly NumberMention[], now: Date | undefined) {
  for (const counted of countedIn(folded, numbers).slice(0, mostTries)) {
    const place = { index: lastMatchUntil(matches, counted.end), start: counted.start, end: counted.end }
    for (const rule of compiled.computed.get(counted.find) ?? []) {
      const signal = tried(compiled.rules[rule] as CompiledRule, matches, folded, place, true)
      if (signal) found.push(withCount(signal, counted, now))
    }
  }
}

type Found = { index: number; start: number; end: number }

function tried(rule: CompiledRule, matches: Matches, folded: Folded, { index, start, end }: Found, isCounted = false): FoundSignal | null {
  if (rule.except && covers(rule.except, matches, index, start, end)) return refuse(rule.kind)
  // What a rule misses in few words (我是工商局的) the model is to leave alone too; in more it would cost as much again to look.
  for (const need of rule.needs)
    if (!holds(need, matches, folded, index, start, end))
      return folded.length <= fewWords && isBarred(rule, matches, folded, index, start, end) ? refuse(rule.kind) : null
  if (isBarred(rule, matches, folded, index, start, end)) return refuse(rule.kind)
  const place = { compiled, matches, folded, index, start, end }
  if (!rule.evenDenied && isDenied(place)) return refuse(rule.kind)
  const span = [folded.at[start] as number, (folded.at[end - 1] as number) + 1] as const
  if (!tensed.includes(rule.kind)) return { kind: rule.kind, span, rule: rule.id }
  const tense = rule.fixed ? rule.tense : tenseOf(place, rule.tense, rule.kind)
  if (rule.kind === 'crowd' && tense !== 'threat' && !isCounted && isBareCrowd(place)) return null
  return { kind: rule.kind, span, rule: rule.id, tense, detail: tense }
}

function isBarred({ unless }: CompiledRule, matches: Matches, folded: Folded, index: number, start: number, end: number): boolean {
  for (const bar of unless) if (holds(bar, matches, folded, index, start, end)) return true
  return false
}

function withCount(signal: FoundSignal, { amount, time }: Counted, now: Date | undefined): FoundSignal {
  const withinHours = time && hoursUntil(time, now)
  return {
    ...signal,
    ...(amount && { amountFen: amount.amountFen, ...(amount.currency !== 'CNY' && { currency: amount.currency }) }),
    ...(withinHours !== undefined && { withinHours }),
  }
}

/** 银保监会、工信部、12345投诉你们: what is said of one in a list is said of all. */
function sayAlikeInLists(found: FoundSignal[], text: string) {
  const outside = found.filter(({ tense, kind }) => tense && kind !== 'crowd')
  if (!outside.some(({ tense }) => tense === 'mention') || outside.every(({ tense }) => tense === 'mention')) return
  sorted(outside, (a, b) => a.span[0] - b.span[0])
  const isListed = (at: number) => {
    const [from, to] = [outside[at]?.span[1] ?? 0, outside[at + 1]?.span[0] ?? 0]
    return to < from || isBetween.test(text.slice(from, to))
  }
  const say = (to: FoundSignal | undefined, { tense }: FoundSignal) => {
    if (to?.tense === 'mention' && tense && tense !== 'mention') Object.assign(to, { tense, detail: tense })
  }
  for (let at = outside.length - 2; at >= 0; at--) if (isListed(at)) say(outside[at], outside[at + 1] as FoundSignal)
  for (let at = 0; at < outside.length - 1; at++) if (isListed(at)) say(outside[at + 1], outside[at] as FoundSignal)
}

const isBetween = /^(?:\s*(?:[、/和或及跟与]|以及|还有|或者|and|or)\s*)$/

const weightOf: Record<Tense, number> = { mention: 0, threat: 1, done: 2 }

/** One signal for what overlaps within a kind, by place; money beside its demand becomes one with it. */
function merged(found: FoundSignal[]): FoundSignal[] {
  if (found.length < 2) return found
  sorted(found, (a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const last = new Map<SignalKind, number>()
  const counts = new Map<SignalKind, number>()
  const kept: FoundSignal[] = []
  for (const signal of found) {
    const at = last.get(signal.kind)
    const before = at === undefined ? undefined : kept[at]
    const reach = signal.kind === 'compensation' ? joined : 0
    if (before && at !== undefined && signal.span[0] < before.span[1] + reach) kept[at] = both(before, signal)
    else if ((counts.get(signal.kind) ?? 0) < mostOfAKind) {
      last.set(signal.kind, kept.push(signal) - 1)
      counts.set(signal.kind, (counts.get(signal.kind) ?? 0) + 1)
    }
  }
  return kept
}

/** 退款3280元并赔偿2000元 asks for both; a sum named twice, or in one place, for one. */
function sumOf({ span, amountFen: one = 0 }: FoundSignal, { span: next, amountFen: other = 0 }: FoundSignal): number {
  return next[0] > span[1] - 1 && one !== other ? one + other : Math.max(one, other)
}

function both(first: FoundSignal, second: FoundSignal): FoundSignal {
  const surer = first.tense && second.tense && weightOf[second.tense] > weightOf[first.tense] ? second : first
  const amountFen = sumOf(first, second)
  const hours = [first.withinHours, second.withinHours].filter((value) => value !== undefined)
  return {
    ...second,
    ...first,
    span: [first.span[0], Math.max(first.span[1], second.span[1])],
    ...(surer.tense && { tense: surer.tense, detail: surer.tense }),
    ...(amountFen > 0 && { amountFen }),
    ...(hours.length > 0 && { withinHours: Math.min(...hours) }),
  }
}
