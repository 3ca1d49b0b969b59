import { sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import { askForCare, finishCare } from '../../contacts/index.ts'
import { contactSources } from '../../contacts-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { thankCustomer } from '../../resolution/index.ts'
import { approvalDueAt } from '../../resolution-sources.ts'

// 关怀 by stage of the life cycle, and 感谢奖励 for useful complaints, by the same acts as in service.

const hourMs = 3_600_000
const sources: typeof contactSources = { ...contactSources, tell: async () => {} }
const carer = 'shi.lihua'

const care = [
  {
    stage: 'winBack',
    purpose: 'winBack',
    about: '为上次两次改约道歉，免费深度清洗一次，听听还有什么要求。',
    daysAgo: 6,
    result: 'satisfied',
    note: '愿意再给一次机会，已约周六上门清洗。',
  },
  {
    stage: 'winBack',
    purpose: 'winBack',
    about: '说明退款已到账，送一年延保，请客户谈谈最不满的地方。',
    daysAgo: 4,
    result: 'refused',
    note: '客户说已换别家，暂不考虑。',
  },
  { stage: 'winBack', purpose: 'winBack', about: '为噪音问题处理慢道歉，预约工程师复查，额度内减免一次上门费。', daysAgo: 1 },
  {
    stage: null,
    purpose: 'retention',
    about: '问候；告知上次反映的安装改约问题，派工前一小时电话确认已经实行。',
    daysAgo: 5,
    result: 'satisfied',
    note: '说现在师傅准时多了。',
  },
  { stage: null, purpose: 'retention', about: '问候老客户，提醒滤网清洗，问新冰箱是否满意。', daysAgo: 1 },
] as const

const thanks = [
  { amountFen: 2_000, text: '指出说明书第 7 页接线图画反，已改版。' },
  { amountFen: 5_000, text: '拍下派工页面的错误提示，帮我们找到了改约不通知的原因。' },
  { amountFen: 0, text: '书面感谢：提醒活动页没有写明限量，页面已改。' },
]

/** 画像 of the demo: care given to drifting and faithful customers, thanks for complaints that helped. */
export async function writePortraits({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const { id: userId } = await tx
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('username', '=', carer)
    .executeTakeFirstOrThrow()
  const actor: Act['actor'] = {
    ...systemActor(tenantId),
    userId,
    permissions: new Set(['cases:read', 'cases:assign', 'care:handle', 'cases:grantRemedy'] as const),
  }
  const act = (at: Date): Act => ({ tx, keys, actor, now: at })
  const drifting = await customersOf(tx, tenantId, true, 3)
  const faithful = await customersOf(tx, tenantId, false, 2)
  for (const { stage, purpose, about, daysAgo, ...done } of care) {
    const customerId = (stage ? drifting : faithful).shift()
    if (!customerId) continue
    const at = new Date(now.getTime() - daysAgo * 24 * hourMs)
    const task = await askForCare(act(at), { customerId, purpose, about }, sources)
    if ('result' in done)
      await finishCare(act(new Date(at.getTime() + 5 * hourMs)), task.id, { result: done.result, note: done.note }, sources)
  }
  const { rows } = await sql<{ id: string }>`
    select id from complaint_case where tenant_id = ${tenantId} and status in ('answered', 'confirmed') and customer_id is not null and merged_into is null
      and suspended_at is null and finding = 'substantiated' order by number limit ${thanks.length}`.execute(tx)
  for (const [index, { id }] of rows.entries()) {
    const reward = thanks[index]
    if (reward) await thankCustomer(act(now), id, reward, approvalDueAt)
  }
}

/** Customers with several complaints: those set as drifting by a person, or those whose complaints ended well. */
async function customersOf(tx: Tx, tenantId: string, isDrifting: boolean, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select k.id from customer k join complaint_case c on c.tenant_id = k.tenant_id and c.customer_id = k.id
    where k.tenant_id = ${tenantId} and k.merged_into is null and ${isDrifting ? sql`k.lifecycle = 'winBack'` : sql`k.lifecycle is null`}
    group by k.id order by count(*) filter (where c.status in ('closed', 'archived')) desc, k.id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}
