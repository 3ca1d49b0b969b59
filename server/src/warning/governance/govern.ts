import type { NoticeKind, WarningKind } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import { systemActor } from '../../cases/index.ts'
import { choosablePeople } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { todayOf } from './counts.ts'
import { addEvents } from './events.ts'
import { noticeOf, type TellPeople, tellFormerOwner, type WarningNotice } from './notice.ts'
import { levelOf } from './rules.ts'
import { settingOf } from './settings.ts'
import type { WarningTable } from './tables.ts'
import { rulesInForce } from './versions.ts'

type Warning = Selectable<WarningTable>

/** Told outside this module: who is called, and how people are told. */
export type GovernSources<List = unknown> = {
  callers: {
    read: (tx: Tx, tenantId: string) => Promise<List>
    called: (list: List, unitId: string | null, level: number, at: Date) => { userIds: string[] }
  }
  tell: TellPeople
}
const mostAtOnce = 200
const topLevel = 4

/**
 * 预警的归属与提醒: gives new warnings their owners, tells these within their budget of the day, calls the next level where nobody took one
 * in time, and tells of measures past their time. Each line is done once; several workers share them.
 * Source: docs/rules/warnings.md
 */
export const governWarnings =
  <List>(sources: GovernSources<List>) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    const db = deps.database.tenant(tenantId)
    const inOne = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
    const now = deps.clock()
    for (let done = mostAtOnce; done === mostAtOnce; ) done = await inOne((tx) => callNextLevel(tx, tenantId, sources, now))
    for (let done = mostAtOnce; done === mostAtOnce; ) done = await inOne((tx) => tellOwners(tx, tenantId, sources, now))
    for (let done = mostAtOnce; done === mostAtOnce; ) done = await inOne((tx) => tellOverdueMeasures(tx, tenantId, sources, now))
  }

const lockWhere = async (tx: Tx, tenantId: string, condition: ReturnType<typeof sql>) =>
  (
    await sql<Warning>`select * from warning where tenant_id = ${tenantId} and ${condition}
      order by level desc, at limit ${mostAtOnce} for update skip locked`.execute(tx)
  ).rows

/** 逾期未认领: a reminder for the owner and the next level's person becomes the owner; at the top the reminder alone, again each time. */
export async function callNextLevel<List>(tx: Tx, tenantId: string, { callers, tell }: GovernSources<List>, now: Date): Promise<number> {
  const late = await lockWhere(
    tx,
    tenantId,
    sql`cleared_at is null and acknowledged_at is null and acknowledge_due_at <= ${now} and (snoozed_until is null or snoozed_until <= ${now})`,
  )
  if (late.length === 0) return 0
  const rulesOf = await rulesInForce(tx, tenantId, now)
  const list = await callers.read(tx, tenantId)
  const called = late.map((warning) => {
    const level = Math.min(warning.called_level + 1, topLevel)
    const [next] = callers.called(list, warning.unit_id, level, now).userIds
    const minutes = rulesOf(warning.kind).acknowledgeWithinMinutes[levelOf(warning.level)]
    return {
      warning,
      level,
      ownerId: level > warning.called_level ? (next ?? warning.owner_id) : warning.owner_id,
      dueAt: new Date(now.getTime() + minutes * 60_000),
    }
  })
  await sql`
    update warning w set called_level = c.level, owner_id = c.owner_id, late_since = coalesce(w.late_since, ${now}), acknowledge_due_at = c.due_at,
      tell = case when c.owner_id is distinct from w.owner_id then 'called' else w.tell end
    from unnest(${called.map(({ warning }) => warning.id)}::uuid[], ${called.map(({ level }) => level)}::int[],
      ${called.map(({ ownerId }) => ownerId)}::uuid[], ${called.map(({ dueAt }) => dueAt)}::timestamptz[]) as c (id, level, owner_id, due_at)
    where w.tenant_id = ${tenantId} and w.id = c.id`.execute(tx)
  await addEvents(
    tx,
    tenantId,
    called.map(({ warning, level, ownerId }) => ({
      warningId: warning.id,
      kind: 'ownerCalled',
      at: now,
      facts: { calledLevel: level, ownerId, fromId: warning.owner_id },
    })),
  )
  const occasion = `late ${now.toISOString()}`
  const reminders = late.flatMap((warning) =>
    warning.owner_id ? [noticeOf(warning, warning.owner_id, 'warningOverdue', occasion, now)] : [],
  )
  await tell(tx, tenantId, reminders, now)
  return late.length
}

const kindOfTell: Record<NonNullable<WarningTable['tell']>, NoticeKind> = {
  new: 'warningRaised',
  higher: 'warningRisen',
  called: 'warningCalled',
  assigned: 'warningAssigned',
}

