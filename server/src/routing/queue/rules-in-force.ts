import type { RoutingRules, RoutingRulesRow } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginningOf, versionInForce, withShipped } from '../../platform/dated-versions.ts'
import { newId } from '../../platform/ids.ts'
import { startingRules } from './starting-rules.ts'
import './tables.ts'

/** 派单规则 that count at an instant: the last begun, else as shipped. */
export async function rulesInForce(tx: Tx, tenantId: string, at: Date): Promise<RoutingRules> {
  // A field that a later version of the program brought is as shipped.
  return { ...startingRules, ...(await versionInForce<RoutingRules>(tx, 'routing_rules', tenantId, at)) }
}

/** All rules there were, are and will be, newest first; the last as shipped. */
export async function listRules(tx: Tx, tenantId: string, now: Date): Promise<RoutingRulesRow[]> {
  const rows = await tx
    .selectFrom('routing_rules')
    .select(['id', 'effective_from', 'definition', 'reason', 'made_at', personNamed('routing_rules', 'made_by').as('by')])
    .where('tenant_id', '=', tenantId)
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const whole = rows.map((row) => ({ ...row, definition: { ...startingRules, ...row.definition } }))
  return withShipped(whole, startingRules, now)
}

/**
 * 设派单规则: count from an instant on, now unless named.
 * @throws INPUT_INVALID for an instant that is past
 * Source: docs/rules/routing.md
 */
export async function setRules(
  { tx, actor, now }: Act,
  input: { definition: RoutingRules; effectiveFrom?: string | undefined; reason: string },
): Promise<RoutingRulesRow> {
  const from = beginningOf(input.effectiveFrom, now)
  const { tenantId, userId } = actor
  const id = newId()
  const row = { tenant_id: tenantId, id, effective_from: from, reason: input.reason, made_at: now, made_by: userId }
  await tx
    .insertInto('routing_rules')
    .values({ ...row, definition: JSON.stringify(input.definition) })
    .execute()
  const facts = { effectiveFrom: from.toISOString() }
  await recordAudit(tx, { tenantId, kind: 'routingRules.set', actorId: userId, subjectId: id, facts, reason: input.reason, at: now })
  return (await listRules(tx, tenantId, now)).find((rules) => rules.id === id) as RoutingRulesRow
}
