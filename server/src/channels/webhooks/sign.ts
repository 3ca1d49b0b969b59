import { timingSafeEqual } from 'node:crypto'
import { isTimely, signatureOf, timestampNow } from '../signed-bytes.ts'

// 签名, the same in both directions. Source: docs/rules/webhooks.md

export const timestampHeader = 'x-zhiwei-timestamp'
export const signatureHeader = 'x-zhiwei-signature'
/** Headers of a request signed with each of these secrets: while one is being replaced there are two. */
export function signatureHeaders(secrets: readonly string[], body: string | Buffer, now: Date): Record<string, string> {
  const timestamp = timestampNow(now)
  return {
    [timestampHeader]: timestamp,
    [signatureHeader]: secrets.map((secret) => `v1=${signatureOf(secret, timestamp, body).toString('hex')}`).join(','),
  }
}

/** Is it signed with one of these secrets, and just now? Headers as they came, of any shape. */
export function isSigned(
  secrets: readonly string[],
  headers: { timestamp: string | undefined; signature: string | undefined },
  body: Buffer,
  now: Date,
): boolean {
  const { timestamp = '', signature = '' } = headers
  if (!isTimely(timestamp, now)) return false
  const given = [...signature.matchAll(/(?:^|,)\s*v1=([0-9a-f]{64})(?=,|$)/gi)].slice(0, 4).map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
  return secrets.some((secret) => {
    const right = signatureOf(secret, timestamp, body)
    return given.some((one) => timingSafeEqual(one, right))
  })
}
