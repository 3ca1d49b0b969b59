import type { Span } from '../analysis.ts'
import { type Folded, fold, isLatin } from '../signals/fold.ts'
import { wordsMet } from '../signals/vocabulary.ts'
import { type CueSheet, numbersAUse } from './sheet.ts'

/** A rule's word in a text: the number of the rule on its sheet, and the place in the given text. */
export type Cue = { rule: number; span: Span }

/** A denial counts up to this many folded characters before the word, in its clause; 不 and 没 alone only right before it. */
const denialReach = 4
/** A text longer than this tells nothing new: further words of it are not listed. */
const mostFound = 400

let starts = new Int32Array(1024)
let ends = new Int32Array(1024)
let stamps = new Int32Array(1024)
let stamp = 0
// The words found, by their ends: rule, place in the folded text, and whether it is an exception or may be denied.
const ruleOf = new Int32Array(mostFound)
const startOf = new Int32Array(mostFound)
const endOf = new Int32Array(mostFound)
const flagsOf = new Uint8Array(mostFound)
const isException = 1
const isDeniable = 2
/** Of each word found, the least start among it and those behind it: from where on nothing can cover it. */
const leastStarts = new Int32Array(mostFound)

/**
 * Every rule's words in a text, in order; of words within each other the longest, and none in its rule's exceptions or behind a denial.
 * @param acrossRules also of different rules only the longest counts: 退款慢 is no 退款
 */
export function findCues(sheet: CueSheet, text: string, acrossRules = false): Cue[] {
  return cuesIn(sheet, fold(text), text.length, acrossRules)
}

export function cuesIn(sheet: CueSheet, folded: Folded, textLength: number, acrossRules = false): Cue[] {
  const cues: Cue[] = []
  const found = foundIn(sheet, folded)
  if (found === 0) return cues
  const { at, length } = folded
  let least = length
  for (let place = found - 1; place >= 0; place--) leastStarts[place] = least = Math.min(least, startOf[place] as number)
  for (let place = 0; place < found; place++) {
    const rule = ruleOf[place] as number
    const flags = flagsOf[place] as number
    if (rule === 0 || flags & isException || isCovered(place, found, acrossRules)) continue
    if (flags & isDeniable && isDenied(place, found, folded)) continue
    const foldedEnd = endOf[place] as number
    const end = foldedEnd < length ? (at[foldedEnd - 1] as number) + 1 : Math.min(textLength, (at[length - 1] as number) + 1)
    cues.push({ rule, span: [at[startOf[place] as number] as number, end] })
  }
  return cues
}

/** How many words of the rules stand in the text: in the lists above. */
function foundIn(sheet: CueSheet, folded: Folded): number {
  if (starts.length < sheet.links) {
    starts = new Int32Array(sheet.links * 2)
    ends = new Int32Array(sheet.links * 2)
    stamps = new Int32Array(sheet.links * 2)
  }
  stamp = (stamp + 1) | 0
  const { codes, sentence, length } = folded
  const { shapes, uses } = sheet
  let found = 0
  const { words, ends: behind, count } = wordsMet(sheet.list, folded)
  for (let met = 0; met < count; met++) {
    const part = words[met] as number
    const shape = shapes[part] as number
    const end = behind[met] as number
    const start = end - (shape & 255)
    if (shape & 256 && start > 0 && isLatin(codes[start - 1] as number)) continue
    if (shape & 512 && end < length && isLatin(codes[end] as number)) continue
    const last = sheet.starts[part + 1] as number
    for (let use = sheet.starts[part] as number; use < last; use += numbersAUse) {
      const after = uses[use + 1] as number
      let from = start
      if (after >= 0) {
        if (stamps[after] !== stamp) continue
        const gap = start - (ends[after] as number)
        if (gap < 0 || gap > (uses[use + 2] as number) || sentence[(ends[after] as number) - 1] !== sentence[start]) continue
        from = starts[after] as number
      }
      const rule = uses[use + 3] as number
      const flags = uses[use + 4] as number
      if (rule < 0) {
        const link = uses[use] as number
        stamps[link] = stamp
        starts[link] = from
        ends[link] = end
      } else if (found < mostFound) {
        ruleOf[found] = rule
        startOf[found] = from
        endOf[found] = end
        flagsOf[found++] = flags
      }
    }
  }
  return found
}

/** Within a longer one of the same rule, within an exception of its rule, or the same again. Found by their ends: only the next can cover it. */
function isCovered(place: number, found: number, acrossRules: boolean): boolean {
  const rule = ruleOf[place] as number
  const start = startOf[place] as number
  const end = endOf[place] as number
  let at = place
  while (at > 0 && endOf[at - 1] === end) at--
  for (; at < found && (leastStarts[at] as number) <= start; at++) {
    const otherStart = startOf[at] as number
    if (at === place || otherStart > start) continue
    const otherRule = ruleOf[at] as number
    const exception = ((flagsOf[at] as number) & isException) !== 0
    const longer = (endOf[at] as number) - otherStart > end - start
    if (otherRule === rule) {
      if (exception || longer || at < place) return true
    } else if (acrossRules && longer && !exception && otherRule !== 0) return true
  }
  return false
}

/** A denial stands so near before the word that only the last found can be it. */
function isDenied(place: number, found: number, { clause }: Folded): boolean {
  const start = startOf[place] as number
  for (let at = place; at >= 0; at--) {
    const end = endOf[at] as number
    if (start - end > denialReach) return false
    if (ruleOf[at] !== 0 || (flagsOf[at] as number) & isException || end > start) continue
    const from = startOf[at] as number
    if (start - end > (end - from > 1 ? denialReach : 0)) continue
    if (clause[from] === clause[start] && !isCovered(at, found, false)) return true
  }
  return false
}
