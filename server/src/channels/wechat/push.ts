import { systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { enqueue } from '../../platform/jobs.ts'
import { type CallAnswer, CallUnreadable, type DoorSources, type IncomingCall, plainAnswer } from '../incoming-call.ts'
import { receive } from '../receive.ts'
import { statusAsked } from '../status-question.ts'
import { echo, openPush, passiveReply } from '../wechat-api/push.ts'
import { textIn, type XmlFields } from '../wechat-api/xml.ts'
import type { WechatAccount } from './door.ts'
import { answerQuestion } from './status-question.ts'

export const mediaJob = 'channels.fetchWechatMedia'
const longestText = 20_000
const mediaWords: Record<string, string> = { image: '图片', voice: '语音', video: '视频', shortvideo: '小视频' }

/**
 * 接收消息: kept at once and answered with nothing, well within the five seconds after which the other side calls again; its three tries are one
 * message. A question how a case stands is answered in the call itself; pictures are fetched by a job.
 * Source: developers.weixin.qq.com 接收普通消息
 */
export async function takePush(deps: Deps, account: WechatAccount, call: IncomingCall, sources: DoorSources): Promise<CallAnswer> {
  if (call.method === 'GET') return echo(account.settings, call)
  const pushed = openPush(deps, account.settings, call)
  const { fields } = pushed
  const kind = textIn(fields, 'MsgType')
  const from = textIn(fields, 'FromUserName')
  if (!kind || !from) throw new CallUnreadable('没有 MsgType 或 FromUserName')
  if (kind === 'event') return plainAnswer('success')

  const text = wordsOf(kind, fields)
  const question = kind === 'text' ? statusAsked(text) : null
  if (question) {
    const words = await deps.database
      .tenant(account.tenantId)
      .transaction()
      .execute((tx) => {
        const act = { tx, keys: deps.keys, actor: systemActor(account.tenantId), now: deps.clock() }
        return answerQuestion(act, question, { accountId: account.id, openId: from }, sources)
      })
    return passiveReply(deps, account.settings, pushed, words)
  }
  await keep(deps, account, { fields, from, kind, text }, sources)
  return plainAnswer('success')
}

type Message = { fields: XmlFields; from: string; kind: string; text: string }

async function keep(deps: Deps, account: WechatAccount, { fields, from, kind, text }: Message, sources: DoorSources) {
  const { tenantId, id: accountId } = account
  const messageId = textIn(fields, 'MsgId')
  if (!messageId) throw new CallUnreadable('没有 MsgId')
  const now = deps.clock()
  const sentAt = new Date(Number(textIn(fields, 'CreateTime')) * 1_000)
  await deps.database
    .writer(tenantId)
    .transaction()
    .execute(async (tx) => {
      const { caseId, isRepeat } = await receive(
        { tx, keys: deps.keys, actor: systemActor(tenantId), now },
        {
          door: 'wechat',
          accountId,
          thread: from,
          address: from,
          complaint: {
            channel: 'wechat',
            externalId: `wechat:${messageId}`.slice(0, 200),
            receivedAt: (sentAt < now ? sentAt : now).toISOString(),
            complainant: { customerNo: `wechat:${from}`.slice(0, 100) },
            text: text.slice(0, longestText),
          },
        },
        sources.intake,
      )
      const mediaId = textIn(fields, 'MediaId')
      const name = mediaWords[kind]
      if (mediaId && name && !isRepeat)
        await enqueue(tx, mediaJob, { tenantId, accountId, caseId, mediaId, name: `${name}-${messageId.slice(-8)}` })
    })
}

function wordsOf(kind: string, fields: XmlFields): string {
  const said = (name: string) => textIn(fields, name)?.trim() ?? ''
  if (kind === 'text') return said('Content') || '[空消息]'
  // 语音识别, where the account has it switched on.
  if (kind === 'voice' && said('Recognition')) return `[语音] ${said('Recognition')}`
  if (mediaWords[kind]) return `[${mediaWords[kind]}]`
  if (kind === 'location') return `[位置] ${said('Label')}`.trim()
  if (kind === 'link') return `[链接] ${said('Title')} ${said('Url')}`.trim()
  return `[${kind} 消息，请在公众平台里查看]`
}
