import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hash, hkdfSync, randomBytes } from 'node:crypto'
import { randomBytesOf } from './random.ts'

/** Field encryption and look-up hashes, made from SECRET_KEY. Ciphertext: key id (4 bytes), nonce (12), tag (16), body. */
export type Keys = ReturnType<typeof keysFrom>

const cipherName = 'aes-256-gcm'

/** @param secrets newest first: the first encrypts and makes look-up hashes, each may decrypt; the others serve a rotation only (`checkSecretKey`) */
export function keysFrom(secrets: string[]) {
  const [newest] = secrets
  if (!newest) throw new Error('at least one secret key is needed')
  const rings = secrets.map((secret) => ({
    id: createHash('sha256').update(`zhiwei key id\0${secret}`).digest().subarray(0, 4),
    // Key objects, not bytes: taking a key in costs four times what a short field costs.
    field: createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'zhiwei field', 32))),
    lookup: createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'zhiwei lookup', 32))),
  }))
  const [current] = rings as [(typeof rings)[number]]

  return {
    fingerprint: current.id.toString('hex'),
    fingerprints: rings.map((ring) => ring.id.toString('hex')),
    encrypt(plain: string): Buffer {
      const nonce = randomBytesOf(12)
      const cipher = createCipheriv(cipherName, current.field, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([current.id, nonce, cipher.getAuthTag(), body])
    },
    /** @throws Error when no key of the ring made it or it was changed */
    decrypt(sealed: Buffer): string {
      const ring = rings.find(({ id }) => id.equals(sealed.subarray(0, 4)))
      if (!ring) throw new Error('no key at hand for this ciphertext')
      const decipher = createDecipheriv(cipherName, ring.field, sealed.subarray(4, 16))
      decipher.setAuthTag(sealed.subarray(16, 32))
      return Buffer.concat([decipher.update(sealed.subarray(32)), decipher.final()]).toString('utf8')
    },
    /** Is the ciphertext of an older key, so that a rotation must rewrite it? */
    isStale: (sealed: Buffer) => !current.id.equals(sealed.subarray(0, 4)),
    /** Keyed hash for look-up; the tenant is part of it, so equal values of two tenants differ. */
    lookup: (tenantId: string, kind: string, value: string) =>
      createHmac('sha256', current.lookup).update(`${tenantId}\0${kind}\0${value}`).digest(),
  }
}

export const sha256 = (value: string | Buffer) => hash('sha256', value, 'buffer')
export const randomToken = (bytes = 32) => randomBytes(bytes).toString('base64url')
