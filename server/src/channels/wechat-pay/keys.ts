import {
  constants,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto'
import { CallRefused, CallUnreadable } from '../incoming-call.ts'

// 微信支付 APIv3: requests signed with the merchant's key, answers and notices with the platform's, what is secret in them sealed.
// Source: pay.weixin.qq.com/doc/v3/merchant 签名认证, 回调报文解密, 敏感信息加密说明

/** Keys come out of a form in one line as well as in many. */
function pemOf(given: string, standard: string): string {
  const label = /-----BEGIN ([A-Z ]+)-----/.exec(given)?.[1] ?? standard
  const body = given.replace(/-----[A-Z ]+-----/g, '').replace(/[^A-Za-z0-9+/=]/g, '')
  return `-----BEGIN ${label}-----\n${body.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END ${label}-----\n`
}

/** @throws Error when it is no private key */
export const privateKeyOf = (given: string): KeyObject => createPrivateKey(pemOf(given, 'PRIVATE KEY'))

/** 微信支付公钥, or the platform's certificate. @throws Error when it is neither */
export function platformKeyOf(given: string): KeyObject {
  const pem = pemOf(given, 'PUBLIC KEY')
  return pem.includes('CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem)
}

export type Signer = { mchId: string; serialNo: string; privateKey: string }

/** Authorization of a request; `path` with its query, `body` as it is sent. */
export function authorizationOf({ mchId, serialNo, privateKey }: Signer, method: string, path: string, body: string, now: Date): string {
  const timestamp = Math.floor(now.getTime() / 1_000)
  const nonce = randomBytes(16).toString('hex')
  const signed = sign('sha256', Buffer.from(`${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`), privateKeyOf(privateKey)).toString(
    'base64',
  )
  return `WECHATPAY2-SHA256-RSA2048 mchid="${mchId}",nonce_str="${nonce}",signature="${signed}",timestamp="${timestamp}",serial_no="${serialNo}"`
}

/** The other side refuses what is older, and so do we. */
const longestAgeMs = 5 * 60_000
export type Platform = { platformSerial: string; platformKey: string }

/** Proves that an answer or a notice is 微信支付's own, and new. @throws CallRefused */
export function requirePlatform({ platformSerial, platformKey }: Platform, headers: Record<string, unknown>, body: Buffer, now: Date) {
  const given = (name: string) => String(headers[`wechatpay-${name}`] ?? '')
  const timestamp = given('timestamp')
  if (given('serial') !== platformSerial) throw new CallRefused('不是这把平台公钥签的名')
  if (!(Math.abs(now.getTime() - Number(timestamp) * 1_000) <= longestAgeMs)) throw new CallRefused('签名的时间太久')
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${given('nonce')}\n`), body, Buffer.from('\n')])
  if (!verify('sha256', signed, platformKeyOf(platformKey), Buffer.from(given('signature'), 'base64'))) throw new CallRefused('签名不对')
}

export type Sealed = { ciphertext: string; nonce: string; associated_data?: string | undefined }
const tagBytes = 16

/** 回调报文解密: AEAD_AES_256_GCM with the APIv3 key. @throws CallUnreadable */
export function openResource(apiV3Key: string, { ciphertext, nonce, associated_data = '' }: Sealed): unknown {
  try {
    const sealed = Buffer.from(ciphertext, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    decipher.setAAD(Buffer.from(associated_data, 'utf8'))
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]).toString('utf8'))
  } catch {
    throw new CallUnreadable('解密失败，请检查 APIv3 密钥')
  }
}

/** 敏感信息: a phone sealed with the merchant's certificate (RSA-OAEP); null when it was sealed with another. */
export function openSensitive(privateKey: string, sealed: string): string | null {
  try {
    const key = { key: privateKeyOf(privateKey), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
    return privateDecrypt(key, Buffer.from(sealed, 'base64')).toString('utf8')
  } catch {
    return null
  }
}
