import { timingSafeEqual } from 'node:crypto'
import { isTimely, signatureOf } from '../signed-bytes.ts'

// 短信网关签名, the same in both directions. Source: docs/rules/outgoing.md

export const timestampHeader = 'x-timestamp'
export const signatureHeader = 'x-signature'

/** Is it signed with the secret, and just now? Headers as they came. */
export function isSmsSigned(secret: string, headers: Record<string, string>, body: Buffer, now: Date): boolean {
  const timestamp = headers[timestampHeader] ?? ''
  const given = headers[signatureHeader] ?? ''
  if (!isTimely(timestamp, now) || !/^[0-9a-f]{64}$/i.test(given)) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), signatureOf(secret, timestamp, body))
}