/** Owners of new warnings, and what each is told; the highest level first, so that the budget holds back the lowest. */
export async function tellOwners<List>(tx: Tx, tenantId: string, { callers, tell }: GovernSources<List>, now: Date): Promise<number> {
  const waiting = await lockWhere(tx, tenantId, sql`cleared_at is null and tell is not null`)
  if (waiting.length === 0) return 0
  const list = await callers.read(tx, tenantId)
  const readers = new Set((await choosablePeople(tx, systemActor(tenantId), { permission: 'warnings:read' })).map(({ id }) => id))
  const load = await openLoad(tx, tenantId)
  const budget = await budgetOf(tx, tenantId, now)
  const owned = waiting.map((warning) => ({
    ...warning,
    ownerId: warning.owner_id ?? chosen(callers.called(list, warning.unit_id, warning.called_level, now).userIds, readers, load),
  }))
  await sql`
    update warning w set tell = null, owner_id = r.owner_id
    from unnest(${owned.map(({ id }) => id)}::uuid[], ${owned.map(({ ownerId }) => ownerId)}::uuid[]) as r (id, owner_id)
    where w.tenant_id = ${tenantId} and w.id = r.id`.execute(tx)
  const before = await formerOwners(tx, tenantId, waiting)
  const notices: WarningNotice[] = []
  for (const { ownerId, ...warning } of owned) {
    await tellFormerOwner(tx, tenantId, tell, warning, { from: before.get(warning.id) ?? null, to: ownerId, by: null }, now)
    if (!ownerId) continue
    const kind = kindOfTell[warning.tell ?? 'new']
    // Red is told over the budget too: what may cost a life waits for no digest.
    if (budget.take(ownerId) || warning.level === topLevel)
      notices.push(noticeOf(warning, ownerId, kind, `${warning.tell} ${now.toISOString()}`, now))
    else budget.hold(ownerId)
  }
  await tell(tx, tenantId, notices, now)
  await budget.keep(tell)
  return waiting.length
}

/** Of those that rose past their owner, whose they were. */
async function formerOwners(tx: Tx, tenantId: string, waiting: Warning[]): Promise<Map<string, string>> {
  const ids = waiting.filter(({ tell, owner_id }) => tell !== 'new' && owner_id === null).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; from: string }>`
    select distinct on (warning_id) warning_id as id, facts ->> 'fromId' as from from warning_event
    where tenant_id = ${tenantId} and warning_id = any(${ids}::uuid[]) and kind = 'levelRaised' and facts ? 'fromId'
    order by warning_id, no desc`.execute(tx)
  return new Map(rows.map(({ id, from }) => [id, from]))
}

/** Of those called who may see warnings, the one with the fewest open ones. */
function chosen(called: string[], readers: Set<string>, load: Map<string, number>): string | null {
  const able = called.filter((id) => readers.has(id))
  const from = able.length > 0 ? able : called
  const [least] = from.toSorted((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))
  if (!least) return null
  load.set(least, (load.get(least) ?? 0) + 1)
  return least
}

async function openLoad(tx: Tx, tenantId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ owner_id: string; count: number }>`
    select owner_id, count(*) as count from warning where tenant_id = ${tenantId} and cleared_at is null and owner_id is not null
    group by owner_id`.execute(tx)
  return new Map(rows.map((row) => [row.owner_id, row.count]))
}

/** 预警预算 of the day, person by person; what is over it is counted and told once a day. */
async function budgetOf(tx: Tx, tenantId: string, now: Date) {
  // Counted by one worker at a time: two at once would each spend it.
  await oneAtATime(tx, 'warning budget', tenantId)
  const day = await todayOf(tx, tenantId, now)
  const { singlesADay } = await settingOf(tx, tenantId)
  const rows = await tx.selectFrom('warning_told').selectAll().where('tenant_id', '=', tenantId).where('day', '=', day).execute()
  const before = new Map(rows.map(({ user_id, singles, held }) => [user_id, { singles, held }]))
  const told = new Map<string, { singles: number; held: number }>()
  const of = (userId: string) => {
    const own = told.get(userId) ?? before.get(userId) ?? { singles: 0, held: 0 }
    told.set(userId, own)
    return own
  }
  const heldNow = new Set<string>()
  return {
    take(userId: string): boolean {
      const own = of(userId)
      if (own.singles >= singlesADay) return false
      own.singles += 1
      return true
    },
    hold(userId: string) {
      of(userId).held += 1
      heldNow.add(userId)
    },
    async keep(tell: GovernSources['tell']) {
      if (told.size > 0)
        await tx
          .insertInto('warning_told')
          .values([...told].map(([userId, counts]) => ({ tenant_id: tenantId, user_id: userId, day, ...counts })))
          .onConflict((conflict) =>
            conflict
              .columns(['tenant_id', 'user_id', 'day'])
              .doUpdateSet(({ ref }) => ({ singles: ref('excluded.singles'), held: ref('excluded.held') })),
          )
          .execute()
      const digests = [...heldNow].map((userId): WarningNotice => {
        const facts = { held: of(userId).held, singlesADay, day }
        return { userId, key: `warnings held ${day}`, kind: 'warningsHeld', facts, at: now, mayRepeat: true }
      })
      if (digests.length > 0) await tell(tx, tenantId, digests, now)
    },
  }
}

/** 措施逾期: told once to its owner and to the warning's. */
async function tellOverdueMeasures<List>(tx: Tx, tenantId: string, { tell }: GovernSources<List>, now: Date): Promise<number> {
  type Late = {
    id: string
    owner_id: string
    warning_id: string
    kind: WarningKind
    level: number
    subject: string
    warning_owner: string | null
  }
  const { rows } = await sql<Late>`
    select m.id, m.owner_id, m.warning_id, w.kind, w.level, w.subject, w.owner_id as warning_owner from warning_measure m
    join warning w on w.tenant_id = m.tenant_id and w.id = m.warning_id
    where m.tenant_id = ${tenantId} and m.done_at is null and m.overdue_told_at is null and m.due_at <= ${now} and w.cleared_at is null
    order by m.due_at limit ${mostAtOnce} for update of m skip locked`.execute(tx)
  for (const row of rows) {
    const people = [...new Set([row.owner_id, row.warning_owner])].filter((id) => id !== null)
    await tell(
      tx,
      tenantId,
      people.map((userId) => noticeOf({ ...row, id: row.warning_id }, userId, 'measureOverdue', `measure ${row.id}`, now)),
      now,
    )
    await tx
      .updateTable('warning_measure')
      .set({ overdue_told_at: now })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', row.id)
      .execute()
  }
  return rows.length
}
