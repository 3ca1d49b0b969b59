import type { Signal, SignalKind } from '../analysis.ts'
import type { CompiledRule } from './compile.ts'
import { type Counted, countedIn } from './counted.ts'
import { hoursUntil } from './due.ts'
import { type Folded, fold } from './fold.ts'
import { covers, holds, lastMatchUntil, type Matches, matchesOf } from './matches.ts'
import { personalDataOf } from './personal-data.ts'
import type { Tense } from './rule.ts'
import { compiled } from './rules.ts'
import { isDenied, tenseOf } from './tense.ts'

/** 信号 as found: `rule` says why; `tense` for regulator, media, legal and crowd; money in fen (hundredths, where `currency` is not CNY). */
export type FoundSignal = Signal & { rule: string; tense?: Tense; currency?: string; withinHours?: number }

const tensed: readonly SignalKind[] = ['regulator', 'media', 'legal', 'crowd']
/** A text of 20,000 characters that is nothing but signals shows this many. */
const most = 200
/** Money demanded stands this near to the word that demands it. */
const joined = 4

/**
 * 信号识别: what in a text calls for attention, with its place. Linear in the text; never throws.
 * @param options `now` to count days to 周五 or 月底 (without it those deadlines carry no hours); `mentions`: also regulator, media and
 * law that are only spoken of (12315是什么), as tense `mention`
 */
export function signalsOf(text: string, { now, mentions = false }: { now?: Date; mentions?: boolean } = {}): FoundSignal[] {
  const folded = fold(text)
  if (folded.length === 0) return []
  const matches = matchesOf(compiled, folded, text)
  const found: FoundSignal[] = []
  if (matches.triggered) {
    for (let index = 0; index < matches.count && found.length < most; index++) {
      const rules = compiled.triggers[matches.word[index] as number]
      if (rules)
        for (const rule of rules)
          offer(
            found,
            tried(
              compiled.rules[rule] as CompiledRule,
              matches,
              folded,
              index,
              matches.start[index] as number,
              matches.end[index] as number,
            ),
          )
    }
  }
  for (const counted of countedIn(folded)) {
    if (found.length >= most) break
    const index = lastMatchUntil(matches, counted.end)
    for (const rule of compiled.computed.get(counted.find) ?? []) {
      const signal = tried(compiled.rules[rule] as CompiledRule, matches, folded, index, counted.start, counted.end)
      if (signal) offer(found, withCount(signal, counted, now))
    }
  }
  for (const { kind, span } of personalDataOf(text))
    offer(found, { kind: 'personalData', span, detail: kind, rule: `personalData.${kind}` })
  return merged(mentions ? found : found.filter(({ kind, tense }) => tense !== 'mention' || kind === 'crowd'))
}

const offer = (found: FoundSignal[], signal: FoundSignal | null) => signal && found.push(signal)

function tried(rule: CompiledRule, matches: Matches, folded: Folded, index: number, start: number, end: number): FoundSignal | null {
  if (rule.except && covers(rule.except, matches, index, start, end)) return null
  for (const need of rule.needs) if (!holds(need, matches, folded, index, start, end)) return null
  for (const bar of rule.unless) if (holds(bar, matches, folded, index, start, end)) return null
  const place = { compiled, matches, folded, index, start, end }
  if (!rule.evenDenied && isDenied(place)) return null
  const span = [folded.at[start] as number, (folded.at[end - 1] as number) + 1] as const
  if (!tensed.includes(rule.kind)) return { kind: rule.kind, span, rule: rule.id }
  const tense = rule.fixed ? rule.tense : tenseOf(place, rule.tense)
  return { kind: rule.kind, span, rule: rule.id, tense, detail: tense }
}

function withCount(signal: FoundSignal, { amount, time }: Counted, now: Date | undefined): FoundSignal {
  const withinHours = time && hoursUntil(time, now)
  return {
    ...signal,
    ...(amount && { amountFen: amount.amountFen, ...(amount.currency !== 'CNY' && { currency: amount.currency }) }),
    ...(withinHours !== undefined && { withinHours }),
  }
}

const weightOf: Record<Tense, number> = { mention: 0, threat: 1, done: 2 }

/** One signal for what overlaps within a kind, by place; money beside its demand becomes one with it. */
function merged(found: FoundSignal[]): FoundSignal[] {
  found.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const last = new Map<SignalKind, number>()
  const kept: FoundSignal[] = []
  for (const signal of found) {
    const at = last.get(signal.kind)
    const before = at === undefined ? undefined : kept[at]
    const reach = signal.kind === 'compensation' ? joined : 0
    if (before && at !== undefined && signal.span[0] < before.span[1] + reach) kept[at] = both(before, signal)
    else last.set(signal.kind, kept.push(signal) - 1)
  }
  return kept
}

function both(first: FoundSignal, second: FoundSignal): FoundSignal {
  const surer = first.tense && second.tense && weightOf[second.tense] > weightOf[first.tense] ? second : first
  const amountFen = Math.max(first.amountFen ?? 0, second.amountFen ?? 0)
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
