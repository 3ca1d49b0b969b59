import type { SignalKind } from '../analysis.ts'
import { foldWord, isLatin } from './fold.ts'
import type { Computed, Near, Rule, RuleFile, Tense } from './rule.ts'
import lists from './rules/lists.json' with { type: 'json' }
import variants from './rules/variants.json' with { type: 'json' }
import { shippedWords, type WordList, wordListOf } from './vocabulary.ts'

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
  list: WordList
  rules: CompiledRule[]
  /** Rules that a word sets off; by word number. */
  triggers: (number[] | undefined)[]
  computed: Map<Computed, number[]>
  lengths: Uint8Array
  /** 1: begins with a Latin letter, 2: ends with one, 4: digits only, 8: begins with a digit. */
  edges: Uint8Array
  lists: Record<ListName, Uint8Array>
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
] as const
export type ListName = (typeof tenseLists)[number]

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
  const words: string[] = []
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
      pending.push(() => {
        made.except = memberOf(list)
      })
    }
  }
  for (const file of files) for (const rule of file.rules) add(file, rule)
  const tenses = Object.fromEntries(tenseLists.map((name) => [name, numbersOfWords([`@${name}`])]))
  for (const fill of pending) fill()
  return {
    list: wordListOf(words, shippedWords),
    rules,
    triggers,
    computed,
    lengths: Uint8Array.from(words, (word) => word.length),
    edges: Uint8Array.from(words, edgesOf),
    lists: Object.fromEntries(Object.entries(tenses).map(([name, list]) => [name, memberOf(list)])) as Record<ListName, Uint8Array>,
  }
}

const edgesOf = (word: string) =>
  (isLatin(word.charCodeAt(0)) ? 1 : 0) |
  (isLatin(word.charCodeAt(word.length - 1)) ? 2 : 0) |
  (/^[0-9]+$/.test(word) ? 4 : 0) |
  (/^[0-9]/.test(word) ? 8 : 0)
