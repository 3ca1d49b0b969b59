import { type Automaton, automatonOf, type Met, scan } from './automaton.ts'
import type { Folded } from './fold.ts'

/** Words of several lists in one automaton (词表): a text is read once for all of them. */
export type Vocabulary = { lists: WordList[]; built: Built | undefined; read: Folded | undefined }
/**
 * The lists that have a word and its place in each, list + place × manyLists: one number a word in `having`, or, negative, ~ where the numbers
 * of a word of several lists begin in `more`, how many first. Most words have one, and the memory is asked for it once.
 */
type Built = { machine: Automaton; having: Int32Array; more: Int32Array }
/** `met`: which words of the list a text holds, by their places in it. */
export type WordList = { vocabulary: Vocabulary; words: readonly string[]; met: Met }

/** A vocabulary has up to sixteen lists. */
const listBits = 4
const manyLists = 1 << listBits

export const vocabularyOf = (): Vocabulary => ({ lists: [], built: undefined, read: undefined })

/** The words of the rules that come with the engine. */
export const shippedWords = vocabularyOf()

/** Adds a list of folded words, none of them twice; best the short ones first: they are met most, and so what is known of them stands together. */
export function wordListOf(words: readonly string[], vocabulary: Vocabulary): WordList {
  const list = { vocabulary, words, met: { words: new Int32Array(1024), ends: new Int32Array(1024), count: 0 } }
  vocabulary.lists.push(list)
  vocabulary.built = undefined
  vocabulary.read = undefined
  return list
}

/** The words of a list in a folded text; the answer is good until the next text. */
export function wordsMet({ vocabulary, met }: WordList, folded: Folded): Met {
  if (vocabulary.read !== folded) read(vocabulary, folded)
  return met
}

function read(vocabulary: Vocabulary, folded: Folded) {
  vocabulary.built ??= build(vocabulary)
  const { machine, having, more } = vocabulary.built
  const { lists } = vocabulary
  for (const { met } of lists) met.count = 0
  const { words, ends, count } = scan(machine, folded.codes, folded.length)
  for (let at = 0; at < count; at++) {
    const one = having[words[at] as number] as number
    if (one >= 0) meet(lists, one, ends[at] as number)
    else for (let place = ~one + (more[~one] as number); place > ~one; place--) meet(lists, more[place] as number, ends[at] as number)
  }
  vocabulary.read = folded
}

function meet(lists: readonly WordList[], one: number, end: number) {
  const { met } = lists[one & (manyLists - 1)] as WordList
  if (met.count === met.words.length) grow(met)
  met.words[met.count] = one >> listBits
  met.ends[met.count++] = end
}

function grow(met: Met) {
  for (const field of ['words', 'ends'] as const) {
    const larger = new Int32Array(met[field].length * 2)
    larger.set(met[field])
    met[field] = larger
  }
}

function build({ lists }: Vocabulary): Built {
  const numbers = new Map<string, number[]>()
  for (const [list, { words }] of lists.entries())
    for (const [place, word] of words.entries()) {
      const there = numbers.get(word)
      if (there) there.push((place << listBits) | list)
      else numbers.set(word, [(place << listBits) | list])
    }
  const words = [...numbers.keys()].sort((one, other) => one.length - other.length)
  const more: number[] = []
  const having = Int32Array.from(words, (word) => {
    const of = numbers.get(word) as number[]
    return of.length === 1 ? (of[0] as number) : ~(more.push(of.length, ...of) - of.length - 1)
  })
  return { machine: automatonOf(words), having, more: Int32Array.from(more) }
}
