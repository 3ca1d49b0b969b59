import type { NoticeKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Case, type FeedEvent, systemActor } from '../cases/index.ts'
import { choosablePeople } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { newId } from '../platform/ids.ts'
import './tables.ts'
import { type Telling, tellings } from './who.ts'

/** Who is called at a level for a unit; known to the module that owns the on-call lists. */
type Callers<List> = {
  read: (tx: Tx, tenantId: string) => Promise<List>
  called: (list: List, unitId: string | null, level: number, at: Date) => { userIds: string[] }
}

type NewNotice = { userId: string; key: string; kind: NoticeKind; caseId: string | null; at: Date; facts: Record<string, unknown> }

/** Above so many in one batch of the feed, a person gets one notice that counts them. Source: docs/rules/notices.md */
const mostSingles = 5
/** One digest a person for each of these spans. */
const digestSpanMs = 600_000

/** 通知: makes the notices in the app that events call for; a reader of the feed, safe to run twice. */
export const tellPeople =
  <List>(callers: Callers<List>) =>
  async (deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) => {
    const notices = await noticesOf(callers, tenantId, tx, events)
    if (notices.length === 0) return
    const now = deps.clock()
    const silent = await silentPeople(tx, tenantId)
    await storeNotices(tx, tenantId, withDigests(notices, now), now, silent)
  }

export async function noticesOf<List>(callers: Callers<List>, tenantId: string, tx: Tx, events: FeedEvent[]): Promise<NewNotice[]> {
  const wanted = events.flatMap((event) =>
    (tellings[event.kind] ?? []).filter(({ when }) => !when || when(event.facts)).map((telling) => ({ event, telling })),
  )
  if (wanted.length === 0) return []
  const ids = [...new Set(wanted.map(({ event }) => event.caseId))]
  const found = await tx
    .selectFrom('complaint_case')
    .select(['id', 'agent_id', 'handler_id', 'unit_id', 'origin'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .where('erased_at', 'is', null)
    .execute()
  const cases = new Map(found.map((row) => [row.id, row]))
  const handling = await choosablePeople(tx, systemActor(tenantId), { permission: 'cases:handle' })
  const ofUnit = Map.groupBy([...handling, ...(await partnersOf(tx, tenantId))], ({ unitId }) => unitId)
  const active = new Set((await choosablePeople(tx, systemActor(tenantId), {})).map(({ id }) => id))
  const list = await callers.read(tx, tenantId)
  const proposers = await proposersOf(
    tx,
    tenantId,
    wanted.map(({ event }) => event.facts.remedyId),
  )

  const notices = new Map<string, NewNotice>()
  for (const { event, telling } of wanted) {
    const complaintCase = cases.get(event.caseId)
    if (complaintCase?.origin !== 'live') continue
    const inUnit = (unitId: unknown) => (ofUnit.get(String(unitId)) ?? []).map(({ id }) => id)
    const called = (level: number) => callers.called(list, complaintCase.unit_id, level, event.at).userIds
    for (const userId of peopleOf(telling, event, complaintCase, { inUnit, called, proposers })) {
      // What one did oneself one knows.
      if (!active.has(userId) || userId === event.actorId) continue
      const key = `${event.caseId} ${event.no}`
      const { kind } = telling
      notices.set(`${userId} ${key}`, { userId, key, kind, caseId: event.caseId, at: event.at, facts: factsShown(event.facts) })
    }
  }
  return [...notices.values()]
}

async function proposersOf(tx: Tx, tenantId: string, remedyIds: unknown[]): Promise<Map<string, string>> {
  const ids = [...new Set(remedyIds.filter((id) => typeof id === 'string'))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; by_id: string }>`
    select id, by_id from remedy where tenant_id = ${tenantId} and id = any(${ids}::uuid[]) and by_id is not null`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.by_id]))
}

const partnersOf = (tx: Tx, tenantId: string) => choosablePeople(tx, systemActor(tenantId), { permission: 'tasks:handle' })

type Found = { inUnit: (unitId: unknown) => string[]; called: (level: number) => string[]; proposers: Map<string, string> }
type CaseNow = Pick<Case, 'agent_id' | 'handler_id' | 'unit_id'>

