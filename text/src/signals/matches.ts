import { type Compiled, type Condition, type Sorts, sortShift } from './compile.ts'
import { type Folded, isDigit, isLatin } from './fold.ts'
import { wordsMet } from './vocabulary.ts'

/** The words found in a text, by end; kept between calls, so the answer is good until the next one. */
export type Matches = {
  word: Int32Array
  /** What the conditions ask: the sort of the word. */
  sort: Int32Array
  start: Int32Array
  end: Int32Array
  count: number
  /** A word that sets a rule off is among them. */
  triggered: boolean
  /** Of which `Sorts` a word is among them: those whose number bears this text's stamp. */
  met: Uint32Array
  stamp: number
}

const places = () => new Int32Array(1024)
const found: Matches = {
  word: places(),
  sort: places(),
  start: places(),
  end: places(),
  count: 0,
  triggered: false,
  met: new Uint32Array(0),
  stamp: 0,
}
const longestWord = 32
/** Symbols may stand between the characters of a word (曝 光, 微*博), this many a character at most. */
const gapsAllowed = 3
/** A text of nothing but rule words is answered for this many matches before a place and after it. */
const looksAt = 64

/** Finds every rule word of the text that is not a piece of a longer word or number. */
export function matchesOf(compiled: Compiled, folded: Folded, text: string): Matches {
  found.count = 0
  found.triggered = false
  const { sortStamps, askedStamps, asked, askedStarts } = compiled
  const stamp = (found.stamp + 1) >>> 0 || 1
  found.stamp = stamp
  found.met = askedStamps
  const { words, ends, count } = wordsMet(compiled.list, folded)
  for (let at = 0; at < count; at++) {
    const word = words[at] as number
    const end = ends[at] as number
    const shape = compiled.shapes[word] as number
    const start = end - (shape & 255)
    if ((folded.at[end - 1] as number) - (folded.at[start] as number) >= (end - start) * gapsAllowed) continue
    if (shape & 0xf00 && !standsAlone(shape, folded, text, start, end)) continue
    if (found.count === found.word.length) grow()
    found.word[found.count] = word
    const sort = shape >>> sortShift
    found.sort[found.count] = sort
    found.start[found.count] = start
    found.end[found.count++] = end
    if (shape & 4096) found.triggered = true
    if (sortStamps[sort] === stamp) continue
    sortStamps[sort] = stamp
    const last = askedStarts[sort + 1] as number
    for (let place = askedStarts[sort] as number; place < last; place++) askedStamps[asked[place] as number] = stamp
  }
  return found
}

/** Does the text hold a word of these sorts at all? Of most conditions it holds none. */
export const isMet = ({ met, stamp }: Matches, { number }: Sorts) => met[number] === stamp

function grow() {
  for (const field of ['word', 'sort', 'start', 'end'] as const) {
    const larger = new Int32Array(found[field].length * 2)
    larger.set(found[field])
    found[field] = larger
  }
}

function standsAlone(shape: number, folded: Folded, text: string, start: number, end: number): boolean {
  const { codes, at, length } = folded
  if (shape & 256 && start > 0 && isLatin(codes[start - 1] as number) && isLatin(codes[start] as number)) return false
  if (shape & 512 && end < length && isLatin(codes[end] as number)) return false
  const gaps = (at[end - 1] as number) - (at[start] as number) + 1 > end - start
  if (shape & 2048 && isOwnDigit(folded, text, start - 1, start, gaps)) return false
  return !(shape & 1024) || !isOwnDigit(folded, text, end, end - 1, gaps)
}

/** A digit beside a number that belongs to it: written in the same digits, and nothing between, unless there are gaps in the number too. */
function isOwnDigit({ codes, at, length }: Folded, text: string, beside: number, edge: number, gaps: boolean): boolean {
  if (beside < 0 || beside >= length) return false
  const code = codes[beside] as number
  if (code === 46 || code === 44) {
    const beyond = beside < edge ? beside - 1 : beside + 1
    return (
      beyond >= 0 && beyond < length && isDigit(codes[beyond] as number) && Math.abs((at[beyond] as number) - (at[edge] as number)) === 2
    )
  }
  if (!isDigit(code)) return false
  const place = at[beside] as number
  const edgePlace = at[edge] as number
  if (isArabic(text.charCodeAt(place)) !== isArabic(text.charCodeAt(edgePlace))) return false
  return gaps || Math.abs(place - edgePlace) === 1
}

const isArabic = (code: number) => code < 0x3a || code >= 0xff10

/** Is a word of the condition near [start, end)? `index`: any match that ends about there. */
export function holds(condition: Condition, matches: Matches, folded: Folded, index: number, start: number, end: number): boolean {
  if (!isMet(matches, condition.sorts)) return false
  const { side, within, clause } = condition
  const sorts = condition.sorts.of
  const part = clause ? folded.clause : folded.sentence
  if (side !== 'after') {
    const home = part[start] as number
    for (let other = Math.min(index, matches.count - 1), seen = 0; other >= 0 && seen < looksAt; other--, seen++) {
      const otherEnd = matches.end[other] as number
      if (otherEnd < start - within) break
      if (otherEnd > start || !sorts[matches.sort[other] as number]) continue
      if (part[matches.start[other] as number] === home) return true
    }
  }
  if (side === 'before') return false
  const home = part[end - 1] as number
  for (let other = Math.max(index, 0), seen = 0; other < matches.count && seen < looksAt; other++, seen++) {
    if ((matches.end[other] as number) > end + within + longestWord) break
    const otherStart = matches.start[other] as number
    if (otherStart < end || otherStart - end > within || !sorts[matches.sort[other] as number]) continue
    if (part[otherStart] === home) return true
  }
  return false
}

/** Does a word of these sorts overlap [start, end)? */
export function covers(asked: Sorts, matches: Matches, index: number, start: number, end: number): boolean {
  if (!isMet(matches, asked)) return false
  const sorts = asked.of
  for (let other = Math.min(index, matches.count - 1), seen = 0; other >= 0 && seen < looksAt; other--, seen++) {
    if ((matches.end[other] as number) <= start) break
    if (sorts[matches.sort[other] as number] && (matches.start[other] as number) < end) return true
  }
  for (let other = Math.max(index, 0), seen = 0; other < matches.count && seen < looksAt; other++, seen++) {
    if ((matches.end[other] as number) > end + longestWord) break
    if (sorts[matches.sort[other] as number] && (matches.start[other] as number) < end && (matches.end[other] as number) > start)
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
