import cues from './cues.json' with { type: 'json' }
import type { Turn } from './turns.ts'

/** Word lists (线索词) whose counts say how a turn was meant; plain data, one list a meaning. */
export const cueNames = Object.keys(cues) as (keyof typeof cues)[]

const longest = 4000

/** How often the words of one list occur in a text, overlaps included; text is lower case and at most 4,000 characters are read. */
export function countCues(text: string, words: readonly string[]): number {
  let count = 0
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) count++
  }
  return count
}

/** What a reader without any model sees in one turn: cue counts, marks and length, each squeezed by log(1 + n). */
export const surfaceNames = [...cueNames, 'exclamations', 'questions', 'ellipses', 'mentions', 'digits', 'laughs', 'length'] as const

function countMarks(text: string): [number, number, number, number, number] {
  let exclamations = 0
  let questions = 0
  let ellipses = 0
  let mentions = 0
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x21 || code === 0xff01) exclamations++
    else if (code === 0x3f || code === 0xff1f) questions++
    else if (code === 0x2026 || (code === 0x2e && text.charCodeAt(i + 1) === 0x2e)) ellipses++
    else if (code === 0x40) mentions++
    else if (code >= 0x30 && code <= 0x39) digits++
  }
  return [exclamations, questions, ellipses, mentions, digits]
}

/** The surface of one turn, in the order of `surfaceNames`. */
export function surfaceOf(turn: Turn): Float32Array {
  const text = turn.text.slice(0, longest).toLowerCase()
  const row = new Float32Array(surfaceNames.length)
  let at = 0
  for (const name of cueNames) row[at++] = Math.log1p(countCues(text, cues[name]))
  for (const count of countMarks(text)) row[at++] = Math.log1p(count)
  row[at++] = Math.log1p(countCues(text, ['哈哈', '嘻嘻', '~', '～', '^_^']))
  row[at] = Math.log1p(turn.text.length)
  return row
}

/** Whether the customer uses an explicit complaint word (明说的投诉词) anywhere; dialogues without one are 'latent'. */
export function complaintWords(turns: readonly Turn[]): number {
  let count = 0
  for (const turn of turns) if (turn.by === 'customer') count += countCues(turn.text.slice(0, longest).toLowerCase(), cues.complaint)
  return count
}
