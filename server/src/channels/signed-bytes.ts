import { createHmac } from 'node:crypto'

/** Of webhooks and the SMS gateway alike: HMAC-SHA256 under the secret over `<seconds since 1970>.<body as sent>`. */
export const signatureOf = (secret: string, timestamp: string, body: string | Buffer): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()

/** A signature is taken so long before and after its time. */
const toleranceSeconds = 300

export const timestampNow = (now: Date): string => String(Math.floor(now.getTime() / 1000))
export const isTimely = (timestamp: string, now: Date): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= toleranceSeconds
