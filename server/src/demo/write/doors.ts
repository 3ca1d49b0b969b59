import { Readable } from 'node:stream'
import type { Permission } from '@zhiwei/contract'
import { type Act, messageCase, systemActor } from '../../cases/index.ts'
import { addAccount, addFile, fileComplaint, portalActor, receive, remindUs, sendMessage } from '../../channels/index.ts'
import { takeMailNow, threadMark } from '../../channels/mail/index.ts'
import { addWebhookIn, addWebhookOut, changeWebhookOut } from '../../channels/webhooks/index.ts'
import { channelSources } from '../../channels-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { agents } from '../company/company.ts'
import { filed, mails, sms, wechat, wecom } from '../words/doors.ts'
import { writeChats } from './chats.ts'
import { writeReferralSheet } from './referral-sheet.ts'

// 各个渠道用起来的样子: a few conversations a door, through the acts of the doors themselves. Nothing goes out: the demo's messages reach nobody,
// and what would fetch from outside is switched off.

const minuteMs = 60_000
/** A grey pixel: evidence needs bytes, not a picture. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mN8+vTpfwAJ1APnEYmZpwAAAABJRU5ErkJggg==', 'base64')

/** Somebody of the company, with what the acts below ask for. */
export async function personOf(tx: Tx, tenantId: string, username: string) {
  const { id } = await tx
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const permissions = new Set<Permission>(['cases:message', 'cases:note', 'cases:assign', 'cases:read'])
  return { ...systemActor(tenantId), userId: id, permissions }
}

export async function writeDoors(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const { keys } = deps
  const at = (minutesAgo: number, actor = systemActor(tenantId)): Act => ({
    tx,
    keys,
    actor,
    now: new Date(now.getTime() - minutesAgo * minuteMs),
  })
  const agent = await personOf(tx, tenantId, agents[0] ?? '')
  await writeMails(deps, at, agent)
  await writeFilings(deps, at)
  await writeConversations(at)
  await writeWebhooks(at)
  await writeChats(at, agent)
  await writeReferralSheet(deps, at(25, agent))
}
type At = (minutesAgo: number, actor?: Act['actor']) => Act

async function writeMails(deps: Deps, at: At, agent: Act['actor']) {
  const { tx, actor } = at(0)
  const { id } = await addAccount(at(2_000), {
    door: 'email',
    name: '客服邮箱',
    settings: {
      address: 'service@yunqi.example',
      senderName: '云栖家电客户服务',
      smtpHost: 'mail.yunqi.example',
      trustedAuthServer: 'mx.yunqi.example',
    },
  })
  const account = { tenantId: actor.tenantId, id }
  const take = (minutesAgo: number, uid: number, raw: Buffer) =>
    takeMailNow(tx, { ...deps, clock: () => at(minutesAgo).now }, account, { uid, raw }, channelSources.intake)
  const { thread, caseId } = await take(300, 1, mails.first)
  if (thread && caseId) {
    await messageCase(at(240, agent), caseId, { direction: 'toCustomer', text: mails.ours })
    await take(180, 2, mails.reply(await threadMark(tx, deps, actor.tenantId, thread)))
  }
  await take(95, 3, mails.english)
  await take(50, 4, mails.spoofed)
}

async function writeFilings(deps: Deps, at: At) {
  const { tx, actor } = at(0)
  const tenant = await tx
    .selectFrom('tenant')
    .select(['id', 'code', 'name', 'zone', 'demo'])
    .where('id', '=', actor.tenantId)
    .executeTakeFirstOrThrow()
  for (const [index, { message, hasPhoto, ...given }] of filed.entries()) {
    const minutesAgo = 200 - index * 60
    const who = portalActor(tenant.id, `demo ${index}`)
    const input = { ...given, deviceKey: newId(), consentVersion: 1 }
    const { filed: made } = await fileComplaint(at(minutesAgo, who), tenant, input, null, 'zh', channelSources.portal)
    const { id: caseId } = await tx
      .selectFrom('complaint_case')
      .select('id')
      .where('tenant_id', '=', tenant.id)
      .where('number', '=', made.number)
      .executeTakeFirstOrThrow()
    const to = (minutes: number) => ({ act: at(minutes, who), caseId, language: 'zh' as const, sources: channelSources.portal })
    if (hasPhoto) {
      const stored = await deps.files.store(Readable.from([photo]), photo.length)
      await addFile(to(minutesAgo - 1), { ...stored, name: '碎玻璃门.png', contentType: 'image/png' })
    }
    if (message) await sendMessage(to(minutesAgo - 5), message)
    if (index === 0) await remindUs(to(30), '小孩在家，希望今天能来取')
  }
}

