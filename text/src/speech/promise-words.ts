import { foldWord } from '../signals/fold.ts'
import { lexiconOf } from '../signals/lexicon.ts'
import file from './promise-words.json' with { type: 'json' }

export const promiseKinds = ['callback', 'reply', 'pay', 'visit', 'delivery', 'other'] as const
export type PromiseKind = (typeof promiseKinds)[number]

// A word's last space is meant: "if " begins no "iffy".
const folded = (words: readonly string[]) =>
  words
    .map((word) => (word.endsWith(' ') ? `${foldWord(word.trimEnd())} ` : foldWord(word)))
    .sort((one, other) => other.length - one.length)
const lexicon = (words: readonly string[]) => lexiconOf(folded(words).map((word) => [word, true] as const))

/** 承诺用词 as data. Source: docs/rules/guidance.md */
export const actions = lexiconOf(
  promiseKinds
    .flatMap((kind) => folded(file.actions[kind]).map((word) => [word, kind] as const))
    .sort(([one], [other]) => other.length - one.length),
)
/** If, perhaps, as planned: whoever says so binds themselves to nothing. */
export const notFirm = lexicon(file.notFirm)
export const past = lexicon(file.past)
export const negated = lexicon(file.negated)
/** 答复不了 */
export const cannot = lexicon(file.cannot)
/** What the customer is asked to do. */
export const theirs = lexicon(file.theirs)
/** What the customer said. */
export const quoted = lexicon(file.quoted)
/** In English a promise says will. */
export const will = lexicon(file.will)
