import type { RestrictionInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, bitsOf, openStatuses, systemActor } from '../../cases/index.ts'
import {
  beginProtection,
  decideAppeal,
  endProtection,
  endRestrictionsOf,
  proposeRestriction,
  recordAppeal,
  reviewRestriction,
} from '../../conduct/index.ts'
import { conductSources } from '../../conduct-sources.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayAfter, dayOf } from '../../platform/days.ts'
import type { Deps } from '../../platform/deps.ts'
import { lawyer, manager } from '../company/company.ts'

const hourMs = 3_600_000
const looked = { evidence: true, merits: true, proportionate: true }
/** Who was told of what has long read it. */
const sources = { ...conductSources, tell: async () => {} }

type Customer = { customer_id: string; case_ids: string[] }
type Told = Pick<RestrictionInput, 'measures' | 'reason' | 'milder'> & { days: number }

const waited: Told = {
  measures: [{ kind: 'writtenOnly' }],
  days: 60,
  reason: '通话中说出坐席的姓和下班时间，扬言在门口等人；已报警。',
  milder: '指定联系人仍要有人单独接电话，涉及人身安全，先改为书面。',
}
const insulted: Told = { measures: [{ kind: 'caution' }], days: 30, reason: '来信中辱骂坐席，提醒其停止。' }
const claimed: Told = {
  measures: [{ kind: 'noGoodwill' }],
  days: 100,
  reason: '两次以撤诉为条件索要款项，核实后均无依据。',
  milder: '书面提醒之后又提出同样的要求。',
}

/** 行为限制与防护 of the demo, by the same acts as in service: after a threat one in force with an appeal that waits, a caution that waits for legal, one shortened on appeal and ended, one refused, and a threat of today. */
export async function writeConduct({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const users = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const zone = await tenantZone(tx, tenantId)
  const act = (username: string, hoursAgo: number): Act => {
    const userId = users.find((user) => user.username === username)?.id ?? null
    const actor = { ...systemActor(tenantId), userId, permissions: new Set(['cases:read', 'cases:note'] as const) }
    return { tx, keys, actor, now: new Date(now.getTime() - hoursAgo * hourMs) }
  }
  const propose = async ({ customer_id: customerId, case_ids: caseIds }: Customer, { days, ...told }: Told, hoursAgo: number) => {
    const at = act('shi.lihua', hoursAgo)
    const endsOn = dayAfter(dayOf(at.now, zone), days)
    return (await proposeRestriction(at, { customerId, caseIds: caseIds.slice(0, 3), endsOn, ...told }, sources.tell)).id
  }
  const examine = (id: string, hoursAgo: number, note: string, verdict: 'approved' | 'refused' = 'approved') =>
    reviewRestriction(act(lawyer, hoursAgo), id, { verdict, checks: looked, note, version: 1 }, sources.tell)
  const appealed = (id: string, hoursAgo: number, reason: string) =>
    recordAppeal(act('cui.yan', hoursAgo), id, { channel: 'hotline', reason }, sources.tell)

  const [threat] = await customersOf(tx, tenantId, now, 'open', 'insult', 1)
  const [insult] = await customersOf(tx, tenantId, now, 'over', 'insult', 1)
  const [claim, doubtful] = await customersOf(tx, tenantId, now, 'over', 'professional', 2)
  if (threat) {
    const caseId = threat.case_ids[0] as string
    const reason = '来电说“我知道你几点下班，在门口等你”，报出了坐席的姓。'
    await beginProtection(act('zhou.min', 60), caseId, { threat: 'stalking', reason }, sources)
    await endProtection(act('fang.qin', 40), caseId, '已报警，有回执；坐席当天调班，家人来接。')
    const id = await propose(threat, waited, 36)
    await examine(id, 30, '录音听过，威胁属实；投诉仍在办，限制只涉及联系方式。')
    await appealed(id, 5, '那是气话，我年纪大不会写邮件，电话我会好好说。')
  }
  if (insult) await propose(insult, insulted, 20)
  if (claim) {
    const id = await propose(claim, claimed, 70 * 24)
    await examine(id, 69 * 24, '要求无合同或法律依据，措施相称。')
    await appealed(id, 50 * 24, '最近一次是真的坏了，不是要钱。')
    const until = dayAfter(dayOf(now, zone), -2)
    const note = '最近一次属实，提前结束。'
    await decideAppeal(act(manager, 48 * 24), id, { verdict: 'shortened', endsOn: until, note }, sources.tell)
    await endRestrictionsOf(act('nobody', 30))
  }
  if (doubtful) {
    const id = await propose(doubtful, claimed, 40 * 24)
    await examine(id, 39 * 24, '只有一次，证据不足；先把投诉办完，必要时书面提醒。', 'refused')
  }
  await threatenToday(act('zhou.min', 1), tenantId)
}

/** Customers whose words speak of it. What is told on open cases comes after what was: those have been still for three days, or none is open. */
async function customersOf(tx: Tx, tenantId: string, now: Date, how: 'open' | 'over', signal: 'insult' | 'professional', limit: number) {
  const bits = bitsOf([signal])
  const { rows } = await sql<Customer>`
    select c.customer_id, array_agg(c.id order by (c.status = any(${openStatuses})) desc, c.signal_bits & ${bits}::int desc, c.received_at desc) as case_ids
    from complaint_case c where c.tenant_id = ${tenantId} and c.customer_id is not null and c.merged_into is null and c.erased_at is null
    group by c.customer_id
    having bool_or(c.signal_bits & ${bits}::int <> 0) and bool_or(c.status = any(${openStatuses})) = ${how === 'open'}
      and (${how === 'over'} or bool_and(c.updated_at < ${new Date(now.getTime() - 72 * hourMs)}))
    order by count(*) filter (where c.signal_bits & ${bits}::int <> 0) desc, count(*) desc, min(c.number)
    limit ${limit}`.execute(tx)
  return rows
}

async function threatenToday(act: Act, tenantId: string) {
  const found = await act.tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'handling')
    .where('stage', '>=', 4)
    .where('updated_at', '<', act.now)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .executeTakeFirst()
  if (found)
    await beginProtection(act, found.id, { threat: 'violence', reason: '在电话里说“再不退钱，来一个打一个”，点名上门师傅。' }, sources)
}
