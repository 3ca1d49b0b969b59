import type { Span } from '../analysis.ts'
import { scan } from '../signals/automaton.ts'
import { type Folded, fold, isDigit, isLatin } from '../signals/fold.ts'
import { type SpeechKind, speechAutomaton, speechMeanings, speechWords } from './rules.ts'

/** A place of a draft that accuses, blames, says too much, is jargon, or brushes the customer off (措辞). */
export type SpeechMark = { code: string; kind: SpeechKind; span: Span; instead: readonly string[] }

type Hit = { start: number; end: number; number: number }

/**
 * 措辞检查: marks what a draft to a customer should not say, in the order of the text, never two over each other: the longer wins.
 * Linear in the text. Source: docs/rules/guidance.md
 */
export function speechMarks(text: string): SpeechMark[] {
  const folded = fold(text)
  const hits = longestOf(hitsIn(folded))
  return hits.flatMap(({ start, end, number }) => {
    const meaning = speechMeanings[number]
    if (!meaning) return []
    const { code, kind, instead } = meaning
    return [{ code, kind, instead, span: [folded.at[start] as number, (folded.at[end - 1] as number) + 1] as const }]
  })
}

function hitsIn(folded: Folded): Hit[] {
  const met = scan(speechAutomaton, folded.codes, folded.length)
  const hits: Hit[] = []
  for (let at = 0; at < met.count; at++) {
    const number = met.words[at] as number
    const end = met.ends[at] as number
    const start = end - (speechWords[number] as string).length
    if (isWhole(folded, start, end)) hits.push({ start, end, number })
  }
  return hits
}

/** RMA is no part of karma, and a clause ends no word: 您。自己 is not 您自己. */
function isWhole({ codes, sentence, length }: Folded, start: number, end: number): boolean {
  const cutsLatin = (one: number, other: number) =>
    one >= 0 && other < length && isWord(codes[one] as number) && isWord(codes[other] as number)
  return sentence[start] === sentence[end - 1] && !cutsLatin(start - 1, start) && !cutsLatin(end - 1, end)
}

const isWord = (code: number) => isLatin(code) || isDigit(code)

/** From the left, at each place the longest; what begins inside another is passed over. */
function longestOf(hits: Hit[]): Hit[] {
  hits.sort((one, other) => one.start - other.start || other.end - one.end)
  const kept: Hit[] = []
  for (const hit of hits) {
    const last = kept.at(-1)
    if (!last || hit.start >= last.end) kept.push(hit)
    else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit
  }
  return kept
}

/**
 * 改写: the draft with the first of the proposed words in each marked place; where none is proposed it stays. Of marks that touch (绝对保证尽快) the
 * last one's words stand for all of them: one after the other they would say nothing.
 */
export function softened(text: string, marks: readonly SpeechMark[]): string {
  let out = ''
  let at = 0
  const replaced = marks.filter(({ instead }) => instead.length > 0)
  for (const [no, { span, instead }] of replaced.entries()) {
    const next = replaced[no + 1]
    const first = next?.span[0] === span[1] ? '' : instead[0]
    out += text.slice(at, span[0]) + first
    at = span[1]
  }
  return out + text.slice(at)
}
