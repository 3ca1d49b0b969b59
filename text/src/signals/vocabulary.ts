import { type Automaton, automatonOf, scan } from './automaton.ts'
import type { Folded } from './fold.ts'

/** Words of several lists in one automaton (词表): a text is read once for all of them. */
export type Vocabulary = { lists: WordList[]; built: Built | undefined; read: Folded | undefined }
/** Of word w, the lists that have it and its place in each stand from starts[w] to starts[w + 1]. */
type Built = { machine: Automaton; starts: Int32Array; lists: WordList[]; places: Int32Array }
export type WordList = { vocabulary: Vocabulary; words: readonly string[]; met: Met }
/** Which words of a list a text holds, by their places in it, and where each ends; ascending, longer words first. */
export type Met = { words: Int32Array; ends: Int32Array; count: number }

export const vocabularyOf = (): Vocabulary => ({ lists: [], built: undefined, read: undefined })

/** The words of the rules that come with the engine. */
export const shippedWords = vocabularyOf()

/** Adds a list of folded words, none of them twice. */
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
  const { machine, starts, lists, places } = vocabulary.built
  for (const { met } of vocabulary.lists) met.count = 0
  scan(machine, folded.codes, folded.length, (word, end) => {
    for (let at = starts[word] as number; at < (starts[word + 1] as number); at++) {
      const { met } = lists[at] as WordList
      if (met.count === met.words.length) grow(met)
      met.words[met.count] = places[at] as number
      met.ends[met.count++] = end
    }
  })
  vocabulary.read = folded
}

function grow(met: Met) {
  for (const field of ['words', 'ends'] as const) {
    const larger = new Int32Array(met[field].length * 2)
    larger.set(met[field])
    met[field] = larger
  }
}

function build({ lists }: Vocabulary): Built {
  const having = new Map<string, { list: WordList; place: number }[]>()
  for (const list of lists)
    list.words.forEach((word, place) => {
      const there = having.get(word)
      if (there) there.push({ list, place })
      else having.set(word, [{ list, place }])
    })
  const all = [...having.values()]
  const starts = new Int32Array(all.length + 1)
  all.forEach((there, word) => {
    starts[word + 1] = (starts[word] as number) + there.length
  })
  const flat = all.flat()
  return {
    machine: automatonOf([...having.keys()]),
    starts,
    lists: flat.map(({ list }) => list),
    places: Int32Array.from(flat, ({ place }) => place),
  }
}
