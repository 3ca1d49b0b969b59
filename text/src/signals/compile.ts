import type { SignalKind } from '../analysis.ts'
import { foldWord, isLatin } from './fold.ts'
import type { Computed, Near, Rule, RuleFile, Tense } from './rule.ts'
import lists from './rules/lists.json' with { type: 'json' }
import variants from './rules/variants.json' with { type: 'json' }
import { shippedWords, type WordList, wordListOf } from './vocabulary.ts'

/** Sorts of words that a condition asks for: `of[n]` is 1 when words of sort n are among them; each has a number of its own. */
export type Sorts = { of: Uint8Array; number: number }
/** A condition as the matcher asks it. */
export type Condition = { sorts: Sorts; side: 'before' | 'after' | 'around'; within: number; clause: boolean }
export type CompiledRule = {
  id: string
  kind: SignalKind
  needs: Condition[]
  unless: Condition[]
  except: Sorts | null
  tense: Tense
  fixed: boolean
  evenDenied: boolean
}
export type Compiled = {
  list: WordList
  rules: CompiledRule[]
  /** Rules that a word sets off; by word number. */
  triggers: (number[] | undefined)[]
  computed: Map<Computed, number[]>
  /**
   * Length of each word; 256: begins with a Latin letter, 512: ends with one, 1024: digits only, 2048: begins with a digit, 4096: sets a rule off;
   * and, from bit `sortShift` on, its sort: words that stand in the same lists are of one. There are few, so that what a condition asks stays near at hand.
   */
  shapes: Uint32Array
  /** The numbers of the `Sorts` that a sort is of stand from askedStarts[sort] to askedStarts[sort + 1]. */
  asked: Uint16Array
  askedStarts: Uint32Array
  /** The stamp of the last text that held a word of this sort, and one of these `Sorts`. */
  sortStamps: Uint32Array
  askedStamps: Uint32Array
  lists: Record<ListName, Sorts>
}
const tenseLists = [
  'denied',
  'notDenied',
  'doneStrong',
  'doneWeak',
  'future',
  'futureStrong',
  'planned',
  'ask',
  'outward',
  'outwardNear',
  'plea',
  'together',
  'toYourFace',
  'ultimatum',
] as const
export type ListName = (typeof tenseLists)[number]

export const sortShift = 16
const usualDistance = 8
const allLists = lists as Record<string, string[]>
const variantsByFirst = new Map<string, [usual: string, others: string[]][]>()
for (const [usual, others] of Object.entries(variants as Record<string, string[]>)) {
  const first = usual[0] as string
  variantsByFirst.set(first, [...(variantsByFirst.get(first) ?? []), [usual, others.flatMap((line) => line.split('|'))]])
}

/** Adds the spellings of the word in which a part is written otherwise to slip through filters (谐音, 变体). */
function addSpellings(word: string, into: string[]) {
  for (let place = 0; place < word.length; place++)
    for (const [usual, others] of variantsByFirst.get(word[place] as string) ?? [])
      if (word.startsWith(usual, place))
        for (const other of others) into.push(word.slice(0, place) + other + word.slice(place + usual.length))
}

/** Opens lines of words (a|b) and lists (@name) into words. */
function addOpened(lines: readonly string[], spelt: boolean, into: string[]) {
  for (const line of lines) {
    if (line.startsWith('@')) addOpened(allLists[line.slice(1)] ?? missing(line), spelt, into)
    else
      for (const word of line.split('|')) {
        into.push(word)
        if (spelt) addSpellings(word, into)
      }
  }
}
function missing(name: string): never {
  throw new Error(`lists.json has no ${name}`)
}

