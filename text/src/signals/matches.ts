import type { Compiled, Condition } from './compile.ts'
import { type Folded, isDigit, isLatin } from './fold.ts'
import { wordsMet } from './vocabulary.ts'

/** The words found in a text, by end; kept between calls, so the answer is good until the next one. */
export type Matches = {
  word: Int32Array
  start: Int32Array
  end: Int32Array
  count: number /** A word that sets a rule off is among them. */
  triggered: boolean
}

const found: Matches = { word: new Int32Array(1024), start: new Int32Array(1024), end: new Int32Array(1024), count: 0, triggered: false }
const longestWord = 32
/** Symbols may stand between the characters of a word (曝 光, 微*博), this many a character at most. */
const gapsAllowed = 3
/** A text of nothing but rule words is answered for this many matches before a place and after it. */
const looksAt = 64

/** Finds every rule word of the text that is not a piece of a longer word or number. */
export function matchesOf(compiled: Compiled, folded: Folded, text: string): Matches {
  found.count = 0
  found.triggered = false
  const { words, ends, count } = wordsMet(compiled.list, folded)
  for (let at = 0; at < count; at++) {
    const word = words[at] as number
    const end = ends[at] as number
    const start = end - (compiled.lengths[word] as number)
    const edges = compiled.edges[word] as number
    if ((folded.at[end - 1] as number) - (folded.at[start] as number) >= (end - start) * gapsAllowed) continue
    if (edges > 0 && !standsAlone(edges, folded, text, start, end)) continue
    if (found.count === found.word.length) grow()
    found.word[found.count] = word
    found.start[found.count] = start
    found.end[found.count++] = end
    if (compiled.triggers[word]) found.triggered = true
  }
  return found
}

function grow() {
  for (const field of ['word', 'start', 'end'] as const) {
    const larger = new Int32Array(found[field].length * 2)
    larger.set(found[field])
    found[field] = larger
  }
}

function standsAlone(edges: number, { codes, at, length }: Folded, text: string, start: number, end: number): boolean {
  const units = (at[end - 1] as number) - (at[start] as number) + 1
  if (edges & 1 && start > 0 && isLatin(codes[start - 1] as number) && isLatin(codes[start] as number)) return false
  if (edges & 2 && end < length && isLatin(codes[end] as number)) return false
  if (edges & 8 && ownDigit(start - 1, start)) return false
  return !(edges & 4) || !ownDigit(end, end - 1)
  /** A digit beside a number that belongs to it: written in the same digits, and nothing between, unless there are gaps in the number too. */
  function ownDigit(beside: number, edge: number): boolean {
    if (beside < 0 || beside >= length) return false
    if (codes[beside] === 46 || codes[beside] === 44) {
      const beyond = beside < edge ? beside - 1 : beside + 1
      return (
        beyond >= 0 && beyond < length && isDigit(codes[beyond] as number) && Math.abs((at[beyond] as number) - (at[edge] as number)) === 2
      )
    }
    if (!isDigit(codes[beside] as number)) return false
    const arabic = (place: number) => text.charCodeAt(at[place] as number) < 0x3a || text.charCodeAt(at[place] as number) >= 0xff10
    if (arabic(beside) !== arabic(edge)) return false
    const touching = Math.abs((at[beside] as number) - (at[edge] as number)) === 1
    return touching || units > end - start
  }
}

/** Is a word of the condition near [start, end)? `index`: any match that ends about there. */
export function holds(condition: Condition, matches: Matches, folded: Folded, index: number, start: number, end: number): boolean {
  const { words, side, within, clause } = condition
  const part = clause ? folded.clause : folded.sentence
  if (side !== 'after') {
    const home = part[start] as number
    for (let other = Math.min(index, matches.count - 1), seen = 0; other >= 0 && seen < looksAt; other--, seen++) {
      const otherEnd = matches.end[other] as number
      if (otherEnd < start - within) break
      if (otherEnd > start || !words[matches.word[other] as number]) continue
      if (part[matches.start[other] as number] === home) return true
    }
  }
  if (side === 'before') return false
  const home = part[end - 1] as number
  for (let other = Math.max(index, 0), seen = 0; other < matches.count && seen < looksAt; other++, seen++) {
    if ((matches.end[other] as number) > end + within + longestWord) break
    const otherStart = matches.start[other] as number
    if (otherStart < end || otherStart - end > within || !words[matches.word[other] as number]) continue
    if (part[otherStart] === home) return true
  }
  return false
}

/** Does a word of the list overlap [start, end)? */
export function covers(words: Uint8Array, matches: Matches, index: number, start: number, end: number): boolean {
  for (let other = Math.min(index, matches.count - 1), seen = 0; other >= 0 && seen < looksAt; other--, seen++) {
    if ((matches.end[other] as number) <= start) break
    if (words[matches.word[other] as number] && (matches.start[other] as number) < end) return true
  }
  for (let other = Math.max(index, 0), seen = 0; other < matches.count && seen < looksAt; other++, seen++) {
    if ((matches.end[other] as number) > end + longestWord) break
    if (words[matches.word[other] as number] && (matches.start[other] as number) < end && (matches.end[other] as number) > start)
      return true
  }
  return false
}

/** The place of the last match that ends at or before `end`, or −1. */
export function lastMatchUntil(matches: Matches, end: number): number {
  let low = 0
  let high = matches.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((matches.end[middle] as number) <= end) low = middle + 1
    else high = middle
  }
  return low - 1
}
