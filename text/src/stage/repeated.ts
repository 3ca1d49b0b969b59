import { fold } from '../signals/fold.ts'
import { sharedCount } from '../similar/wording.ts'

/** The pairs of characters in a turn, each once, as numbers in order. */
export type Wording = Uint32Array

/** Shorter turns (好的, 是的) repeat by nature. */
const leastPairs = 3
const alike = 0.5
/** So much of a turn is compared, with so many turns before it: a long conversation stays linear. */
const mostCharacters = 400
export const turnsCompared = 20

export function wordingOf(text: string): Wording {
  const { codes, length } = fold(text.length > mostCharacters ? text.slice(0, mostCharacters) : text)
  const pairs = new Uint32Array(Math.max(0, length - 1))
  for (let at = 0; at + 1 < length; at++) pairs[at] = ((codes[at] as number) << 16) | (codes[at + 1] as number)
  pairs.sort()
  let kept = 0
  for (let at = 0; at < pairs.length; at++) if (at === 0 || pairs[at] !== pairs[at - 1]) pairs[kept++] = pairs[at] as number
  return pairs.subarray(0, kept)
}

/** 重复追问: at least half of the shorter turn's pairs stand in the other one too. */
export function isRepeated(turn: Wording, before: Wording): boolean {
  const shorter = Math.min(turn.length, before.length)
  if (shorter < leastPairs) return false
  return sharedCount(turn, before) >= shorter * alike
}
