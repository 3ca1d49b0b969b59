import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { callbackAddress } from '../callback-address.ts'
import { type Account, type DoorOf, type OutgoingMessage, SendRefused } from '../doors.ts'
import { sendParts } from '../wechat-api/parts.ts'
import { baseAddress } from '../wechat-api/settings.ts'
import { callPay, inWords, PayError } from './api.ts'
import { fetchComplaints } from './fetch.ts'
import { platformKeyOf, privateKeyOf } from './keys.ts'
import { takeNotice } from './notice.ts'

const keyText = (check: (key: string) => unknown, words: string) =>
  z
    .string()
    .min(1)
    .max(10_000)
    .refine((key) => {
      try {
        check(key)
        return true
      } catch {
        return false
      }
    }, words)

export const PaySettings = z.strictObject({
  mchId: z
    .string()
    .trim()
    .regex(/^\d{6,20}$/, '商户号是一串数字'),
  /** Of the merchant's API certificate. */
  serialNo: z
    .string()
    .trim()
    .regex(/^[0-9A-Fa-f]{10,80}$/, '证书序列号是一串十六进制数'),
  privateKey: keyText(privateKeyOf, '这不是 apiclient_key.pem 的内容'),
  apiV3Key: z.string().trim().length(32, 'APIv3 密钥是 32 位'),
  /** PUB_KEY_ID_… of 微信支付公钥, or the serial number of the platform's certificate. */
  platformSerial: z.string().trim().min(1).max(80),
  platformKey: keyText(platformKeyOf, '这不是微信支付公钥或平台证书的内容'),
  base: baseAddress('https://api.mch.weixin.qq.com'),
})
export type PaySettings = z.infer<typeof PaySettings>
export type PayAccount = Account<PaySettings>

/** 微信支付消费者投诉 2.0. Source: docs/rules/connectors.md */
export const wechatPayDoor: DoorOf<PaySettings> = {
  settings: PaySettings as unknown as z.ZodType<PaySettings>,
  secrets: ['privateKey', 'apiV3Key'],
  check,
  hasOwnNames: true,
  send: respond,
  takeCall: takeNotice,
  fetch: fetchComplaints,
  complete,
}

async function check(deps: Deps, account: PayAccount): Promise<string> {
  const address = await callbackAddress(deps, account)
  try {
    const told = (await callPay(deps, account, 'GET', '/v3/merchant-service/complaint-notifications')) as { url?: string }
    if (told.url?.endsWith(address)) return '连接正常，投诉通知地址已经设好'
    return `连接正常。微信支付现在通知的是 ${told.url ?? '别处'}，请改为：${address}`
  } catch (error) {
    if (error instanceof PayError && error.code === 'RESOURCE_NOT_EXISTS')
      return `连接正常。还没有投诉通知地址，请在微信支付设为：${address}`
    throw inWords(error)
  }
}

/** 回复用户: the platform takes 500 characters at once. */
const longestPart = 500
const pathOf = (complaintId: string, noun: string) => `/v3/merchant-service/complaints-v2/${encodeURIComponent(complaintId)}/${noun}`

async function respond(deps: Deps, account: PayAccount, message: OutgoingMessage): Promise<object> {
  if (!message.thread) throw new SendRefused('不知道是哪张投诉单')
  const path = pathOf(message.thread, 'response')
  const characters = [...message.text]
  const parts = Array.from({ length: Math.ceil(characters.length / longestPart) }, (_, at) =>
    characters.slice(at * longestPart, (at + 1) * longestPart).join(''),
  )
  await sendParts(message, parts, (content) =>
    callPay(deps, account, 'POST', path, { complainted_mchid: account.settings.mchId, response_content: content }).catch((error) => {
      throw inWords(error)
    }),
  )
  return {}
}

/** 反馈处理完成, once our case is closed. */
async function complete(deps: Deps, account: PayAccount, complaintId: string) {
  await callPay(deps, account, 'POST', pathOf(complaintId, 'complete'), { complainted_mchid: account.settings.mchId }).catch((error) => {
    throw inWords(error)
  })
}
