import { z } from 'zod'
import { callbackAddress } from '../callback-address.ts'
import type { Account, DoorOf, OutgoingMessage } from '../doors.ts'
import { SendRefused } from '../doors.ts'
import { callWechat } from '../wechat-api/api.ts'
import { partsOf, sendParts } from '../wechat-api/parts.ts'
import { baseAddress, EncodingAesKey, secretLine } from '../wechat-api/settings.ts'
import { takeKfCall } from './call.ts'
import { fetchKf } from './fetch.ts'
import { tokenSourceOf } from './token.ts'
import { inWords } from './words.ts'

export const WecomSettings = z.strictObject({
  corpId: z.string().trim().min(1).max(64),
  secret: secretLine,
  /** Of the callback (接收事件服务器). */
  token: secretLine,
  encodingAesKey: EncodingAesKey,
  /** Said when a customer opens the conversation; empty: nothing. */
  welcome: z.string().trim().max(600).default(''),
  base: baseAddress('https://qyapi.weixin.qq.com'),
})
export type WecomSettings = z.infer<typeof WecomSettings>
export type WecomAccount = Account<WecomSettings>

/** 企业微信客服: what customers write in the conversation of a 客服账号, and what is answered there. Source: docs/rules/connectors.md */
export const wecomDoor: DoorOf<WecomSettings> = {
  settings: WecomSettings as unknown as z.ZodType<WecomSettings>,
  secrets: ['secret', 'token', 'encodingAesKey'],
  async check(deps, account) {
    const told = await callWechat(deps, tokenSourceOf(account), 'POST', '/cgi-bin/kf/account/list', { offset: 0, limit: 100 }).catch(
      (error) => {
        throw inWords(error)
      },
    )
    const names = Array.isArray(told.account_list) ? told.account_list.map((one: { name?: string }) => one.name).join('、') : ''
    return `连接正常，客服账号：${names || '无'}。回调地址：${await callbackAddress(deps, account)}`
  },
  hasOwnNames: true,
  send: sendKf,
  takeCall: takeKfCall,
  fetch: fetchKf,
}

/** The longest text of one message, in bytes. Source: developer.work.weixin.qq.com/document/path/94677 */
const longestBytes = 2_048

/** A message in the conversation; what is too long goes out in parts. */
async function sendKf(
  deps: Parameters<typeof callWechat>[0],
  account: WecomAccount,
  message: OutgoingMessage,
): Promise<{ externalId: string }> {
  const [openKfId, customer] = message.thread?.split(' ') ?? []
  if (!openKfId || !customer) throw new SendRefused('不知道是哪个客服会话')
  const parts = partsOf(message.text, longestBytes)
  // 32 characters at most, the same at every try.
  const id = message.id.replaceAll('-', '').slice(0, 30)
  await sendParts(message, parts, async (content, at) => {
    const body = { touser: customer, open_kfid: openKfId, msgid: `${id}${at === 0 ? '' : `_${at}`}`, msgtype: 'text', text: { content } }
    await callWechat(deps, tokenSourceOf(account), 'POST', '/cgi-bin/kf/send_msg', body).catch((error) => {
      throw inWords(error)
    })
  })
  return { externalId: id }
}
