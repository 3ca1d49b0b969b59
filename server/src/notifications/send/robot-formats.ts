import { createHmac } from 'node:crypto'
import type { RobotKind } from '@zhiwei/contract'
import type { Said } from '../words.ts'

// 群机器人: how the three messengers want to be told. Sources: 企业微信「群机器人配置说明」; 钉钉「自定义机器人」加签; 飞书「自定义机器人」签名校验.

type RobotCall = { address: string; body: unknown }
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
          content: { text: linesOf(said) },
        },
      }
    case 'webhook':
      return { address: secret ? signedWebhook(address, secret, now) : address, body: { ...said, at: now.toISOString() } }
  }
}

/** As 钉钉 signs: HMAC of the time and the secret, under the secret, in the address, for whoever wants to know that it is us. */
const signedWebhook = (address: string, secret: string, now: Date) => signedDingtalk(address, secret, now)

/** What the messenger takes, in bytes of UTF-8: of 企业微信 4,096; the others take more. */
const mostBytes = 4_000

/** 飞书 takes 20 KB a call. */
function linesOf({ subject, lines, link }: Said): string {
  let text = subject
  for (const line of lines) {
    if (Buffer.byteLength(`${text}\n${line}\n${link}`) > mostBytes) break
    text = `${text}\n${line}`
  }
  return `${text}\n${link}`
}

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

/** Told too often: the messenger hears nothing for a while, and the more it is asked the longer. */
export class ToldTooOften extends Error {}
/** 企业微信 45009 (20 a minute), 钉钉 130101 (20 a minute, then shut for ten), 飞书 9499 and 11232 (100 a minute, 5 a second). */
const tooOften = [45009, 130101, 9499, 11232]

/** All three messengers answer 200 also when they refuse; the code in the body counts. @throws Error with their words */
export function requireTaken({ status, body }: { status: number; body: string }, kind?: RobotKind) {
  if (status === 429) throw new ToldTooOften('对方答复 429：发送太频繁')
  if (kind === 'webhook') {
    if (status >= 200 && status < 300) return
    throw new Error(`对方答复 ${status}`)
  }
  let answer: { errcode?: number; code?: number; StatusCode?: number; errmsg?: string; msg?: string } = {}
  try {
    answer = JSON.parse(body)
  } catch {
    throw new Error(`对方答复 ${status}，不是机器人接口的格式`)
  }
  const code = answer.errcode ?? answer.code ?? answer.StatusCode
  if (status === 200 && code === 0) return
  const words = `对方答复 ${code ?? status}：${(answer.errmsg ?? answer.msg ?? '').slice(0, 200)}`
  throw code !== undefined && tooOften.includes(code) ? new ToldTooOften(words) : new Error(words)
}
