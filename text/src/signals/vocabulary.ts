import { type Automaton, automatonOf, scan } from './automaton.ts'
import type { Folded } from './fold.ts'

/** Words of several lists in one automaton (词表): a text is read once for all of them. */
export type Vocabulary = { lists: WordList[]; machine: Automaton | undefined; read: Folded | undefined; met: Met }
/** `place`: by the number of a word in the vocabulary, its place in `words`, or −1. */
export type WordList = { vocabulary: Vocabulary; words: readonly string[]; place: Int32Array }
/** The words of a text by their numbers, and the places behind them; ascending, longer words first. */
export type Met = { words: Int32Array; ends: Int32Array; count: number }

export const vocabularyOf = (): Vocabulary => ({
  lists: [],
  machine: undefined,
  read: undefined,
  met: { words: new Int32Array(1024), ends: new Int32Array(1024), count: 0 },
})

/** The words of the rules that come with the engine. */
export const shippedWords = vocabularyOf()

/** Adds a list of folded words, none of them twice. */
export function wordListOf(words: readonly string[], vocabulary: Vocabulary): WordList {
  const list = { vocabulary, words, place: new Int32Array(0) }
  vocabulary.lists.push(list)
  vocabulary.machine = undefined
  vocabulary.read = undefined
  return list
}

/** The words of all lists in a folded text; the answer is good until the next text. */
export function wordsMet(vocabulary: Vocabulary, folded: Folded): Met {
  const { met } = vocabulary
  if (vocabulary.read === folded) return met
  met.count = 0
  scan(vocabulary.machine ?? built(vocabulary), folded.codes, folded.length, (word, end) => {
    if (met.count === met.words.length) grow(met)
    met.words[met.count] = word
    met.ends[met.count++] = end
  })
  vocabulary.read = folded
  return met
}

function grow(met: Met) {
  for (const field of ['words', 'ends'] as const) {
    const larger = new Int32Array(met[field].length * 2)
    larger.set(met[field])
    met[field] = larger
  }
}

function built(vocabulary: Vocabulary): Automaton {
  const words = [...new Set(vocabulary.lists.flatMap((list) => list.words))]
  const numbers = new Map(words.map((word, number) => [word, number]))
  for (const list of vocabulary.lists) {
    list.place = new Int32Array(words.length).fill(-1)
    list.words.forEach((word, place) => {
      list.place[numbers.get(word) as number] = place
    })
  }
  vocabulary.machine = automatonOf(words)
  return vocabulary.machine
}
