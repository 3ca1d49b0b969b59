import { type Keys, randomToken } from '../../platform/crypto.ts'
import type { SecretColumns } from './tables.ts'

/** The old secret is taken so long beside the new one, so that the other side can change it at leisure. */
const bothValidMs = 24 * 3_600_000

export const newSecret = () => `whsec_${randomToken()}`

/** 轮换密钥: what the row holds then. */
export const rotated = (keys: Keys, row: SecretColumns, secret: string, now: Date) => ({
  secret_cipher: keys.encrypt(secret),
  previous_cipher: row.secret_cipher,
  previous_until: new Date(now.getTime() + bothValidMs),
})

/** Secrets that count now, the newest first. */
export function validSecrets(keys: Keys, row: SecretColumns, now: Date): string[] {
  const isPreviousValid = row.previous_cipher !== null && row.previous_until !== null && row.previous_until > now
  return [row.secret_cipher, ...(isPreviousValid && row.previous_cipher ? [row.previous_cipher] : [])].map((cipher) => keys.decrypt(cipher))
}
