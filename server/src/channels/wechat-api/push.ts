import type { Deps } from '../../platform/deps.ts'
import { type CallAnswer, CallRefused, CallUnreadable, type IncomingCall, plainAnswer } from '../incoming-call.ts'
import { openEnvelope, requireFresh, requireSigned, sealEnvelope, signatureOf } from './envelope.ts'
import { cdata, readXml, textIn, type XmlFields, type XmlValue } from './xml.ts'

/** Of 公众号 and 小程序: how 消息推送 is set up there. An empty EncodingAESKey is 明文模式. */
export type PushSettings = { appId: string; token: string; encodingAesKey: string }
export type Pushed = { fields: XmlFields; isSealed: boolean }

/** 接入验证: the echo proves that this address is ours. @throws CallRefused */
export function echo({ token }: PushSettings, { query }: IncomingCall): CallAnswer {
  requireSigned(query.signature, token, query.timestamp, query.nonce)
  return plainAnswer(query.echostr ?? '')
}

/**
 * A pushed message, in XML or JSON, plain or sealed. In the plain mode the signature does not cover the words, so an account that has a key
 * takes sealed ones only.
 * @throws CallRefused, CallUnreadable
 */
export function openPush(deps: Pick<Deps, 'clock'>, settings: PushSettings, { query, body }: IncomingCall): Pushed {
  const { token, encodingAesKey, appId } = settings
  const { timestamp, nonce } = query
  const text = body.toString('utf8')
  if (encodingAesKey === '') {
    requireSigned(query.signature, token, timestamp, nonce)
    requireFresh(timestamp, deps.clock())
    return { fields: fieldsOf(text), isSealed: false }
  }
  const sealed = textIn(fieldsOf(text), 'Encrypt')
  if (sealed === undefined) throw new CallRefused('没有加密')
  requireSigned(query.msg_signature, token, timestamp, nonce, sealed)
  requireFresh(timestamp, deps.clock())
  return { fields: fieldsOf(openEnvelope(encodingAesKey, sealed, appId)), isSealed: true }
}

function fieldsOf(text: string): XmlFields {
  if (!text.trimStart().startsWith('{')) return readXml(text)
  try {
    return asTexts(JSON.parse(text), 0) as XmlFields
  } catch {
    throw new CallUnreadable('JSON 读不懂')
  }
}

const deepest = 8

/** JSON as the XML would have said it: every value a text. */
function asTexts(value: unknown, depth: number): XmlValue {
  if (depth > deepest) throw new CallUnreadable('JSON 太深')
  if (Array.isArray(value)) return value.map((one) => asTexts(one, depth + 1))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asTexts(one, depth + 1)]))
  return value === null || value === undefined ? '' : String(value)
}

/** 被动回复: words in the answer to the call itself, within the five seconds the other side waits. */
export function passiveReply(
  deps: Pick<Deps, 'clock'>,
  { token, encodingAesKey, appId }: PushSettings,
  pushed: Pushed,
  words: string,
): CallAnswer {
  const at = String(Math.floor(deps.clock().getTime() / 1_000))
  const from = textIn(pushed.fields, 'FromUserName') ?? ''
  const to = textIn(pushed.fields, 'ToUserName') ?? ''
  const reply = `<xml><ToUserName>${cdata(from)}</ToUserName><FromUserName>${cdata(to)}</FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>${cdata(words)}</Content></xml>`
  const type = 'text/xml; charset=utf-8'
  if (!pushed.isSealed) return { status: 200, type, body: reply }
  const sealed = sealEnvelope(encodingAesKey, reply, appId)
  const signature = signatureOf(token, at, at, sealed)
  const body = `<xml><Encrypt>${cdata(sealed)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${at}</TimeStamp><Nonce>${cdata(at)}</Nonce></xml>`
  return { status: 200, type, body }
}
