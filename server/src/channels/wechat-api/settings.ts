import { z } from 'zod'

/** Where the other side listens: its own host, unless a relay of the company stands in between. */
export const baseAddress = (standard: string) =>
  z
    .url({ protocol: /^https?$/ })
    .max(200)
    .default(standard)
    .transform((address) => address.replace(/\/+$/, ''))

export const secretLine = z.string().trim().min(1).max(300)
/** 43 characters, as 微信 makes them. */
export const EncodingAesKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{43}$/, 'EncodingAESKey 是 43 位字母和数字')

/** Of 公众号 and 小程序; an empty key is 明文模式, in which the signature does not cover the words. */
export const pushedSettings = {
  appId: z
    .string()
    .trim()
    .regex(/^wx[0-9a-f]{8,32}$/i, 'AppID 以 wx 开头'),
  appSecret: secretLine,
  token: secretLine,
  encodingAesKey: z
    .string()
    .trim()
    .regex(/^([A-Za-z0-9]{43})?$/, 'EncodingAESKey 是 43 位字母和数字')
    .default(''),
}
