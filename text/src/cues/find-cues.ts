import type { Span } from '../analysis.ts'
import { type Folded, fold, isLatin } from '../signals/fold.ts'
import { wordsMet } from '../signals/vocabulary.ts'
import type { CueSheet, Use } from './sheet.ts'

/** A rule's word in a text: the number of the rule on its sheet, and the place in the given text. */
export type Cue = { rule: number; span: Span }

type Found = { rule: number; start: number; end: number; exception: boolean; deniable: boolean }

/** A denial counts up to this many folded characters before the word, in its clause; 不 and 没 alone only right before it. */
const denialReach = 4
/** A text longer than this tells nothing new: further words of it are not listed. */
const mostFound = 400

let starts = new Int32Array(1024)
let ends = new Int32Array(1024)
let stamps = new Int32Array(1024)
let stamp = 0

/**
 * Every rule's words in a text, in order; of words within each other the longest, and none in its rule's exceptions or behind a denial.
 * @param acrossRules also of different rules only the longest counts: 退款慢 is no 退款
 */
export function findCues(sheet: CueSheet, text: string, acrossRules = false): Cue[] {
  return cuesIn(sheet, fold(text), text.length, acrossRules)
}

export function cuesIn(sheet: CueSheet, folded: Folded, textLength: number, acrossRules = false): Cue[] {
  const found = foundIn(sheet, folded)
  if (found.length === 0) return []
  const { at, length } = folded
  const cues: Cue[] = []
  for (let place = 0; place < found.length; place++) {
    const one = found[place] as Found
    if (one.rule === 0 || one.exception || isCovered(place, found, acrossRules)) continue
    if (one.deniable && isDenied(one, found, folded)) continue
    const end = one.end < length ? (at[one.end - 1] as number) + 1 : Math.min(textLength, (at[length - 1] as number) + 1)
    cues.push({ rule: one.rule, span: [at[one.start] as number, end] })
  }
  return cues
}

function foundIn(sheet: CueSheet, folded: Folded): Found[] {
  if (starts.length < sheet.links) {
    starts = new Int32Array(sheet.links * 2)
    ends = new Int32Array(sheet.links * 2)
    stamps = new Int32Array(sheet.links * 2)
  }
  stamp++
  const { codes, sentence, length } = folded
  const { lengths, edges, uses } = sheet
  const found: Found[] = []
  const take = ({ link, after, room, rule, exception, deniable }: Use, start: number, end: number) => {
    let from = start
    if (after >= 0) {
      if (stamps[after] !== stamp) return
      const gap = start - (ends[after] as number)
      if (gap < 0 || gap > room || sentence[(ends[after] as number) - 1] !== sentence[start]) return
      from = starts[after] as number
    }
    if (rule < 0) {
      stamps[link] = stamp
      starts[link] = from
      ends[link] = end
    } else if (found.length < mostFound) found.push({ rule, start: from, end, exception, deniable })
  }
  const { words, ends: behind, count } = wordsMet(sheet.list, folded)
  for (let met = 0; met < count; met++) {
    const part = words[met] as number
    const end = behind[met] as number
    const start = end - (lengths[part] as number)
    const edge = edges[part] as number
    if (edge & 1 && start > 0 && isLatin(codes[start - 1] as number)) continue
    if (edge & 2 && end < length && isLatin(codes[end] as number)) continue
    // Later parts first: one that follows its like (一次~一次) must not meet itself.
    const list = uses[part] as Use[]
    for (let at = list.length - 1; at >= 0; at--) take(list[at] as Use, start, end)
  }
  return found
}

/** Within a longer one of the same rule, within an exception of its rule, or the same again. */
function isCovered(place: number, found: readonly Found[], acrossRules: boolean): boolean {
  const one = found[place] as Found
  for (let at = 0; at < found.length; at++) {
    const other = found[at] as Found
    if (at === place || other.start > one.start || other.end < one.end) continue
    const longer = other.end - other.start > one.end - one.start
    if (other.rule === one.rule) {
      if (other.exception || longer || at < place) return true
    } else if (acrossRules && longer && !other.exception && other.rule !== 0) return true
  }
  return false
}

function isDenied(one: Found, found: readonly Found[], { clause }: Folded): boolean {
  return found.some(
    (other, place) =>
      other.rule === 0 &&
      !other.exception &&
      other.end <= one.start &&
      one.start - other.end <= (other.end - other.start > 1 ? denialReach : 0) &&
      clause[other.start] === clause[one.start] &&
      !isCovered(place, found, false),
  )
}
