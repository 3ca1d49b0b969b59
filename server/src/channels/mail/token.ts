import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// 会话标记: a thread of ours and its signature, in letters that survive mail programs, copying and being read aloud.

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const threadLength = 12
const signatureLength = 12
// Somebody who guesses is stopped after a handful of mails an hour: 60 bits are plenty.
const lettersOf = (bytes: Buffer, length: number) => Array.from(bytes.subarray(0, length), (byte) => alphabet[byte & 31]).join('')

export const newThread = () => lettersOf(randomBytes(threadLength), threadLength)

/** The thread of a message that begins a conversation: the same at every try. */
export const threadBegunBy = (key: Buffer, messageId: string) =>
  lettersOf(createHmac('sha256', key).update(`thread\0${messageId}`).digest(), threadLength)

const signatureOf = (key: Buffer, thread: string) =>
  lettersOf(createHmac('sha256', key).update(`token\0${thread}`).digest(), signatureLength)

export const tokenOf = (key: Buffer, thread: string) => `${thread}${signatureOf(key, thread)}`

const tokenForm = new RegExp(`(?:^|[^0-9a-z])z[-+.]([${alphabet}]{${threadLength + signatureLength}})(?![0-9a-z])`, 'gi')

/** As it is written in addresses and subjects: `z-` tells it from other words of that length. */
export const written = (token: string) => `z-${token}`

export type FoundToken = { thread: string } | 'forged' | null

/** Looks for a token of ours in what a mail carries (References, subject, recipients). One that is genuine counts, whatever stands beside it. */
export function findToken(key: Buffer, places: readonly string[]): FoundToken {
  let isForged = false
  for (const [, found = ''] of places.flatMap((place) => [...place.slice(0, 4_000).matchAll(tokenForm)])) {
    const token = found.toLowerCase()
    const thread = token.slice(0, threadLength)
    if (timingSafeEqual(Buffer.from(token), Buffer.from(tokenOf(key, thread)))) return { thread }
    isForged = true
  }
  return isForged ? 'forged' : null
}
