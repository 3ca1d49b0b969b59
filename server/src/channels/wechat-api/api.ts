import { sha256 } from '../../platform/crypto.ts'
import type { Deps } from '../../platform/deps.ts'
import { callOutside } from '../../platform/outgoing.ts'

/** 错误码: what 微信 answers when it refuses, with its number. */
export class WechatError extends Error {
  code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** How the tokens of an account are asked for: 企业微信 and 公众号 name their addresses differently. */
export type TokenSource = {
  accountId: string
  /** https://qyapi.weixin.qq.com, https://api.weixin.qq.com */
  base: string
  /** What it is asked with; another secret gets another token. */
  secret: string
  ask: { method: 'GET'; path: string } | { method: 'POST'; path: string; body: object }
}
type Told = { errcode?: number; errmsg?: string } & Record<string, unknown>

const kept = new Map<string, { token: string; until: number }>()
/** Of 7,200 seconds; the old one goes on for five minutes after a new one was asked for. */
const earlierMs = 5 * 60_000
/** 40001, 40014, 42001: the token is wrong or over, whatever its hour was; 41001: it is missing. */
const tokenIsOver = [40001, 40014, 42001, 41001]
const timeoutMs = 8_000
const longestAnswer = 4 * 1024 * 1024

const keyOf = ({ accountId, base, secret }: TokenSource) => `${accountId} ${base} ${sha256(secret).toString('base64')}`

/** access_token, kept in this process until shortly before its end. @throws WechatError */
async function tokenOf(deps: Deps, source: TokenSource): Promise<string> {
  const now = deps.clock().getTime()
  const known = kept.get(keyOf(source))
  if (known && known.until > now) return known.token
  const { ask, base } = source
  const told = await callJson(deps, ask.method, `${base}${ask.path}`, ask.method === 'POST' ? ask.body : null)
  if (typeof told.access_token !== 'string') throw new WechatError(told.errcode ?? -1, `没有得到 access_token：${told.errmsg ?? ''}`)
  const lifeMs = Math.max(60_000, Number(told.expires_in ?? 7_200) * 1_000 - earlierMs)
  kept.set(keyOf(source), { token: told.access_token, until: now + lifeMs })
  return told.access_token
}

async function callJson(deps: Deps, method: 'GET' | 'POST', address: string, body: object | null): Promise<Told> {
  const answer = await callOutside(method, address, body && JSON.stringify(body), deps.config.outgoingAllow, {
    timeoutMs,
    mostBytes: longestAnswer,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json; charset=utf-8' }) },
  })
  return toldBy(answer.status, answer.body)
}

function toldBy(status: number, body: Buffer): Told {
  if (status !== 200) throw new Error(`对方答复 HTTP ${status}`)
  try {
    const told: unknown = JSON.parse(body.toString('utf8'))
    if (typeof told === 'object' && told !== null) return told as Told
  } catch {
    // Told below, in words.
  }
  throw new Error('对方的答复读不懂')
}

const addressIn = (source: TokenSource, path: string, token: string) =>
  `${source.base}${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`

/** Once more with a new token where the other side says that the old one is over. */
async function withToken<T>(deps: Deps, source: TokenSource, work: (token: string) => Promise<T>): Promise<T> {
  try {
    return await work(await tokenOf(deps, source))
  } catch (error) {
    if (!(error instanceof WechatError) || !tokenIsOver.includes(error.code)) throw error
    kept.delete(keyOf(source))
    return work(await tokenOf(deps, source))
  }
}

/** One call of an API of 微信. @throws WechatError with its errcode; Error when it cannot be reached or understood */
export const callWechat = (
  deps: Deps,
  source: TokenSource,
  method: 'GET' | 'POST',
  path: string,
  body: object | null = null,
): Promise<Told> =>
  withToken(deps, source, async (token) => {
    const told = await callJson(deps, method, addressIn(source, path, token), body)
    if (told.errcode) throw new WechatError(told.errcode, told.errmsg ?? '')
    return told
  })

const largestMedia = 20 * 1024 * 1024
const mediaTimeoutMs = 30_000

/** 临时素材: bytes of a picture, voice or file, at most 20 MB. @throws WechatError, Error */
export const fetchMedia = (deps: Deps, source: TokenSource, mediaId: string): Promise<{ bytes: Buffer; name: string | undefined }> =>
  withToken(deps, source, async (token) => {
    const address = addressIn(source, `/cgi-bin/media/get?media_id=${encodeURIComponent(mediaId)}`, token)
    const answer = await callOutside('GET', address, null, deps.config.outgoingAllow, {
      timeoutMs: mediaTimeoutMs,
      mostBytes: largestMedia,
    })
    if (/json|text\/plain/.test(String(answer.headers['content-type'] ?? ''))) {
      const told = toldBy(answer.status, answer.body)
      throw new WechatError(told.errcode ?? -1, told.errmsg ?? '没有这个文件')
    }
    if (answer.status !== 200) throw new Error(`对方答复 HTTP ${answer.status}`)
    return { bytes: answer.body, name: /filename="?([^";]+)"?/i.exec(String(answer.headers['content-disposition'] ?? ''))?.[1] }
  })
