import type { PortalComplaint } from '@zhiwei/contract'
import { portalJobs } from '../src/channels/index.ts'
import { runJobsOnce } from '../src/platform/jobs.ts'
import { type Client, clientOf, type World } from './harness.ts'

/** Builders of what customers do in the portal. */

let drafts = 0
export const aDraft = (given: Partial<PortalComplaint> = {}): PortalComplaint => ({
  deviceKey: `0192f0c0-0000-7000-8000-${String(++drafts).padStart(12, '0')}`,
  complainant: { name: '王小明', phone: '13912341234' },
  text: '约好上午九点上门安装空调，等了三个小时没有人来，打电话也没人接，我要求退款。',
  category: 'delivery.delay',
  consentVersion: 1,
  tenant: 'default',
  ...given,
})

/** Somebody on a phone who holds a session's token. */
export const holderOf = (world: World, token: string): Client => clientOf(world.app, { authorization: `Bearer ${token}` })

/** Files a complaint in the portal; its number, link, and the client that filed it. */
export async function aFiledCase(world: World, given: Partial<PortalComplaint> = {}, from = clientOf(world.app)) {
  const { status, body } = await from.post('/portal/complaints', aDraft(given))
  if (status !== 201) throw new Error(JSON.stringify(body))
  const filed = body as { number: string; link: string; session: { token: string }; duplicate: unknown }
  return { ...filed, customer: holderOf(world, filed.session.token) }
}

type Asked = { tenant: string; number: string }
export const askCode = (world: World, asked: Asked & { contact: string }) => clientOf(world.app).post('/portal/codes', asked)
export const lookUp = (world: World, asked: Asked & { code: string }) => clientOf(world.app).post('/portal/lookups', asked)

/** The codes that were sent to the customer of a case, as the outgoing messages keep them. */
export async function codesSent(world: World, staff: Client, number: string): Promise<string[]> {
  await runJobsOnce(world.deps, portalJobs)
  const rows = await world.deps.database
    .tenant(world.tenantId)
    .selectFrom('outgoing_message')
    .select('words_cipher')
    .where('tenant_id', '=', world.tenantId)
    .where('kind', '=', 'code')
    .where('case_id', '=', (await staff.get(`/cases/${number}`)).body.id)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => /\d{6}/.exec(world.deps.keys.decrypt(row.words_cipher))?.[0] ?? '')
}
