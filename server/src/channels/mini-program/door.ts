import type { Finding } from '@zhiwei/contract'
import { z } from 'zod'
import { systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { callbackAddress } from '../callback-address.ts'
import { type Account, type DoorOf, type OutgoingMessage, SendRefused } from '../doors.ts'
import { type CallAnswer, type DoorSources, type IncomingCall, plainAnswer } from '../incoming-call.ts'
import { receive } from '../receive.ts'
import { openCaseOf } from '../threads.ts'
import { inWords } from '../wechat/words.ts'
import { callWechat, WechatError } from '../wechat-api/api.ts'
import { echo, openPush } from '../wechat-api/push.ts'
import { baseAddress, pushedSettings } from '../wechat-api/settings.ts'
import { tokenSourceOf } from '../wechat-api/token.ts'
import { textIn } from '../wechat-api/xml.ts'
import { tradeComplaintOf } from './complaint.ts'

export const MiniProgramSettings = z.strictObject({ ...pushedSettings, base: baseAddress('https://api.weixin.qq.com') })
export type MiniProgramSettings = z.infer<typeof MiniProgramSettings>
type MiniProgramAccount = Account<MiniProgramSettings>

/** 小程序交易投诉: pushed by the platform, answered once with 同意和解 or 拒绝和解. Source: docs/rules/connectors.md (also what could not be verified) */
export const miniProgramDoor: DoorOf<MiniProgramSettings> = {
  settings: MiniProgramSettings as unknown as z.ZodType<MiniProgramSettings>,
  secrets: ['appSecret', 'token', 'encodingAesKey'],
  async check(deps, account) {
    await callWechat(deps, tokenSourceOf(account), 'GET', '/cgi-bin/get_api_domain_ip').catch((error) => {
      throw inWords(error)
    })
    return `连接正常。消息推送地址（URL）：${await callbackAddress(deps, account)}`
  },
  hasOwnNames: true,
  send: respond,
  takeCall,
}

async function takeCall(deps: Deps, account: MiniProgramAccount, call: IncomingCall, sources: DoorSources): Promise<CallAnswer> {
  if (call.method === 'GET') return echo(account.settings, call)
  const { fields } = openPush(deps, account.settings, call)
  if (textIn(fields, 'Event') !== 'complaint_callback') return plainAnswer('success')
  const told = tradeComplaintOf(fields, deps.clock())
  const thread = { door: 'miniProgram' as const, accountId: account.id, thread: told.id }
  await deps.database
    .writer(account.tenantId)
    .transaction()
    .execute(async (tx) => {
      const act = { tx, keys: deps.keys, actor: systemActor(account.tenantId), now: deps.clock() }
      const incoming = { ...thread, address: told.openId, complaint: told.complaint }
      const { isRepeat } = await receive(act, incoming, sources.intake)
      // Known before: what changed is where it stands with the platform, as long as it is open with us.
      if (!isRepeat || !(await openCaseOf(act, thread))) return
      const externalId = `${told.complaint.externalId}:${told.state}:${told.expiresAt}`.slice(0, 200)
      await receive(
        act,
        { ...incoming, complaint: { channel: 'wechat', complainant: {}, externalId, text: told.progress } },
        sources.intake,
      )
    })
  return plainAnswer('success')
}

/** 1 同意和解, 2 拒绝和解: binding with the platform, so only the answer itself says it, by the finding that stands. */
const handles: Partial<Record<Finding, 1 | 2>> = { substantiated: 1, partly: 1, unsubstantiated: 2 }
const longestAnswer = 500
/** 状态不对: it has gone on to the next state. */
const stateIsOver = 309

async function respond(deps: Deps, account: MiniProgramAccount, message: OutgoingMessage): Promise<object> {
  if (!message.thread) throw new SendRefused('不知道是哪张投诉单')
  const about = await aboutOf(deps, account, message.id)
  if (about?.kind !== 'answered') throw new SendRefused('小程序交易投诉只提交正式答复，办理过程的通知不发')
  const bussiHandle = about.finding && handles[about.finding]
  if (!bussiHandle) throw new SendRefused('没有认定责任（成立、部分成立或不成立），不能替商家选择同意或拒绝和解，请在平台上处理')
  const complaintOrderId = Number(message.thread)
  if (!Number.isSafeInteger(complaintOrderId)) throw new SendRefused(`投诉单号 ${message.thread} 超出可提交的范围，请在平台上处理`)
  const body = {
    complaintOrderId,
    bussiHandle,
    content: [...message.text].slice(0, longestAnswer).join(''),
  }
  await callWechat(deps, tokenSourceOf(account), 'POST', '/wxaapi/minishop/bussiRespondComplaint', body).catch((error) => {
    if (error instanceof WechatError && error.code === stateIsOver) throw new SendRefused('平台上的投诉单已不在待商家处理的状态（309）')
    throw inWords(error)
  })
  return {}
}

/** What the message tells, and as what the complaint was found. */
const aboutOf = (deps: Deps, { tenantId }: MiniProgramAccount, id: string) =>
  deps.database
    .tenant(tenantId)
    .selectFrom('outgoing_message as m')
    .leftJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.id', '=', 'm.case_id'))
    // Of a merged case the finding is that of the case it went into.
    .leftJoin('complaint_case as h', (join) => join.onRef('h.tenant_id', '=', 'c.tenant_id').onRef('h.id', '=', 'c.merged_into'))
    .select((eb) => ['m.kind', eb.fn.coalesce('h.finding', 'c.finding').as('finding')])
    .where('m.tenant_id', '=', tenantId)
    .where('m.id', '=', id)
    .executeTakeFirst()
