import type { SignalKind } from '../analysis.ts'
import { type Automaton, automatonOf } from './automaton.ts'
import { foldWord, isDigit, isLatin } from './fold.ts'
import type { Computed, Near, Rule, RuleFile, Tense } from './rule.ts'
import lists from './rules/lists.json' with { type: 'json' }
import variants from './rules/variants.json' with { type: 'json' }

/** A condition as the matcher asks it: `words[n]` is 1 when word n is of it. */
export type Condition = { words: Uint8Array; side: 'before' | 'after' | 'around'; within: number; clause: boolean }
export type CompiledRule = {
  id: string
  kind: SignalKind
  needs: Condition[]
  unless: Condition[]
  except: Uint8Array | null
  tense: Tense
  fixed: boolean
  evenDenied: boolean
}
export type Compiled = {
  machine: Automaton
  rules: CompiledRule[]
  /** Rules that a word sets off; by word number. */
  triggers: (number[] | undefined)[]
  computed: Map<Computed, number[]>
  lengths: Uint8Array
  /** 1: begins with a Latin letter, 2: ends with one, 4: digits only. */
  edges: Uint8Array
  lists: Record<ListName, Uint8Array>
}
const tenseLists = ['denied', 'notDenied', 'doneStrong', 'doneWeak', 'future', 'futureStrong', 'planned', 'ask'] as const
export type ListName = (typeof tenseLists)[number]

const usualDistance = 8
const allLists = lists as Record<string, string[]>
const allVariants = Object.entries(variants as Record<string, string[]>).map(
  ([usual, others]) => [usual, others.flatMap((line) => line.split('|'))] as const,
)

/** The word, and the word with each part that people write otherwise to slip through filters (谐音, 变体). */
function spellings(word: string): string[] {
  return [
    word,
    ...allVariants.flatMap(([usual, others]) => (word.includes(usual) ? others.map((other) => word.replace(usual, other)) : [])),
  ]
}

const opened = (words: readonly string[]): string[] =>
  words.flatMap((line) =>
    line.split('|').flatMap((word) => (word.startsWith('@') ? opened(allLists[word.slice(1)] ?? missing(word)) : spellings(word))),
  )
function missing(name: string): never {
  throw new Error(`lists.json has no ${name}`)
}

/** Puts all rules into one automaton; about 20 ms, once at load. */
export function compile(files: readonly RuleFile[]): Compiled {
  const numbers = new Map<string, number>()
  const words: number[][] = []
  const numberOf = (word: string) => {
    const codes = foldWord(word)
    const key = String.fromCharCode(...codes)
    const known = numbers.get(key)
    if (known !== undefined || codes.length === 0) return known ?? -1
    numbers.set(key, words.length)
    return words.push(codes) - 1
  }
  const known = new Map<string, number[]>()
  const numbersOfWords = (list: readonly string[]) => {
    const key = list.join('\0')
    const numbered = known.get(key) ?? [...new Set(opened(list).map(numberOf))]
    known.set(key, numbered)
    return numbered
  }
  const triggers: (number[] | undefined)[] = []
  const computed = new Map<Computed, number[]>()
  const pending: (() => void)[] = []
  const bits = new Map<number[], Uint8Array>()
  const memberOf = (list: number[]) => {
    const made = bits.get(list) ?? new Uint8Array(words.length)
    bits.set(list, made)
    for (const number of list) made[number] = 1
    return made
  }
  const rules: CompiledRule[] = []
  const conditionsOf = (nears: readonly Near[] | undefined, into: Condition[]) => {
    for (const near of nears ?? [])
      for (const side of ['before', 'after', 'around'] as const) {
        const list = near[side] && numbersOfWords(near[side])
        if (list)
          pending.push(() => into.push({ words: memberOf(list), side, within: near.within ?? usualDistance, clause: near.clause ?? false }))
      }
  }
  const add = ({ kind, unless }: RuleFile, rule: Rule) => {
    const place = rules.length
    const made: CompiledRule = {
      id: `${kind}.${rule.id}`,
      kind,
      needs: [],
      unless: [],
      except: null,
      tense: rule.tense ?? 'mention',
      fixed: rule.fixed ?? false,
      evenDenied: rule.evenDenied ?? false,
    }
    rules.push(made)
    for (const number of numbersOfWords(rule.words ?? [])) {
      const there = triggers[number] ?? []
      triggers[number] = there
      if (!there.includes(place)) there.push(place)
    }
    if (rule.find) computed.set(rule.find, [...(computed.get(rule.find) ?? []), place])
    conditionsOf(rule.needs, made.needs)
    conditionsOf([...(unless ?? []), ...(rule.unless ?? [])], made.unless)
    if (rule.except) {
      const list = numbersOfWords(rule.except)
      pending.push(() => {
        made.except = memberOf(list)
      })
    }
  }
  for (const file of files) for (const rule of file.rules) add(file, rule)
  const tenses = Object.fromEntries(tenseLists.map((name) => [name, numbersOfWords([`@${name}`])]))
  for (const fill of pending) fill()
  return {
    machine: automatonOf(words),
    rules,
    triggers,
    computed,
    lengths: Uint8Array.from(words, (codes) => codes.length),
    edges: Uint8Array.from(words, edgesOf),
    lists: Object.fromEntries(Object.entries(tenses).map(([name, list]) => [name, memberOf(list)])) as Record<ListName, Uint8Array>,
  }
}

const edgesOf = (codes: readonly number[]) =>
  (isLatin(codes[0] as number) ? 1 : 0) | (isLatin(codes.at(-1) as number) ? 2 : 0) | (codes.every(isDigit) ? 4 : 0)
