import { createHmac } from 'node:crypto'
import type { RobotKind } from '@zhiwei/contract'
import type { Said } from '../words.ts'

// 群机器人: how the three messengers want to be told. Sources: 企业微信「群机器人配置说明」; 钉钉「自定义机器人」加签; 飞书「自定义机器人」签名校验.

export type RobotCall = { address: string; body: unknown }
type Robot = { kind: RobotKind; address: string; secret: string | null }

export function robotCall({ kind, address, secret }: Robot, said: Said, now: Date): RobotCall {
  switch (kind) {
    case 'wecom':
      return { address, body: { msgtype: 'markdown', markdown: { content: markdownOf(said) } } }
    case 'dingtalk':
      return {
        address: secret ? signedDingtalk(address, secret, now) : address,
        body: { msgtype: 'markdown', markdown: { title: said.subject, text: markdownOf(said) } },
      }
    case 'feishu':
      return {
        address,
        body: {
          ...(secret && feishuSign(secret, now)),
          msg_type: 'text',
          content: { text: [said.subject, ...said.lines, said.link].join('\n') },
        },
      }
  }
}

/** What the messenger takes, in bytes of UTF-8: of 企业微信 4,096; the others take more. */
const mostBytes = 4_000

function markdownOf({ subject, lines, link }: Said): string {
  const end = `\n\n[打开通知](${link})`
  let text = `**${subject}**`
  for (const line of lines) {
    const next = `${text}\n\n${line}`
    if (Buffer.byteLength(next) + Buffer.byteLength(end) > mostBytes) break
    text = next
  }
  return text + end
}

/** 加签: HMAC of the time in milliseconds and the secret, under the secret, in the address. */
function signedDingtalk(address: string, secret: string, now: Date): string {
  const timestamp = now.getTime()
  const url = new URL(address)
  url.searchParams.set('timestamp', String(timestamp))
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
  return url.href
}

/** 签名校验: HMAC of nothing, under the time in seconds and the secret. */
function feishuSign(secret: string, now: Date) {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') }
}

/** All three answer 200 also when they refuse; the code in the body counts. @throws Error with their words */
export function requireTaken({ status, body }: { status: number; body: string }) {
  let answer: { errcode?: number; code?: number; StatusCode?: number; errmsg?: string; msg?: string } = {}
  try {
    answer = JSON.parse(body)
  } catch {
    throw new Error(`对方答复 ${status}，不是机器人接口的格式`)
  }
  const code = answer.errcode ?? answer.code ?? answer.StatusCode
  if (status === 200 && code === 0) return
  throw new Error(`对方答复 ${code ?? status}：${(answer.errmsg ?? answer.msg ?? '').slice(0, 200)}`)
}
