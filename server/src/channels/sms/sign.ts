import { createHmac, timingSafeEqual } from 'node:crypto'

// 短信网关签名: HMAC-SHA256 under the secret over `<seconds since 1970>.<body as sent>`, the same in both directions. Source: docs/rules/outgoing.md

export const timestampHeader = 'x-timestamp'
export const signatureHeader = 'x-signature'
/** A signature is taken so long before and after its time. */
const toleranceSeconds = 300

export const smsSignature = (secret: string, timestamp: string, body: string | Buffer): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')

/** Is it signed with the secret, and just now? Headers as they came. */
export function isSmsSigned(secret: string, headers: Record<string, string>, body: Buffer, now: Date): boolean {
  const timestamp = headers[timestampHeader] ?? ''
  const given = headers[signatureHeader] ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(given)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(smsSignature(secret, timestamp, body), 'hex'))
}