/** Puts all rules together; once at load. */
export function compile(files: readonly RuleFile[]): Compiled {
  const numbers = new Map<string, number>()
  let words: string[] = []
  const numberOf = (word: string) => {
    const folded = foldWord(word)
    const known = numbers.get(folded)
    if (known !== undefined) return known
    numbers.set(folded, words.length)
    return words.push(folded) - 1
  }
  const known = new Map<string, number[]>()
  // Only what sets a rule off is looked for in every spelling; its surroundings as people usually write.
  const numbersOfWords = (list: readonly string[], spelt = false) => {
    const key = `${spelt}${list.join('|')}`
    const opened: string[] = []
    const numbered = known.get(key)
    if (numbered) return numbered
    addOpened(list, spelt, opened)
    const fresh = opened.map(numberOf)
    known.set(key, fresh)
    return fresh
  }
  let triggers: (number[] | undefined)[] = []
  const computed = new Map<Computed, number[]>()
  const pending: (() => void)[] = []
  const asked = new Set<number[]>()
  const members = new Map<number[], Sorts>()
  const memberOf = (list: number[]) => {
    const known = members.get(list)
    if (known) return known
    const made = { of: new Uint8Array(sorts.count), number: members.size }
    members.set(list, made)
    for (const number of list) made.of[sorts.of[number] as number] = 1
    return made
  }
  const rules: CompiledRule[] = []
  const conditionsOf = (nears: readonly Near[] | undefined, into: Condition[]) => {
    for (const near of nears ?? [])
      for (const side of ['before', 'after', 'around'] as const) {
        const list = near[side] && numbersOfWords(near[side])
        if (!list) continue
        asked.add(list)
        pending.push(() => into.push({ sorts: memberOf(list), side, within: near.within ?? usualDistance, clause: near.clause ?? false }))
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
    for (const number of numbersOfWords(rule.words ?? [], true)) {
      const there = triggers[number] ?? []
      triggers[number] = there
      if (!there.includes(place)) there.push(place)
    }
    if (rule.find) computed.set(rule.find, [...(computed.get(rule.find) ?? []), place])
    conditionsOf(rule.needs, made.needs)
    conditionsOf([...(unless ?? []), ...(rule.unless ?? [])], made.unless)
    if (rule.except) {
      const list = numbersOfWords(rule.except)
      asked.add(list)
      pending.push(() => {
        made.except = memberOf(list)
      })
    }
  }
  for (const file of files) for (const rule of file.rules) add(file, rule)
  const tenses = Object.fromEntries(tenseLists.map((name) => [name, numbersOfWords([`@${name}`])]))
  for (const list of Object.values(tenses)) asked.add(list)
  // Short words first: see wordListOf.
  const order = [...words.keys()].sort((one, other) => (words[one] as string).length - (words[other] as string).length)
  const placeOf = new Uint32Array(words.length)
  for (const [place, number] of order.entries()) placeOf[number] = place
  for (const list of known.values()) for (const [at, number] of list.entries()) list[at] = placeOf[number] as number
  words = order.map((number) => words[number] as string)
  triggers = order.map((number) => triggers[number])
  const sorts = sortsOf(words.length, asked)
  for (const fill of pending) fill()
  const tensesAsked = Object.fromEntries(Object.entries(tenses).map(([name, list]) => [name, memberOf(list)])) as Record<ListName, Sorts>
  return {
    list: wordListOf(words, shippedWords),
    rules,
    triggers,
    computed,
    shapes: Uint32Array.from(
      words,
      (word, number) => (word.length & 255) | edgesOf(word) | (triggers[number] ? 4096 : 0) | ((sorts.of[number] as number) << sortShift),
    ),
    ...askedBySort([...members.values()], sorts.count),
    sortStamps: new Uint32Array(sorts.count),
    askedStamps: new Uint32Array(members.size),
    lists: tensesAsked,
  }
}

function askedBySort(members: readonly Sorts[], sorts: number): Pick<Compiled, 'asked' | 'askedStarts'> {
  const asked = Array.from({ length: sorts }, (_, sort) => members.filter(({ of }) => of[sort] === 1).map(({ number }) => number))
  const askedStarts = new Uint32Array(sorts + 1)
  for (const [sort, { length }] of asked.entries()) askedStarts[sort + 1] = (askedStarts[sort] as number) + length
  return { asked: Uint16Array.from(asked.flat()), askedStarts }
}

/** Parts words by the lists they stand in: each list parts those of every sort so far into its own and the others. */
function sortsOf(words: number, lists: Iterable<readonly number[]>): { of: Uint16Array; count: number } {
  const of = new Uint16Array(words)
  let count = 1
  for (const list of lists) {
    const parted = new Map<number, number>()
    for (const number of new Set(list)) {
      const before = of[number] as number
      const own = parted.get(before) ?? count++
      parted.set(before, own)
      of[number] = own
    }
  }
  // Sorts whose words have all gone into others are left out.
  const kept = new Map([...new Set(of)].map((sort, at) => [sort, at]))
  return { of: of.map((sort) => kept.get(sort) as number), count: kept.size }
}

const edgesOf = (word: string) =>
  (isLatin(word.charCodeAt(0)) ? 256 : 0) |
  (isLatin(word.charCodeAt(word.length - 1)) ? 512 : 0) |
  (/^[0-9]+$/.test(word) ? 1024 : 0) |
  (/^[0-9]/.test(word) ? 2048 : 0)
