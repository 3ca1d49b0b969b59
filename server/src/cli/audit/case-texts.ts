import { maskTexts, textDigest } from '../../cases/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Finding } from './finding.ts'

/** The texts of one event as they lie in their erasable row; `stored`: is there such a row? */
export type StoredText = {
  stored: boolean
  masked: Record<string, string> | null
  cipher: Buffer | null
  salt: Buffer | null
  erasedAt: Date | null
}

/**
 * Holds an event's texts against the digest in its chain.
 * @param erasedLater whether the case has a later event that says its texts were erased
 * @returns what is wrong, or null
 */
export function textProblem(
  digest: Buffer | null,
  text: StoredText,
  erasedLater: boolean,
  keys: Keys,
): Pick<Finding, 'what' | 'detail'> | null {
  if (digest === null) return text.stored ? { what: 'added', detail: 'it was recorded without a text and has one' } : null
  if (!text.stored) return { what: 'textRemoved', detail: 'the row of its text is gone' }
  if (text.cipher === null || text.salt === null) {
    return text.erasedAt && erasedLater ? null : { what: 'textRemoved', detail: 'its text was blanked and no event says so' }
  }
  const original = decrypted(text.cipher, keys)
  if (original === null || !textDigest(original, text.salt).equals(digest))
    return { what: 'textChanged', detail: 'its text does not fit its digest' }
  return isCopyOf(text.masked ?? {}, original)
    ? null
    : { what: 'textChanged', detail: 'the masked copy that people see is not that of the original' }
}

/** @throws Error when no key at hand made it */
function decrypted(cipher: Buffer, keys: Keys): Record<string, string> | null {
  try {
    return JSON.parse(keys.decrypt(cipher)) as Record<string, string>
  } catch (error) {
    if ((error as Error).message.startsWith('no key at hand')) throw error
    return null // changed: the cipher carries its own seal
  }
}

/** Masked today or by earlier rules of masking: what is not stars stands in the original, in the same order. */
function isCopyOf(masked: Record<string, string>, original: Record<string, string>): boolean {
  const today = maskTexts(original)
  const fields = Object.keys(original)
  if (Object.keys(masked).length !== fields.length) return false
  return fields.every((field) => {
    const copy = masked[field]
    return copy !== undefined && (copy === today[field] || fitsBetweenStars(copy, original[field] ?? ''))
  })
}

function fitsBetweenStars(copy: string, original: string): boolean {
  const [first = '', ...others] = squeezed(copy).split(/\*+/)
  const text = squeezed(original)
  if (others.length === 0) return first === text
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of others.slice(0, -1)) {
    const at = text.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  const end = others.at(-1) ?? ''
  return text.length - end.length >= from && text.endsWith(end)
}

// Masking writes numbers half-width and without the blanks and hyphens between their digits.
const squeezed = (text: string) => text.normalize('NFKC').replace(/[ -]/g, '')
