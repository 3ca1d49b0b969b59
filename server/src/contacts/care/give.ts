import type { LatentRules } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import { systemActor } from '../../cases/index.ts'
import { choosablePeople, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { dayIn, localDateOf } from '../../platform/zones.ts'
import { drawOf } from '../latent/rules.ts'
import { latentRulesInForce } from '../latent/versions.ts'
import type { CareNotice, ContactSources } from '../sources.ts'
import type { LatentCustomerTable } from '../tables.ts'

type Latent = Selectable<LatentCustomerTable>
type Carer = { id: string; unitId: string | null; open: number; lastAt: number }

/** So many are looked at in one sweep. */
const mostAtOnce = 500
const hourMs = 3_600_000
/** Who says openly that it is a complaint is called within two working hours. */
const openComplaintMinutes = 120

/**
 * 派关怀任务: gives those who wait a task, the likeliest first, up to what the care group can do today; who waited too long is left out and compared
 * with. A share may be left out at random. Safe to run twice. Source: docs/rules/latent.md
 */
export const giveCareTasks =
  (sources: ContactSources) =>
  async (deps: Deps, tenantId: string): Promise<number> =>
    deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => giveWaiting(tx, tenantId, sources, deps.clock()))

export async function giveWaiting(tx: Tx, tenantId: string, sources: ContactSources, now: Date): Promise<number> {
  // The places of a day are counted by one worker at a time: two at once would each give them all.
  await oneAtATime(tx, 'care', tenantId)
  const waiting = await tx
    .selectFrom('latent_customer')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'waiting')
    .orderBy('says_complaint', 'desc')
    .orderBy('probability', 'desc')
    .orderBy('id')
    .limit(mostAtOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (waiting.length === 0) return 0
  const rules = await latentRulesInForce(tx, tenantId, now)
  const complained = await complainedSince(tx, tenantId, waiting, now)
  await end(tx, tenantId, complained, { state: 'ended', ended: 'complained', ended_at: now })
  const silent = waiting.filter(({ id }) => !complained.includes(id))
  const heldOut = silent.filter((row) => !row.says_complaint && drawOf(row.id) < rules.holdOutShare).map(({ id }) => id)
  await end(tx, tenantId, heldOut, { state: 'heldOut', arm: 'holdout', ended_at: now })
  const open = silent.filter(({ id }) => !heldOut.includes(id))
  const resting = await restingCustomers(tx, tenantId, open, new Date(now.getTime() - rules.restDays * 24 * hourMs))
  const callable = open.filter((row) => row.says_complaint || !resting.has(row.customer_id))
  const carers = await carersOf(tx, tenantId, rules)
  const places = await placesToday(tx, tenantId, rules, carers.length, now)
  const chosen = callable.filter((row, at) => carers.length > 0 && (row.says_complaint || at < places))
  await give(tx, tenantId, chosen, carers, rules, sources, now)
  const given = new Set(chosen.map(({ id }) => id))
  const before = new Date(now.getTime() - rules.waitHours * hourMs)
  const left = open.filter((row) => !given.has(row.id) && row.last_contact_at < before && row.at < before)
  // Left out for want of places is what the effect is compared with; rest is another reason.
  await end(
    tx,
    tenantId,
    idsOf(left, (row) => !resting.has(row.customer_id)),
    { state: 'left', arm: 'capacity', ended_at: now },
  )
  await end(
    tx,
    tenantId,
    idsOf(left, (row) => resting.has(row.customer_id)),
    { state: 'left', ended_at: now },
  )
  return chosen.length
}

const idsOf = (rows: Latent[], wanted: (row: Latent) => boolean) => rows.filter(wanted).map(({ id }) => id)

type End = Pick<Latent, 'state' | 'ended_at'> & Partial<Pick<Latent, 'arm' | 'ended'>>
async function end(tx: Tx, tenantId: string, ids: string[], changes: End) {
  if (ids.length === 0) return
  await tx
    .updateTable('latent_customer')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute()
}

