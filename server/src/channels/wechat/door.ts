import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { callbackAddress } from '../callback-address.ts'
import { type Account, type DoorOf, type OutgoingMessage, SendElsewhere } from '../doors.ts'
import { callWechat } from '../wechat-api/api.ts'
import { partsOf, sendParts } from '../wechat-api/parts.ts'
import { baseAddress, pushedSettings } from '../wechat-api/settings.ts'
import { tokenSourceOf } from '../wechat-api/token.ts'
import { takePush } from './push.ts'
import { inWords, windowIsOver } from './words.ts'

export const WechatSettings = z.strictObject({
  ...pushedSettings,
  /** 模板消息, for what comes after the 48 hours; empty: it goes by another way then. */
  templateId: z.string().trim().max(100).default(''),
  templateNumberField: z.string().trim().max(40).default('character_string1'),
  templateTextField: z.string().trim().max(40).default('thing2'),
  base: baseAddress('https://api.weixin.qq.com'),
})
export type WechatSettings = z.infer<typeof WechatSettings>
export type WechatAccount = Account<WechatSettings>

/** 微信公众号: messages to the account, answered as 客服消息, later by template. Source: docs/rules/connectors.md */
export const wechatDoor: DoorOf<WechatSettings> = {
  settings: WechatSettings as unknown as z.ZodType<WechatSettings>,
  secrets: ['appSecret', 'token', 'encodingAesKey'],
  async check(deps, account) {
    await callWechat(deps, tokenSourceOf(account), 'GET', '/cgi-bin/get_api_domain_ip').catch((error) => {
      throw inWords(error)
    })
    return `连接正常。服务器地址（URL）：${await callbackAddress(deps, account)}`
  },
  hasOwnNames: true,
  send: sendToFollower,
  takeCall: takePush,
}

/** Source: developers.weixin.qq.com 客服消息 */
const longestBytes = 2_048
/** thing fields of a template take 20 characters. */
const longestField = 20

async function sendToFollower(deps: Deps, account: WechatAccount, message: OutgoingMessage): Promise<{ externalId?: string }> {
  const source = tokenSourceOf(account)
  try {
    await sendParts(message, partsOf(message.text, longestBytes), (content) =>
      callWechat(deps, source, 'POST', '/cgi-bin/message/custom/send', { touser: message.to, msgtype: 'text', text: { content } }),
    )
    return {}
  } catch (error) {
    if (!windowIsOver(error) || account.settings.templateId === '') throw inWords(error)
    return sendByTemplate(deps, account, message)
  }
}

/**
 * 模板消息: says which case and what it is about, and opens the case's own page, where the words stand whole. Words that do not fit and have no page
 * go by another way: nobody is answered with the first twenty characters.
 */
async function sendByTemplate(deps: Deps, account: WechatAccount, message: OutgoingMessage): Promise<{ externalId?: string }> {
  const { templateId, templateNumberField, templateTextField } = account.settings
  const { to, subject, text, caseNumber, link } = message
  const url = (await link?.()) ?? null
  if (url === null && [...text].length > longestField) throw new SendElsewhere('客户 48 小时内没有和公众号互动，模板消息放不下这段话')
  const told = await callWechat(deps, tokenSourceOf(account), 'POST', '/cgi-bin/message/template/send', {
    touser: to,
    template_id: templateId,
    ...(url !== null && { url }),
    data: {
      [templateNumberField]: { value: caseNumber ?? '-' },
      [templateTextField]: { value: fitting(url === null ? text.replace(/\s+/g, ' ') : subject) },
    },
  }).catch((error) => {
    throw inWords(error)
  })
  return told.msgid === undefined ? {} : { externalId: String(told.msgid) }
}

function fitting(words: string): string {
  const characters = [...words]
  return characters.length > longestField ? `${characters.slice(0, longestField - 1).join('')}…` : words
}
