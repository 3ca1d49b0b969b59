import type { IncomingComplaint } from '@zhiwei/contract'
import { beginningOf, foldText, signatureOf } from '@zhiwei/text'
import { sha256 } from '../platform/crypto.ts'
import { maskTexts } from './act.ts'
import { tsvectorOf } from './search.ts'
import type { EventTexts } from './tables.ts'

/** Digest of the text as people would call it the same. */
export const textHashOf = (text: string) => sha256(foldText(text).replace(/[\p{P}\p{S}\s]/gu, ''))

const subjectLength = 40

/** A complaint without a subject takes the first words of its text. */
function subjectOf(complaint: IncomingComplaint): string {
  const given = complaint.subject?.trim()
  if (given) return given
  const [first = ''] = complaint.text.trim().split(/[\n。！？!?；;]/u)
  return beginningOf(first.trim() || complaint.text.trim(), subjectLength)
}

export type Words = ReturnType<typeof wordsOf>

/** What is made of the words of a complaint, whoever says them. */
export function wordsOf(complaint: IncomingComplaint) {
  const texts: EventTexts = {
    subject: subjectOf(complaint),
    text: complaint.text,
    ...(complaint.remedySought && { remedySought: complaint.remedySought }),
  }
  const masked = maskTexts(texts)
  const searchable = foldText(Object.values(masked).join('\n'))
  return {
    texts,
    masked,
    textHash: textHashOf(complaint.text),
    signature: signatureOf(masked.text ?? ''),
    searchable,
    // In tsvector's own text form: arrays of arrays would not unnest by row.
    tokens: tsvectorOf(searchable),
  }
}