/** Who complained while waiting: neither called nor left. */
async function complainedSince(tx: Tx, tenantId: string, rows: Latent[], now: Date): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`
    select distinct l.id from latent_customer l join complaint_case k on k.tenant_id = l.tenant_id and k.customer_id = l.customer_id
    where l.tenant_id = ${tenantId} and l.id = any(${rows.map(({ id }) => id)}::uuid[]) and k.registered_at > l.at and k.registered_at <= ${now} and k.erased_at is null`.execute(
    tx,
  )
  return found.map(({ id }) => id)
}

async function restingCustomers(tx: Tx, tenantId: string, rows: Latent[], since: Date): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const found = await tx
    .selectFrom('care_task')
    .select('customer_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('customer_id', 'in', [...new Set(rows.map(({ customer_id }) => customer_id))])
    .where('done_at', '>', since)
    .execute()
  return new Set(found.map(({ customer_id }) => customer_id))
}

/** 关怀小组: who may care, of the unit where one is named, with the open tasks of each. */
export async function carersOf(tx: Tx, tenantId: string, { careUnitId }: Pick<LatentRules, 'careUnitId'>): Promise<Carer[]> {
  const people = await choosablePeople(tx, systemActor(tenantId), { permission: 'care:handle', ...(careUnitId && { unitId: careUnitId }) })
  const { rows } = await sql<{ owner_id: string; open: number; last_at: Date }>`
    select owner_id, count(*) filter (where done_at is null) as open, max(at) as last_at from care_task
    where tenant_id = ${tenantId} and owner_id = any(${people.map(({ id }) => id)}::uuid[]) group by owner_id`.execute(tx)
  const loads = new Map(rows.map((row) => [row.owner_id, row]))
  return people.map(({ id, unitId }) => ({
    id,
    unitId,
    open: loads.get(id)?.open ?? 0,
    lastAt: loads.get(id)?.last_at.getTime() ?? 0,
  }))
}

export async function givenToday(tx: Tx, tenantId: string, now: Date): Promise<number> {
  const zone = await tenantZone(tx, tenantId)
  const { count } = await tx
    .selectFrom('care_task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('purpose', '=', 'latent')
    .where('at', '>=', dayIn(zone, localDateOf(now, zone)).start)
    .executeTakeFirstOrThrow()
  return count
}

const placesToday = async (tx: Tx, tenantId: string, { tasksAPersonADay }: LatentRules, people: number, now: Date) =>
  Math.max(0, people * tasksAPersonADay - (await givenToday(tx, tenantId, now)))

/** 轮派: to whom has the fewest open tasks, and of these who was given one longest ago. */
async function give(tx: Tx, tenantId: string, rows: Latent[], carers: Carer[], rules: LatentRules, sources: ContactSources, now: Date) {
  if (rows.length === 0) return
  const notices: CareNotice[] = []
  const dueTimes = new Map<string, Date>()
  const tasks = []
  for (const row of rows) {
    const [carer] = carers.sort((a, b) => a.open - b.open || a.lastAt - b.lastAt || a.id.localeCompare(b.id))
    if (!carer) return
    carer.open += 1
    carer.lastAt = now.getTime() + tasks.length
    const minutes = row.says_complaint ? Math.min(openComplaintMinutes, rules.dueMinutes) : rules.dueMinutes
    const key = `${carer.unitId} ${minutes}`
    const dueAt = dueTimes.get(key) ?? (await sources.workingDueAt(tx, tenantId, { unitId: carer.unitId, startedAt: now, minutes }))
    dueTimes.set(key, dueAt)
    const id = newId()
    tasks.push({
      tenant_id: tenantId,
      id,
      latent_id: row.id,
      customer_id: row.customer_id,
      contact_id: row.contact_id,
      owner_id: carer.id,
      at: now,
      due_at: dueAt,
      first_due_at: dueAt,
      tries: rules.tries,
      result: null,
      note: null,
      done_at: null,
      done_by: null,
      case_id: null,
      soon_told_at: null,
      overdue_told_at: null,
      about: null,
      given_by: null,
    })
    notices.push({ userId: carer.id, key: `care ${id}`, kind: 'careGiven', at: now, facts: { careTaskId: id, dueAt: dueAt.toISOString() } })
  }
  await tx.insertInto('care_task').values(tasks).execute()
  await tx
    .updateTable('latent_customer')
    .set((eb) => ({ state: 'inCare', arm: 'treated', version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  await sources.tell(tx, tenantId, notices, now)
}
