import { signatureOf } from '@zhiwei/text'
import { sql } from 'kysely'
import { textOfComplaint } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'
import { bucketOf, fewestPeople, mattersOf, sameTextAs, type Together, type Told, togetherOf } from './same-matter.ts'

const atOnce = 100
const lookedBackDays = 30
const dayMs = 86_400_000
/** Newest of one band, and of one category, that are looked at. */
const ofBand = 60
const ofCategory = 400
const sharedBands = 2
/** Matters looked for in so many buckets a sweep. */
const mostBuckets = 4

/**
 * 发现群诉: compares new complaints with those of the last 30 days; five people or more with one matter are a group, which takes in those that
 * come later. Near duplicates by their bands; else the same category, product or node and region, and texts that tell one matter. A sweep, bounded.
 * Source: docs/rules/case-warnings.md
 */
export async function findGroups(deps: Deps, tenantId: string) {
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => findGroupsOnce(tx, tenantId, deps.clock()))
}

export async function findGroupsOnce(tx: Tx, tenantId: string, now: Date, atMost = atOnce): Promise<number> {
  const since = new Date(now.getTime() - lookedBackDays * dayMs)
  // One worker of a tenant at a time: two that count the same groups in other orders would lock each other out.
  await oneAtATime(tx, 'groups', tenantId)
  const { rows: fresh } = await sql<{ id: string }>`
    select case_id as id from case_watch where tenant_id = ${tenantId} and not grouped order by case_id desc limit ${atMost}
    for update skip locked`.execute(tx)
  if (fresh.length === 0) return 0
  const ids = fresh.map(({ id }) => id)
  await sql`update case_watch set grouped = true where tenant_id = ${tenantId} and case_id = any(${ids}::uuid[])`.execute(tx)
  const own = await toldOf(tx, tenantId, ids, since)
  if (own.length === 0) return fresh.length
  const told = new Map(own.map((one) => [one.id, one]))
  const pairs: { ids: string[]; how: 'sameText' | 'sameMatter' }[] = []

  const likely = await likelyOf(tx, tenantId, own)
  const others = await toldOf(
    tx,
    tenantId,
    [...new Set([...likely.values()].flat())].filter((id) => !told.has(id)),
    since,
  )
  for (const one of others) told.set(one.id, one)
  for (const one of own) {
    const same = sameTextAs(
      one,
      (likely.get(one.id) ?? []).flatMap((id) => told.get(id) ?? []),
    )
    if (same.length > 0) pairs.push({ ids: [one.id, ...same.map(({ id }) => id)], how: 'sameText' })
  }
  for (const bucket of await bucketsOf(tx, tenantId, own, since)) {
    for (const one of bucket) if (!told.has(one.id)) told.set(one.id, one)
    for (const matter of mattersOf(bucket)) pairs.push({ ids: matter.map(({ id }) => id), how: 'sameMatter' })
  }
  const freshIds = new Set(ids)
  await keepGroups(
    tx,
    tenantId,
    togetherOf(pairs, told).filter(({ members }) => members.some(({ id }) => freshIds.has(id))),
    told,
    now,
  )
  return fresh.length
}

/** Live complaints of the time looked back on; parents of major cases are none of their own children. */
async function toldOf(tx: Tx, tenantId: string, ids: string[], since: Date): Promise<Told[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<Told>`${selectTold(tenantId)} and c.id = any(${ids}::uuid[]) and c.received_at >= ${since} order by c.id`.execute(tx)
  return rows
}

const selectTold = (tenantId: string) => sql`
  select c.id, coalesce(c.customer_id, c.id)::text as person, c.category, c.product, c.node, c.region, c.subject, c.received_at as at,
    left(coalesce(${textOfComplaint('c')}, ''), 2000) as text
  from complaint_case c
  where c.tenant_id = ${tenantId} and c.origin = 'live' and c.erased_at is null and c.merged_into is null
    and not exists (select 1 from case_group g where g.tenant_id = c.tenant_id and g.parent_case_id = c.id)`

/** Cases that share two bands with each of these. */
async function likelyOf(tx: Tx, tenantId: string, own: readonly Told[]): Promise<Map<string, string[]>> {
  const asked = own.flatMap(({ id, text }) => signatureOf(text).bands.map((band) => ({ id, band })))
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ of_id: string; id: string }>`
    select asked.id as of_id, b.case_id as id
    from unnest(${asked.map(({ id }) => id)}::uuid[], ${asked.map(({ band }) => band)}::int[]) as asked (id, band)
    cross join lateral (
      select case_id from case_band where tenant_id = ${tenantId} and band = asked.band order by case_id desc limit ${ofBand}
    ) b
    where b.case_id <> asked.id group by asked.id, b.case_id having count(*) >= ${sharedBands}`.execute(tx)
  const found = Map.groupBy(rows, ({ of_id }) => of_id)
  return new Map([...found].map(([id, list]) => [id, list.map((row) => row.id)]))
}

/** Complaints of the same category, product or node, and region as one of these, where five people or more stand together; the fullest first. */
async function bucketsOf(tx: Tx, tenantId: string, own: readonly Told[], since: Date): Promise<Told[][]> {
  const wanted = new Set(own.map(bucketOf).filter((bucket) => bucket !== null))
  const categories = [...new Set(own.filter((one) => bucketOf(one) !== null).flatMap(({ category }) => category ?? []))]
  const found: Told[][] = []
  for (const category of categories) {
    const { rows } = await sql<Told>`${selectTold(tenantId)} and c.category collate "C" = ${category} and c.received_at >= ${since}
      order by c.received_at desc limit ${ofCategory}`.execute(tx)
    for (const [bucket, members] of Map.groupBy(rows, (one) => bucketOf(one) ?? '')) if (wanted.has(bucket)) found.push(members)
  }
  return found
    .filter((members) => new Set(members.map(({ person }) => person)).size >= fewestPeople)
    .sort((one, other) => other.length - one.length)
    .slice(0, mostBuckets)
}

