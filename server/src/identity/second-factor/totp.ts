import { timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

// RFC 6238: 30-second steps, 6 digits; one step to either side for a clock that is off (§5.2).
const stepMs = 30_000
const tolerance = [0, -1, 1]
const issuer = 'Zhiwei'

const totpOf = (secret: string, label = '') => new TOTP({ issuer, label, secret: Secret.fromBase32(secret) })

export const newSecret = () => new Secret({ size: 20 }).base32
/** What an authenticator app reads from the picture. */
export const uriOf = (secret: string, label: string) => totpOf(secret, label).toString()

/** What people type or paste: full-width digits, blanks and dashes between. */
export const typedCode = (code: string) => code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/**
 * 动态验证码: the 30-second step a code belongs to; null when it fits none, or only one that was accepted before or lies before that.
 * @param lastStep the last step accepted
 */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const typed = typedCode(code)
  if (!/^\d{6}$/.test(typed)) return null
  const present = Math.floor(now.getTime() / stepMs)
  const totp = totpOf(secret)
  for (const off of tolerance) {
    const step = present + off
    const right = totp.generate({ timestamp: step * stepMs })
    if (timingSafeEqual(Buffer.from(right), Buffer.from(typed)) && (lastStep === null || step > lastStep)) return step
  }
  return null
}
