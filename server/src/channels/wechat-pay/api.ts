import type { Deps } from '../../platform/deps.ts'
import { callOutside } from '../../platform/outgoing.ts'
import { SendRefused } from '../doors.ts'
import type { PayAccount } from './door.ts'
import { authorizationOf, requirePlatform } from './keys.ts'

/** What 微信支付 answers when it refuses. */
export class PayError extends Error {
  status: number
  code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const longestAnswer = 4 * 1024 * 1024
const largestImage = 10 * 1024 * 1024
const timeoutMs = 8_000

function headersOf(deps: Deps, { settings }: PayAccount, method: string, path: string, body: string) {
  return {
    accept: 'application/json',
    'user-agent': 'zhiwei',
    'wechatpay-serial': settings.platformSerial,
    authorization: authorizationOf(settings, method, path, body, deps.clock()),
    ...(body !== '' && { 'content-type': 'application/json' }),
  }
}

/** One call of APIv3; its answer is proven to be the platform's. @throws PayError, CallRefused, Error */
export async function callPay(deps: Deps, account: PayAccount, method: 'GET' | 'POST', path: string, given?: object): Promise<unknown> {
  const body = given ? JSON.stringify(given) : ''
  const answer = await callOutside(method, `${account.settings.base}${path}`, body === '' ? null : body, deps.config.outgoingAllow, {
    headers: headersOf(deps, account, method, path, body),
    timeoutMs,
    mostBytes: longestAnswer,
  })
  const told = textOf(answer.body)
  if (answer.status < 200 || answer.status > 299)
    throw new PayError(answer.status, String(told.code ?? ''), String(told.message ?? `HTTP ${answer.status}`))
  requirePlatform(account.settings, answer.headers, answer.body, deps.clock())
  return told
}

function textOf(body: Buffer): Record<string, unknown> {
  try {
    const told: unknown = JSON.parse(body.toString('utf8') || '{}')
    return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** 图片下载: signed as any request; only of the platform's own address, whatever the complaint says. null: it is none of the platform's. */
export async function fetchImage(deps: Deps, account: PayAccount, address: string): Promise<Buffer | null> {
  const { pathname, search } = new URL(address)
  if (!pathname.startsWith('/v3/merchant-service/images/')) return null
  const path = `${pathname}${search}`
  const answer = await callOutside('GET', `${account.settings.base}${path}`, null, deps.config.outgoingAllow, {
    headers: { ...headersOf(deps, account, 'GET', path, ''), accept: '*/*' },
    timeoutMs: 3 * timeoutMs,
    mostBytes: largestImage,
  })
  if (answer.status !== 200) throw new PayError(answer.status, '', `HTTP ${answer.status}`)
  return answer.body
}

const words: Record<string, string> = {
  SIGN_ERROR: '签名不对：请检查商户号、证书序列号和私钥',
  NO_AUTH: '这个商户号没有消费者投诉的接口权限',
  FREQUENCY_LIMITED: '调用太频繁，稍后再试',
  RATELIMIT_EXCEEDED: '调用太频繁，稍后再试',
  RESOURCE_NOT_EXISTS: '微信支付没有这张投诉单',
  SYSTEM_ERROR: '微信支付系统繁忙，稍后再试',
}
/** What is wrong with the message itself does not change by trying again. */
const refused = [400, 403, 404]

/** A refusal in words: as something to be tried again, or not. */
export function inWords(error: unknown): Error {
  if (!(error instanceof PayError)) return error instanceof Error ? error : new Error(String(error))
  const said = `${words[error.code] ?? `微信支付答复：${error.message}`}（${error.code || error.status}）`
  return refused.includes(error.status) ? new SendRefused(said) : new Error(said)
}
