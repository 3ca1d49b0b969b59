import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { CallRefused } from '../incoming-call.ts'

// 消息加解密, as 企业微信, 公众号 and 小程序 share it: SHA-1 over the sorted parts proves the sender, AES-256-CBC hides the words.
// Source: developer.work.weixin.qq.com/document/path/90968, developers.weixin.qq.com 消息加解密说明

const blockBytes = 32

/** Signature over the token and the parts of the call, whatever their order. */
export const signatureOf = (token: string, ...parts: string[]) =>
  createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest('hex')

/** @throws CallRefused */
export function requireSigned(signature: string | undefined, token: string, ...parts: (string | undefined)[]) {
  const given = Buffer.from(signature ?? '', 'utf8')
  const expected = Buffer.from(signatureOf(token, ...parts.map((part) => part ?? '')), 'utf8')
  if (parts.includes(undefined) || given.length !== expected.length || !timingSafeEqual(given, expected)) throw new CallRefused('签名不对')
}

/** A call signed long ago is a recorded one. */
const longestAgeMs = 10 * 60_000

/** @throws CallRefused for a call that was signed more than ten minutes ago, or later than now */
export function requireFresh(timestamp: string | undefined, now: Date) {
  const at = Number(timestamp) * 1_000
  if (!Number.isFinite(at) || Math.abs(now.getTime() - at) > longestAgeMs) throw new CallRefused('签名的时间太久')
}

const keyOf = (encodingAesKey: string) => {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (key.length !== 32) throw new CallRefused('EncodingAESKey 须为 43 位')
  return key
}

/**
 * 解密: the words of an envelope.
 * @param receiverId the corpId or appId it must be addressed to
 * @throws CallRefused
 */
export function openEnvelope(encodingAesKey: string, sealed: string, receiverId: string): string {
  const key = keyOf(encodingAesKey)
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
    decipher.setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
    const pad = padded.at(-1) ?? 0
    if (pad < 1 || pad > blockBytes || pad > padded.length - 20) throw new CallRefused('填充不对')
    const plain = padded.subarray(16, padded.length - pad)
    const length = plain.readUInt32BE(0)
    if (length > plain.length - 4) throw new CallRefused('长度不对')
    if (plain.subarray(4 + length).toString('utf8') !== receiverId) throw new CallRefused('不是发给这个账号的')
    return plain.subarray(4, 4 + length).toString('utf8')
  } catch (error) {
    throw error instanceof CallRefused ? error : new CallRefused('解密失败')
  }
}

/** 加密: an answer, sealed as the other side opens it. */
export function sealEnvelope(encodingAesKey: string, words: string, receiverId: string): string {
  const key = keyOf(encodingAesKey)
  const text = Buffer.from(words, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(receiverId, 'utf8')])
  const pad = blockBytes - (plain.length % blockBytes)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64')
}
