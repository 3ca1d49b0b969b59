import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { recount, storeFacts } from '../counts.ts'
import { lockState } from '../roll-ups/state.ts'
import type { CycleFactTable } from '../tables.ts'
import { cycleFactsOf } from './facts-of.ts'
import { readHistories } from './read-histories.ts'

/** 计数: brings the facts of the cases in these events up to date, and the roll-ups with them; a reader of the feed, safe to run twice. */
export async function keepFacts(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const named = events.flatMap(({ facts }) => [facts.duplicateOf, facts.otherCaseId]).filter((id) => typeof id === 'string')
  const told = events.filter(({ kind }) => aboutMatters.includes(kind)).map(({ caseId }) => caseId)
  const ids = new Set([...events.map(({ caseId }) => caseId), ...named])
  for (const id of await onTheSameMatter(tx, tenantId, [...told, ...named])) ids.add(id)
  await keepFactsOf(tx, tenantId, [...ids])
}

const aboutMatters: readonly string[] = ['complaint.received', 'case.linked', 'case.erased']

/** A complaint on the same matter is a fact of those before and after it too. */
async function onTheSameMatter(tx: Tx, tenantId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with told as (select id, duplicate_of from complaint_case where tenant_id = ${tenantId} and id = any(${ids}::uuid[]))
    select d.id from told t join complaint_case d on d.tenant_id = ${tenantId} and d.id = t.duplicate_of
    union select d.id from told t join complaint_case d on d.tenant_id = ${tenantId} and d.duplicate_of = t.id
    union select d.id from told t join complaint_case d on d.tenant_id = ${tenantId} and d.duplicate_of = t.duplicate_of`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What a fact knows of its customer has changed: they were merged with another, or what they did later became known. */
export async function keepFactsOfCustomer(tx: Tx, tenantId: string, ...customerIds: string[]) {
  const cases = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('customer_id', 'in', customerIds)
    .execute()
  if (cases.length > 0)
    await keepFactsOf(
      tx,
      tenantId,
      cases.map(({ id }) => id),
    )
}

/** Tells the facts of these cases anew. @returns how they stand now */
export async function keepFactsOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<CycleFactTable[]> {
  // Before anything is read: whoever counts the same case meanwhile waits.
  const state = await lockState(tx, tenantId)
  const fresh = (await readHistories(tx, tenantId, caseIds)).flatMap(cycleFactsOf)
  const before = await storedFacts(tx, tenantId, caseIds)
  const stored = new Map(before.map((fact) => [nameOf(fact), fact]))
  const kept = new Set(fresh.map(nameOf))
  const changed = fresh.filter((fact) => spelled(stored.get(nameOf(fact))) !== spelled(fact))
  const replaced = changed.flatMap((fact) => stored.get(nameOf(fact)) ?? [])
  const gone = before.filter((fact) => !kept.has(nameOf(fact)))
  if (changed.length === 0 && gone.length === 0) return fresh
  await recount(tx, state, [...replaced, ...gone], changed)
  await storeFacts(tx, changed)
  for (const { case_id, cycle } of gone)
    await tx.deleteFrom('cycle_fact').where('tenant_id', '=', tenantId).where('case_id', '=', case_id).where('cycle', '=', cycle).execute()
  return fresh
}

const storedFacts = (tx: Tx, tenantId: string, caseIds: string[]): Promise<CycleFactTable[]> =>
  tx.selectFrom('cycle_fact').selectAll().where('tenant_id', '=', tenantId).where('case_id', 'in', caseIds).execute()

const nameOf = ({ case_id, cycle }: CycleFactTable) => `${case_id} ${cycle}`
const spelled = (fact: CycleFactTable | undefined) =>
  fact && JSON.stringify(Object.entries(fact).toSorted(([one], [other]) => (one < other ? -1 : 1)))
