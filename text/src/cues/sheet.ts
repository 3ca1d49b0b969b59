import { foldWord, isLatin } from '../signals/fold.ts'
import { type Vocabulary, vocabularyOf, type WordList, wordListOf } from '../signals/vocabulary.ts'

/**
 * Words that speak for something (线索词). `~` in a word stands for up to 8 characters of the same sentence, `~~` for up to 24.
 * `weight` is the rule's own; `deniable` rules do not count where a denial (没有, 不会, not) stands just before.
 */
export type CueRule = {
  code: string
  weight?: number
  words: readonly string[]
  /** Longer phrases in which the words mean something else: 投诉热线是多少. */
  except?: readonly string[]
  deniable?: boolean
}

export type CueSheet = {
  list: WordList
  rules: CueRule[]
  /** Folded length of each part; 256: begins with a Latin letter, 512: ends with one. */
  shapes: Uint16Array
  /** What each part is a part of, five numbers a use, stands from starts[part] to starts[part + 1]. */
  uses: Int32Array
  starts: Int32Array
  /** How many links (parts of phrases) there are. */
  links: number
}
/** One part of one rule's word: number of the link, of the link it follows (−1: it begins), the room between, and the rule it ends (−1: goes on). */
type Use = { link: number; after: number; room: number; rule: number; exception: boolean; deniable: boolean }
export const numbersAUse = 5

const shortRoom = 8
const longRoom = 24

/** The rule of the words that deny what follows; its number is always 0. */
const denials: CueRule = {
  code: 'denial',
  words:
    '不会 不想 不打算 不准备 不是 不用 不要 不必 没必要 没有 没 不 别 无需 未 从未 暂不 并非 not never no without dont didnt doesnt wont isnt wasnt havent cannot'.split(
      ' ',
    ),
  except:
    '不得不 要不 是不是 会不会 能不能 有没有 不就 忍不住 不会不 不然 不断 不停 不止 不仅 不但 不管 不知道 不满 不能不 没完 没办法 没法 没人 没用 没辙 不行 不成 不要脸 不过 不料 差不多 no_longer no_one no_reply no_response not_only no_choice'
      .replaceAll('_', '§')
      .split(' ')
      .map((word) => word.replaceAll('§', ' ')),
}

/** Puts the words of all rules together; once at load. @param vocabulary that of other sheets too, whose texts are then read once for all */
export function sheetOf(given: readonly CueRule[], vocabulary: Vocabulary = vocabularyOf()): CueSheet {
  const rules = [denials, ...given]
  const numbers = new Map<string, number>()
  let parts: string[] = []
  let uses: Use[][] = []
  let links = 0
  const numberOf = (part: string) => {
    const known = numbers.get(part)
    if (known !== undefined) return known
    numbers.set(part, parts.length)
    uses.push([])
    return parts.push(part) - 1
  }
  const add = (word: string, rule: number, exception: boolean) => {
    const pieces = word.split(/(~+)/)
    let after = -1
    for (let at = 0; at < pieces.length; at += 2) {
      const part = foldWord(pieces[at] ?? '')
      if (part === '') return
      const link = links++
      const room = at === 0 ? 0 : pieces[at - 1] === '~' ? shortRoom : longRoom
      const ends = at + 2 > pieces.length
      const use = { link, after, room, rule: ends ? rule : -1, exception, deniable: rules[rule]?.deniable ?? false }
      const there = uses[numberOf(part)] as Use[]
      if (!there.some((other) => after < 0 && ends && other.after < 0 && other.rule === rule && other.exception === exception))
        there.push(use)
      after = link
    }
  }
  for (const [number, { words, except }] of rules.entries()) {
    for (const word of words) add(word, number, false)
    for (const word of except ?? []) add(word, number, true)
  }
  // Short parts first: see wordListOf.
  const order = [...parts.keys()].sort((one, other) => (parts[one] as string).length - (parts[other] as string).length)
  uses = order.map((part) => uses[part] as Use[])
  parts = order.map((part) => parts[part] as string)
  const partStarts = new Int32Array(parts.length + 1)
  for (const [part, list] of uses.entries()) partStarts[part + 1] = (partStarts[part] as number) + list.length * numbersAUse
  const numbered = ({ link, after, room, rule, exception, deniable }: Use) => [
    link,
    after,
    room,
    rule,
    (exception ? 1 : 0) | (deniable ? 2 : 0),
  ]
  return {
    list: wordListOf(parts, vocabulary),
    rules,
    shapes: Uint16Array.from(parts, (part) => part.length | edgesOf(part)),
    // Later parts first: one that follows its like (一次~一次) must not meet itself.
    uses: Int32Array.from(uses.flatMap((list) => list.reverse().flatMap(numbered))),
    starts: partStarts,
    links,
  }
}

const edgesOf = (part: string) => (isLatin(part.charCodeAt(0)) ? 256 : 0) | (isLatin(part.charCodeAt(part.length - 1)) ? 512 : 0)