async function writeConversations(at: At) {
  const open = async (door: 'wecom' | 'wechat', name: string, settings: Record<string, unknown>) =>
    (await addAccount(at(2_000), { door, name, settings })).id
  const aesKey = 'demo'.padEnd(43, '0')
  const wecomId = await open('wecom', '企业微信客服', { corpId: 'wwdemo', secret: 'demo', token: 'demo', encodingAesKey: aesKey })
  const wechatId = await open('wechat', '公众号', {
    appId: 'wx00000000demo'.replace('demo', '0000'),
    appSecret: 'demo',
    token: 'demo',
    encodingAesKey: aesKey,
  })
  await at(0)
    .tx.updateTable('channel_account')
    .set({ is_open: false })
    .where('tenant_id', '=', at(0).actor.tenantId)
    .where('id', 'in', [wecomId, wechatId])
    .execute()
  const smsAccount = await at(0)
    .tx.selectFrom('channel_account')
    .select('id')
    .where('tenant_id', '=', at(0).actor.tenantId)
    .where('door', '=', 'sms')
    .executeTakeFirst()
  const write = async (door: 'wecom' | 'wechat', accountId: string, said: readonly string[], minutesAgo: number) => {
    for (const [no, text] of said.entries())
      await receive(
        at(minutesAgo - no * 4),
        {
          door,
          accountId,
          thread: `demo-${door}-customer`,
          address: `demo-${door}-customer`,
          complaint: { channel: 'wechat', externalId: `demo:${door}:${no}`, complainant: { customerNo: `${door}:demo-customer` }, text },
        },
        channelSources.intake,
      )
  }
  await write('wecom', wecomId, wecom, 140)
  await write('wechat', wechatId, wechat, 85)
  const phone = '13900003322'
  await receive(
    at(65),
    {
      door: 'sms',
      accountId: smsAccount?.id ?? null,
      thread: phone,
      address: phone,
      isProven: true,
      complaint: { channel: 'sms', externalId: 'demo:sms:1', complainant: { phone }, text: sms },
    },
    channelSources.intake,
  )
}

/** What was told, and one event that the other side never took (死信). */
async function writeWebhooks(at: At) {
  const { tx, actor, now } = at(0)
  const { tenantId } = actor
  await addWebhookIn(at(3_000), {
    name: '商城投诉表单',
    channel: 'api',
    mapping: { text: { pointer: '/form/content' }, phone: { pointer: '/form/mobile' }, externalId: { pointer: '/form/no' } },
  })
  const { id } = await addWebhookOut(at(3_000), {
    name: '质量管理系统',
    address: 'https://qms.yunqi.example/hooks/zhiwei',
    kinds: ['complaint.received', 'case.answered', 'case.closed'],
    withTexts: false,
  })
  await changeWebhookOut(at(0), id, { isOpen: false, version: 1 })
  const events = await tx
    .selectFrom('case_event')
    .select(['seq', 'kind', 'case_id'])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['case.answered', 'case.closed'])
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(4)
    .execute()
  const rows = events.map(({ seq, kind, case_id }, index) => {
    const isDead = index === 2
    return {
      tenant_id: tenantId,
      id: newId(),
      webhook_id: id,
      seq: Number(seq),
      kind,
      case_id,
      state: isDead ? ('dead' as const) : ('delivered' as const),
      at: new Date(now.getTime() - (index + 1) * 20 * minuteMs),
      tries: isDead ? 8 : 1,
      status: isDead ? 503 : 204,
      error: isDead ? '对方答复 503' : null,
    }
  })
  if (rows.length > 0) await tx.insertInto('webhook_delivery').values(rows).execute()
}
