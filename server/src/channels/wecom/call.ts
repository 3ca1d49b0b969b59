import type { Deps } from '../../platform/deps.ts'
import { type CallAnswer, CallUnreadable, type IncomingCall, plainAnswer } from '../incoming-call.ts'
import { openEnvelope, requireFresh, requireSigned } from '../wechat-api/envelope.ts'
import { readXml, textIn } from '../wechat-api/xml.ts'
import type { WecomAccount } from './door.ts'
import { changeKfState } from './state.ts'

/**
 * 回调: says only that there is something to fetch, and gives a token that is good for ten minutes. It is kept and answered at once; what waits
 * is fetched by the clock, so that a kill in between loses nothing.
 * Source: developer.work.weixin.qq.com/document/path/94670
 */
export async function takeKfCall(deps: Deps, account: WecomAccount, { method, query, body }: IncomingCall): Promise<CallAnswer> {
  const { token, encodingAesKey, corpId } = account.settings
  const { msg_signature: signature, timestamp, nonce, echostr } = query
  if (method === 'GET') {
    requireSigned(signature, token, timestamp, nonce, echostr)
    return plainAnswer(openEnvelope(encodingAesKey, echostr ?? '', corpId))
  }
  const sealed = textIn(readXml(body.toString('utf8')), 'Encrypt')
  requireSigned(signature, token, timestamp, nonce, sealed)
  requireFresh(timestamp, deps.clock())
  const event = readXml(openEnvelope(encodingAesKey, sealed ?? '', corpId))
  if (textIn(event, 'Event') !== 'kf_msg_or_event') return plainAnswer('success')
  const askedWith = textIn(event, 'Token')
  if (askedWith === undefined) throw new CallUnreadable('没有 Token')
  await deps.database
    .tenant(account.tenantId)
    .transaction()
    .execute((tx) =>
      changeKfState(tx, deps.keys, account, (state) => ({
        ...state,
        wanted: { ...state.wanted, [textIn(event, 'OpenKfId') ?? '']: { token: askedWith, at: deps.clock().getTime() } },
      })),
    )
  return plainAnswer('success')
}
