import { performance } from 'node:perf_hooks'
import type { PriorityScheme, PrioritySchemeRow } from '@zhiwei/contract'
import { recordAudit } from '../audit/index.ts'
import { type Act, personNamed } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { beginningOf, withShipped } from '../platform/dated-versions.ts'
import { newId } from '../platform/ids.ts'
import { startingScheme } from './priority.ts'
import './tables.ts'

// Asked by every complaint: kept a moment. A change counts at once in the process that made it, in others within this time.
const keptMs = 5_000
type Begun = { effectiveFrom: Date; definition: PriorityScheme }
const kept = new Map<string, { schemes: Begun[]; until: number }>()

/** 优先级方案 that counts at an instant: the last one begun, else as shipped. */
export async function schemeInForce(tx: Tx, tenantId: string, at: Date): Promise<PriorityScheme> {
  const known = kept.get(tenantId)
  const schemes = known && known.until > performance.now() ? known.schemes : await readAnew(tx, tenantId)
  return schemes.find(({ effectiveFrom }) => effectiveFrom <= at)?.definition ?? startingScheme
}

async function readAnew(tx: Tx, tenantId: string): Promise<Begun[]> {
  const rows = await schemesOf(tx, tenantId).execute()
  const schemes = rows.map(({ effective_from: effectiveFrom, definition }) => ({ effectiveFrom, definition }))
  kept.set(tenantId, { schemes, until: performance.now() + keptMs })
  return schemes
}

const schemesOf = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('priority_scheme')
    .select(['id', 'effective_from', 'definition', 'reason', 'made_at'])
    .select(personNamed('priority_scheme', 'made_by').as('by'))
    .where('tenant_id', '=', tenantId)
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')

/** Every scheme there was, is and will be, newest first; the last is as shipped. */
export async function listSchemes(tx: Tx, tenantId: string, now: Date): Promise<PrioritySchemeRow[]> {
  const rows = await schemesOf(tx, tenantId).execute()
  return withShipped(rows, startingScheme, now)
}

/**
 * 设优先级方案: counts from an instant on, now unless named; cases keep the priority they have.
 * @throws INPUT_INVALID for an instant that is past
 * Source: docs/rules/priority.md
 */
export async function setScheme(
  { tx, actor, now }: Act,
  input: { definition: PriorityScheme; effectiveFrom?: string | undefined; reason: string },
): Promise<PrioritySchemeRow> {
  const from = beginningOf(input.effectiveFrom, now)
  const { tenantId, userId } = actor
  const id = newId()
  const row = { tenant_id: tenantId, id, effective_from: from, reason: input.reason, made_at: now, made_by: userId }
  await tx
    .insertInto('priority_scheme')
    .values({ ...row, definition: JSON.stringify(input.definition) })
    .execute()
  const facts = { effectiveFrom: from.toISOString() }
  await recordAudit(tx, { tenantId, kind: 'priorityScheme.set', actorId: userId, subjectId: id, facts, reason: input.reason, at: now })
  kept.delete(tenantId)
  return (await listSchemes(tx, tenantId, now)).find((scheme) => scheme.id === id) as PrioritySchemeRow
}
