import { createHmac, timingSafeEqual } from 'node:crypto'

// 签名: HMAC-SHA256 under the secret over `<seconds since 1970>.<body as sent>`, the same in both directions. Source: docs/rules/webhooks.md

export const timestampHeader = 'x-zhiwei-timestamp'
export const signatureHeader = 'x-zhiwei-signature'
/** A signature is taken so long before and after its time. */
export const toleranceSeconds = 300

const signed = (secret: string, timestamp: string, body: string | Buffer) =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()

/** Headers of a request signed with each of these secrets: while one is being replaced there are two. */
export function signatureHeaders(secrets: readonly string[], body: string | Buffer, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return {
    [timestampHeader]: timestamp,
    [signatureHeader]: secrets.map((secret) => `v1=${signed(secret, timestamp, body).toString('hex')}`).join(','),
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
  if (!/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false
  const given = [...signature.matchAll(/(?:^|,)\s*v1=([0-9a-f]{64})(?=,|$)/gi)].slice(0, 4).map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
  return secrets.some((secret) => {
    const right = signed(secret, timestamp, body)
    return given.some((one) => timingSafeEqual(one, right))
  })
}
