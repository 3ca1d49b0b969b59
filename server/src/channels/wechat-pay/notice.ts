import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { type CallAnswer, CallUnreadable, type IncomingCall, jsonOf } from '../incoming-call.ts'
import type { PayAccount } from './door.ts'
import { openResource, requirePlatform } from './keys.ts'
import { changePayState } from './state.ts'

const Notice = z.object({
  id: z.string(),
  event_type: z.string(),
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string().optional() }),
})
const Named = z.object({ complaint_id: z.string().min(1).max(64), action_type: z.string().optional() })
const taken: CallAnswer = { status: 200, type: 'application/json', body: '{"code":"SUCCESS"}' }

/**
 * 投诉通知回调: names a complaint that is new or has changed. It is kept and answered at once (the other side waits five seconds); what it is
 * about is fetched by the clock.
 * Source: pay.weixin.qq.com/docs/merchant/apis/consumer-complaint/complaint-notifications
 */
export async function takeNotice(deps: Deps, account: PayAccount, { method, headers, body }: IncomingCall): Promise<CallAnswer> {
  requirePlatform(account.settings, headers, body, deps.clock())
  if (method !== 'POST') throw new CallUnreadable('须以 POST 通知')
  const notice = Notice.safeParse(jsonOf(body))
  if (!notice.success) throw new CallUnreadable('通知读不懂')
  if (!notice.data.event_type.startsWith('COMPLAINT.')) return taken
  const named = Named.safeParse(openResource(account.settings.apiV3Key, notice.data.resource))
  if (!named.success) throw new CallUnreadable('通知里没有投诉单号')
  await deps.database
    .tenant(account.tenantId)
    .transaction()
    .execute((tx) =>
      changePayState(tx, deps.keys, account, (state) => ({
        ...state,
        wanted: { ...state.wanted, [named.data.complaint_id]: deps.clock().getTime() },
      })),
    )
  return taken
}