type Known = { id: string; state: string; case_id: string }

async function keepGroups(tx: Tx, tenantId: string, together: readonly Together[], told: ReadonlyMap<string, Told>, now: Date) {
  const raises: Raise[] = []
  const made = new Map<string, string>()
  for (const group of together) {
    const ids = group.members.map(({ id }) => id)
    const known = await groupsWith(tx, tenantId, ids)
    const ended = new Set(known.filter(({ state }) => state === 'dismissed' || state === 'refused').map(({ case_id }) => case_id))
    // What people said is no group is not found again, unless as many others come.
    const members = group.members.filter(({ id }) => !ended.has(id))
    const open = known.find(({ state }) => state !== 'dismissed' && state !== 'refused')
    const people = new Set(members.flatMap(({ id }) => told.get(id)?.person ?? [])).size
    if (!open && people < fewestPeople) continue
    const groupId =
      open?.id ??
      (await insertGroup(
        tx,
        tenantId,
        members.flatMap(({ id }) => told.get(id) ?? []),
        now,
      ))
    await addMembers(tx, tenantId, groupId, members, now)
    const raise = await recount(tx, tenantId, groupId, now)
    if (raise) {
      raises.push(raise)
      made.set(raise.key, groupId)
    }
  }
  if (raises.length === 0) return
  for (const { key, warningId } of await raiseWarnings(tx, tenantId, raises, now))
    await tx
      .updateTable('case_group')
      .set({ warning_id: warningId })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', made.get(key) ?? key)
      .execute()
}

async function groupsWith(tx: Tx, tenantId: string, ids: string[]): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select g.id, g.state, m.case_id from case_group_member m join case_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
    where m.tenant_id = ${tenantId} and m.case_id = any(${ids}::uuid[]) and m.left_at is null order by g.last_at desc, g.id`.execute(tx)
  return rows
}

/** Named after the subject that the middle one of them has; product and region where all name the same. */
async function insertGroup(tx: Tx, tenantId: string, told: readonly Told[], now: Date): Promise<string> {
  const id = newId()
  const ordered = told.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const shared = (field: 'category' | 'product' | 'node' | 'region') => {
    const values = new Set(told.map((one) => one[field]))
    return values.size === 1 ? ([...values][0] ?? null) : null
  }
  await tx
    .insertInto('case_group')
    .values({
      tenant_id: tenantId,
      id,
      state: 'found',
      subject: ordered[ordered.length >> 1]?.subject.slice(0, 100) ?? '',
      category: shared('category'),
      product: shared('product'),
      node: shared('node'),
      region: shared('region'),
      people: 0,
      found_at: now,
      first_at: ordered[0]?.at ?? now,
      last_at: ordered.at(-1)?.at ?? now,
      warning_id: null,
      proposed_at: null,
      proposed_by: null,
      proposal: null,
      severity: null,
      decided_at: null,
      decided_by: null,
      decision: null,
      parent_case_id: null,
    })
    .execute()
  return id
}

const addMembers = (tx: Tx, tenantId: string, groupId: string, members: Together['members'], now: Date) =>
  tx
    .insertInto('case_group_member')
    .values(members.map(({ id, how }) => ({ tenant_id: tenantId, group_id: groupId, case_id: id, at: now, how, left_at: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Counts a group anew; the warning of one that is not yet decided. */
export async function recount(tx: Tx, tenantId: string, groupId: string, now: Date): Promise<Raise | null> {
  const { rows } = await sql<{ id: string; person: string; at: Date; region: string | null; how: string }>`
    select c.id, coalesce(c.customer_id, c.id)::text as person, c.received_at as at, c.region, m.how
    from case_group_member m join complaint_case c on c.tenant_id = m.tenant_id and c.id = m.case_id
    where m.tenant_id = ${tenantId} and m.group_id = ${groupId} and m.left_at is null and c.erased_at is null order by c.received_at desc, c.id`.execute(
    tx,
  )
  const [newest, oldest] = [rows[0], rows.at(-1)]
  if (!newest || !oldest) return null
  const people = new Set(rows.map(({ person }) => person)).size
  const group = await tx
    .updateTable('case_group')
    .set({ people, first_at: oldest.at, last_at: newest.at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', groupId)
    .returning(['state', 'subject', 'category'])
    .executeTakeFirstOrThrow()
  if (group.state !== 'found' && group.state !== 'proposed') return null
  return {
    kind: 'group',
    key: groupId,
    subject: group.subject,
    facts: {
      people,
      cases: rows.length,
      days: Math.max(1, Math.ceil((newest.at.getTime() - oldest.at.getTime()) / dayMs)),
      regions: new Set(rows.flatMap(({ region }) => region ?? [])).size,
      sameText: rows.filter(({ how }) => how === 'sameText').length,
      groupId,
      ...(group.category !== null && { category: group.category }),
    },
    caseIds: rows.map(({ id }) => id),
    firstSeenAt: oldest.at > now ? now : oldest.at,
  }
}
