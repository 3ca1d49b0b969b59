import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import {
  acknowledgeWarning,
  addMiss,
  clearWarning,
  decideStatement,
  draftStatement,
  finishTask,
  giveTask,
  labelWarning,
  openCrisis,
  snoozeWarning,
} from '../../warning/index.ts'
import { manager, supervisors } from '../company/company.ts'
import { randomFrom } from '../random.ts'
import { asPerson, between, callers, measure, rowOf } from './warning-past.ts'

const hourMs = 3_600_000
const silent = async () => {}

/**
 * 今天的预警: of what detectors found in the invented history as of now, most was found some hours ago and is in hand, some is labelled, snoozed
 * or cleared; the rest waits for its owner. The largest matter has a war room with an approved statement.
 */
export async function writeWarningsToday(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const random = randomFrom(751)
  const list = await callers.read(tx, tenantId)
  const open = await sql<{ id: string; unit_id: string | null; called_level: number; at: Date; newest: Date | null; fifth: Date | null }>`
    select w.id, w.unit_id, w.called_level, w.at, case when w.kind = 'group' then (
      select b.at from warning_case b where b.tenant_id = w.tenant_id and b.warning_id = w.id order by b.at offset 4 limit 1) end as fifth, (select max(b.at) from warning_case b where b.tenant_id = w.tenant_id and b.warning_id = w.id) as newest
    from warning w where w.tenant_id = ${tenantId} and w.cleared_at is null order by w.kind, w.key`.execute(tx)
  for (const { id, unit_id: unitId, called_level: level, at, newest, fifth } of open.rows) {
    if (!random.chance(0.82)) continue
    const earliest = new Date(Math.max(now.getTime() - 30 * hourMs, newest?.getTime() ?? 0))
    // What was found in one of the last nights stays found then.
    const isNew = at.getTime() > now.getTime() - 60_000
    const drawn = isNew ? between(random, earliest, new Date(now.getTime() - hourMs)) : at
    // Five people make a group: it is found when the fifth has come.
    const found = fifth ? new Date(fifth.getTime() + 10_000) : drawn
    if (found >= now) continue
    if (isNew || fifth) await moveBack(tx, tenantId, id, found)
    const { acknowledge_due_at: due } = await rowOf(tx, tenantId, id)
    const owner = callers.called(list, unitId, level, found).userIds[0]
    if (!owner || !due) continue
    const taken = new Date(Math.min(between(random, found, due).getTime(), now.getTime() - 20 * 60_000))
    await inHand(deps, { tx, tenantId, id, owner, taken, now }, random)
  }
  await writeCrisis(deps, tx, tenantId, now)
}

/** What the sweep found now was there to be found then. */
async function moveBack(tx: Tx, tenantId: string, id: string, found: Date) {
  await sql`
    update warning set acknowledge_due_at = acknowledge_due_at - (at - ${found}::timestamptz), at = ${found}, last_at = ${found},
      first_seen_at = least(first_seen_at, ${found}::timestamptz)
    where tenant_id = ${tenantId} and id = ${id}`.execute(tx)
  await tx.updateTable('case_group').set({ found_at: found }).where('tenant_id', '=', tenantId).where('warning_id', '=', id).execute()
  await tx.updateTable('warning_event').set({ at: found }).where('tenant_id', '=', tenantId).where('warning_id', '=', id).execute()
}

type Hand = { tx: Tx; tenantId: string; id: string; owner: string; taken: Date; now: Date }

async function inHand(deps: Deps, { tx, tenantId, id, owner, taken, now }: Hand, random: ReturnType<typeof randomFrom>) {
  const act = (when: Date) => asPerson(tx, deps, tenantId, owner, new Date(Math.min(when.getTime(), now.getTime())))
  await acknowledgeWarning(act(taken), silent, id, {})
  if (random.chance(0.4)) await measure(act, id, taken, random, random.chance(0.4))
  const next = between(random, taken, now)
  if (random.chance(0.12))
    await snoozeWarning(act(next), id, { until: new Date(now.getTime() + 26 * hourMs).toISOString(), reason: '等厂家检测结论' })
  else if (random.chance(0.3)) {
    await labelWarning(act(next), id, { verdict: random.chance(0.6) ? 'true' : 'false', note: '已逐件看过背后的工单' })
    await clearWarning(act(next), id, { reason: '已联系客户并约定办法' })
  }
}

/** 危机事件 about the open warning with the most cases. */
async function writeCrisis(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const largest = await tx
    .selectFrom('warning')
    .select(['id', 'subject'])
    .where('tenant_id', '=', tenantId)
    .where('cleared_at', 'is', null)
    .where('level', '>=', 3)
    .orderBy(sql`kind = 'group'`, 'desc')
    .orderBy('case_count', 'desc')
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
  const people = new Map(
    (await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()).map((row) => [
      row.username,
      row.id,
    ]),
  )
  const lead = people.get(manager)
  const supervisor = people.get(supervisors[0] ?? '')
  if (!largest || !lead || !supervisor) return
  const at = (hours: number) => new Date(now.getTime() - hours * hourMs)
  const by = (userId: string, when: Date) => {
    const act = asPerson(tx, deps, tenantId, userId, when)
    return { ...act, actor: { ...act.actor, permissions: new Set(['warnings:read' as const, 'crisis:manage' as const]) } }
  }
  const { id } = await openCrisis(by(lead, at(6)), silent, {
    title: largest.subject,
    warningId: largest.id,
    leadId: lead,
    note: '多位客户反映同一问题，社交平台已有讨论，统一由作战室对外。',
  })
  const give = (desk: 'pr' | 'legal' | 'risk' | 'service', text: string, hours: number) =>
    giveTask(by(lead, at(hours)), silent, id, {
      desk,
      text,
      ownerId: supervisor,
      dueAt: new Date(now.getTime() + 20 * hourMs).toISOString(),
    })
  const legal = await give('legal', '评估是否触发告知和召回义务', 5.5)
  await give('pr', '盯住社交平台讨论，两小时一报', 5.4)
  await give('risk', '核对同批次产品的在售数量', 5.3)
  await finishTask(by(supervisor, at(2)), id, legal.id, { result: '目前不触发召回，须主动告知已购客户' })
  const statement = '我们已关注到客户反映的问题，正在逐件核实；已安排专人联系每一位客户，检测和处理均不收取费用，进展将及时告知。'
  const draft = await draftStatement(by(supervisor, at(4)), silent, id, { text: statement })
  await decideStatement(by(lead, at(3)), silent, id, draft.id, { verdict: 'approved', note: '口径一致，按此答复' })
  await addMiss(by(supervisor, at(1)), {
    kind: 'topic',
    subject: '以旧换新补贴到账慢',
    happenedAt: new Date(now.getTime() - 20 * 24 * hourMs).toISOString(),
    note: '门店反馈后才发现，一周内有十余位客户问过',
  })
}
