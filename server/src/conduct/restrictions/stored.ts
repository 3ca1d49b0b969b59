import { type Selectable, sql } from 'kysely'
import { type Act, lockCase, openStatuses, recordEvent } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { RestrictionTable } from '../tables.ts'
import { requireCustomer } from '../who.ts'

export type StoredRestriction = Omit<Selectable<RestrictionTable>, 'ends_on'> & { ends_on: string }

/** A customer has few open cases; of more than these the newest tell it. */
const toldCases = 200

/**
 * Locks a restriction of a customer the person may know of.
 * @throws NOT_FOUND, VERSION_CONFLICT
 */
export async function lockRestriction({ tx, actor }: Act, id: string, version?: number): Promise<StoredRestriction> {
  const { rows } = await sql<StoredRestriction>`
    select *, ends_on::text as ends_on from conduct_restriction where tenant_id = ${actor.tenantId} and id = ${id} for no key update`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw new AppError('NOT_FOUND', '没有这项限制')
  await requireCustomer(tx, actor, found.customer_id)
  if (version !== undefined && version !== found.version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${found.version} 版；请刷新后再做`)
  return found
}

/** @returns the version it has now */
export async function changeRestriction(
  { tx, actor }: Act,
  { id, version }: StoredRestriction,
  changes: Partial<Omit<StoredRestriction, 'measures' | 'evidence'>>,
): Promise<number> {
  await tx
    .updateTable('conduct_restriction')
    .set({ ...changes, version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return version + 1
}

type Told = 'case.restrictionBegan' | 'case.restrictionEased' | 'case.restrictionEnded'

/** Tells it on the customer's open cases, whoever may see those; nothing else of them changes. */
export async function tellOnCases(act: Act, { id, customer_id, grade }: StoredRestriction, kind: Told, facts: Record<string, unknown>) {
  const { tx, actor } = act
  const cases = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customer_id)
    .where('status', 'in', openStatuses)
    .where('erased_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(toldCases)
    .execute()
  const wide: Act = { ...act, actor: { ...actor, permissions: new Set([...actor.permissions, 'cases:read' as const]) } }
  // In the order of ids: two acts that tell on the same cases wait for each other.
  for (const { id: caseId } of cases.reverse())
    await recordEvent(wide, await lockCase(wide, caseId), { kind, facts: { restrictionId: id, grade, ...facts } })
}