function peopleOf(
  telling: Telling,
  { facts }: FeedEvent,
  { agent_id: agent, handler_id: handler, unit_id: unit }: CaseNow,
  { inUnit, called, proposers }: Found,
): Set<string> {
  const of = {
    agent: () => (agent ? [agent] : []),
    handler: () => (handler ? [handler] : unit ? inUnit(unit) : []),
    unit: () => (telling.units ?? []).flatMap((field) => [facts[field]].flat()).flatMap(inUnit),
    relieved: () => (typeof facts.handlerId === 'string' ? [facts.handlerId] : inUnit(facts.unitId)),
    coUnits: () => (Array.isArray(facts.tasks) ? facts.tasks.flatMap((task: { unitId?: unknown }) => inUnit(task.unitId)) : []),
    supervisor: () => called(1),
    proposer: () => [proposers.get(String(facts.remedyId))].filter((id) => id !== undefined),
    // Whom the event names; events of before named nobody.
    called: () => (Array.isArray(facts.calledIds) ? facts.calledIds.map(String) : called(Number(facts.toLevel) || 1)),
    named: () => (telling.people ?? []).flatMap((field) => [facts[field]].flat()).filter((id) => typeof id === 'string'),
  }
  return new Set(telling.to.flatMap((recipient) => of[recipient]()))
}

/** Codes and numbers a notice is said with; ids of others stay in the event. */
const shownFacts = [
  'regime',
  'step',
  'dueAt',
  'percent',
  'fromLevel',
  'toLevel',
  'trigger',
  'from',
  'to',
  'verdict',
  'amountFen',
  'finding',
]
const factsShown = (facts: Record<string, unknown>) =>
  Object.fromEntries(shownFacts.filter((name) => facts[name] != null).map((name) => [name, facts[name]]))

/** 汇总: whoever would get more than a few at once gets one notice that counts them, together with those of the last minutes. */
function withDigests(notices: NewNotice[], now: Date): NewNotice[] {
  const span = Math.floor(now.getTime() / digestSpanMs)
  return [...Map.groupBy(notices, ({ userId }) => userId)].flatMap(([userId, own]) => {
    if (own.length <= mostSingles) return own
    const counts: Record<string, number> = {}
    for (const { kind } of own) counts[kind] = (counts[kind] ?? 0) + 1
    return [{ userId, key: `digest ${span}`, kind: 'digest' as const, caseId: null, at: now, facts: { counts } }]
  })
}

type Direct = { userId: string; key: string; kind: NoticeKind; facts: Record<string, unknown>; at: Date; mayRepeat?: boolean }

/** 直接通知: for modules that know themselves whom to tell of what; each occasion once. One that may repeat has its facts kept up, unread as it was. */
export async function tellDirectly(tx: Tx, tenantId: string, notices: Direct[], now: Date) {
  if (notices.length === 0) return
  const active = new Set((await choosablePeople(tx, systemActor(tenantId), {})).map(({ id }) => id))
  const told = notices.filter(({ userId }) => active.has(userId))
  await storeNotices(
    tx,
    tenantId,
    told.map((notice) => ({ ...notice, caseId: null })),
    now,
    await silentPeople(tx, tenantId),
  )
  for (const { userId, key, facts } of told.filter(({ mayRepeat }) => mayRepeat))
    await tx
      .updateTable('notice')
      .set({ facts: JSON.stringify(facts) })
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .execute()
}

async function silentPeople(tx: Tx, tenantId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('notice_preference')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('app', '=', false)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

/** A digest of the same span takes in what comes later and is new again; any other occasion is told once. */
async function storeNotices(tx: Tx, tenantId: string, notices: NewNotice[], now: Date, silent: Set<string>) {
  const rows = notices.map((notice) => ({ ...notice, id: newId(), readAt: silent.has(notice.userId) ? now : null }))
  const singles = rows.filter(({ kind }) => kind !== 'digest')
  const digests = rows.filter(({ kind }) => kind === 'digest')
  if (singles.length > 0)
    await tx
      .insertInto('notice')
      .values(
        singles.map((row) => ({
          tenant_id: tenantId,
          id: row.id,
          user_id: row.userId,
          key: row.key,
          kind: row.kind,
          case_id: row.caseId,
          at: row.at,
          facts: JSON.stringify(row.facts),
          read_at: row.readAt,
          waits: true,
        })),
      )
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'key']).doNothing())
      .execute()
  for (const row of digests) {
    // Counts are added, kind by kind.
    await sql`
      insert into notice as n (tenant_id, id, user_id, key, kind, case_id, at, facts, read_at, waits)
      values (${tenantId}, ${row.id}, ${row.userId}, ${row.key}, 'digest', null, ${row.at}, ${JSON.stringify(row.facts)}::jsonb, ${row.readAt}, true)
      on conflict (tenant_id, user_id, key) do update set at = excluded.at, read_at = excluded.read_at, waits = true, facts = jsonb_build_object('counts',
        (select jsonb_object_agg(k, coalesce((n.facts -> 'counts' ->> k)::int, 0) + coalesce((excluded.facts -> 'counts' ->> k)::int, 0))
         from (select jsonb_object_keys(n.facts -> 'counts') as k union select jsonb_object_keys(excluded.facts -> 'counts')) as kinds))`.execute(
      tx,
    )
  }
}
