import type { Deps } from '../../platform/deps.ts'
import type { Account } from '../doors.ts'
import { type CallAnswer, CallRefused, CallUnreadable, type DoorSources, type IncomingCall, jsonOf, plainAnswer } from '../incoming-call.ts'
import type { SmsSettings } from './door.ts'
import { SmsReply, takeReply } from './reply.ts'
import { isSmsSigned } from './sign.ts'

/** 短信上行: the gateway hands a reply on, signed with the account's secret over the bytes. */
export async function takeSmsCall(
  deps: Deps,
  account: Account<SmsSettings>,
  { headers, body }: IncomingCall,
  sources: DoorSources,
): Promise<CallAnswer> {
  if (!isSmsSigned(account.settings.secret, headers, body, deps.clock())) throw new CallRefused('签名不正确或已过期')
  const given = SmsReply.safeParse(jsonOf(body))
  if (!given.success || !(await takeReply(deps, account, given.data, sources))) throw new CallUnreadable('需要 id、from（手机号）和 text')
  return plainAnswer('', 204)
}
