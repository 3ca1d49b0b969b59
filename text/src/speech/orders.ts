import { automatonOf, scan } from '../signals/automaton.ts'
import { fold, foldWord, isLatin } from '../signals/fold.ts'
import file from './order-words.json' with { type: 'json' }

const words = [...new Set((file as string[]).map(foldWord))]
const automaton = automatonOf(words)
/** Marks by which models are told who speaks; nobody writes them to a person. */
const roleMarks =
  /<\|[^|>]{1,40}\|>|\[\/?INST\]|<\/?(?:system|assistant|user|tool)>|^\s*(?:#{2,}\s*)?(?:system|assistant|developer|系统|助手)\s*[:：]/imu

/**
 * 写给机器的话: where a text begins to give orders to whatever machine may read it; undefined where it does not. From there on it is no
 * longer a complaint: what follows such words belongs to the order. Linear in the text. Source: docs/rules/guidance.md
 */
export function orderFrom(text: string): number | undefined {
  const folded = fold(text)
  const { codes, at, sentence, length } = folded
  const met = scan(automaton, codes, length)
  let first: number | undefined
  for (let hit = 0; hit < met.count; hit++) {
    const end = met.ends[hit] as number
    const start = end - (words[met.words[hit] as number] as string).length
    const cut = (one: number, other: number) =>
      one >= 0 && other < length && isLatin(codes[one] as number) && isLatin(codes[other] as number)
    if (!cut(start - 1, start) && !cut(end - 1, end) && (first === undefined || start < first)) first = start
  }
  const marked = roleMarks.exec(text)?.index
  const spoken = first === undefined ? undefined : startOfSentence(first)
  if (marked === undefined || spoken === undefined) return marked ?? spoken
  return Math.min(marked, spoken)

  function startOfSentence(place: number): number {
    let from = place
    while (from > 0 && sentence[from - 1] === sentence[place]) from--
    return at[from] as number
  }
}

/** The text without what it orders machines to do; `changed` where something was left out. */
export function withoutOrders(text: string): { text: string; changed: boolean } {
  const from = orderFrom(text)
  return from === undefined ? { text, changed: false } : { text: text.slice(0, from).trimEnd(), changed: true }
}
