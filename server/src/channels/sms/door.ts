import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { OutgoingRefused, postOutside } from '../../platform/outgoing.ts'
import { type Account, type DoorOf, SendRefused } from '../doors.ts'
import { mobileOf } from '../outgoing/addresses.ts'
import { signatureOf, timestampNow } from '../signed-bytes.ts'
import { takeSmsCall } from './call.ts'
import { signatureHeader, timestampHeader } from './sign.ts'

export const SmsSettings = z.strictObject({
  /** Where messages are handed over: JSON `{ id, to, text }` by POST. */
  address: z.url({ protocol: /^https?$/ }).max(500),
  keyId: z.string().trim().min(1).max(200),
  secret: z.string().min(8).max(500),
  /** 短信签名, put before each message: 【某某公司】. */
  signName: z.string().trim().max(30).default(''),
})
export type SmsSettings = z.infer<typeof SmsSettings>

/** 短信: by any provider or gateway that speaks the small signed interface of docs/rules/outgoing.md. `id` is the same at every try: taken once. */
export const smsDoor: DoorOf<SmsSettings> = {
  settings: SmsSettings,
  secrets: ['secret'],
  takeCall: takeSmsCall,
  async check(deps, account) {
    const { status } = await call(deps, account, { check: true })
    if (status >= 200 && status < 300) return '短信网关已接受签名'
    throw new Error(status === 401 || status === 403 ? `短信网关不接受签名（${status}）` : `短信网关答复 ${status}`)
  },
  async send(deps, account, { id, to, text }) {
    const mobile = mobileOf(to)
    if (!mobile) throw new SendRefused('不是手机号码')
    const { signName } = account.settings
    const { status, body } = await call(deps, account, { id, to: mobile, text: signName ? `【${signName}】${text}` : text })
    if (status >= 200 && status < 300) return { externalId: idIn(body) ?? id }
    const said = `短信网关答复 ${status}${wordsIn(body)}`.replaceAll(mobile, '***')
    // Wrong number, words that are not allowed: said once, never taken. Signature, load and everything of theirs may pass.
    throw [400, 404, 409, 410, 422].includes(status) ? new SendRefused(said) : new Error(said)
  },
}

function call({ config, clock }: Deps, { settings }: Account<SmsSettings>, body: object) {
  const timestamp = timestampNow(clock())
  const headers = {
    'x-key-id': settings.keyId,
    [timestampHeader]: timestamp,
    [signatureHeader]: signatureOf(settings.secret, timestamp, JSON.stringify(body)).toString('hex'),
  }
  try {
    return postOutside(settings.address, body, config.outgoingAllow, { headers })
  } catch (error) {
    if (error instanceof OutgoingRefused) throw new Error(error.message)
    throw error
  }
}

function parsed(body: string): { id?: unknown; message?: unknown } {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
const idIn = (body: string) => {
  const { id } = parsed(body)
  return typeof id === 'string' ? id.slice(0, 200) : undefined
}
const wordsIn = (body: string) => {
  const { message } = parsed(body)
  return typeof message === 'string' ? `：${message.slice(0, 200)}` : ''
}
