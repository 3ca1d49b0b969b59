import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Keys } from '../../../platform/crypto.ts'
import type { FileStore, StoredBytes } from '../../../platform/files.ts'

// 原始邮件 lies in the file store under a key of its own; the key lies encrypted in the mail's row. So a rotation of keys rewrites rows and
// no files, and a mail whose row lost its key is gone wherever a backup of the file may be.

const cipherName = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Nothing larger is stored whole. */
export const mostMailBytes = 40 * 1024 * 1024

export async function storeRaw(files: FileStore, keys: Keys, raw: Buffer): Promise<StoredBytes & { rawKeyCipher: Buffer }> {
  const key = randomBytes(32)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(cipherName, key, nonce)
  const body = Buffer.concat([cipher.update(raw), cipher.final()])
  const stored = await files.store(Readable.from([nonce, cipher.getAuthTag(), body]), mostMailBytes + nonceBytes + tagBytes)
  return { ...stored, rawKeyCipher: keys.encrypt(key.toString('base64')) }
}

/** @throws Error when the file is gone or was changed */
export async function readRaw(files: FileStore, keys: Keys, storageName: string, rawKeyCipher: Buffer): Promise<Buffer> {
  const sealed = await buffer(files.read(storageName))
  const decipher = createDecipheriv(cipherName, Buffer.from(keys.decrypt(rawKeyCipher), 'base64'), sealed.subarray(0, nonceBytes))
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
}
