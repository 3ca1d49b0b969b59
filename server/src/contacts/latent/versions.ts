import type { LatentRules, LatentRulesVersion } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginningOf, versionInForce, withShipped } from '../../platform/dated-versions.ts'
import { invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { shippedRules } from './rules.ts'
import '../tables.ts'

/** 隐性客户规则 that hold now. Source: docs/rules/latent.md */
export async function latentRulesInForce(tx: Tx, tenantId: string, now: Date): Promise<LatentRules> {
  return { ...shippedRules, ...(await versionInForce<LatentRules>(tx, 'latent_rule', tenantId, now)) }
}

export async function latentRuleVersions(tx: Tx, tenantId: string, now: Date): Promise<LatentRulesVersion[]> {
  const rows = await tx
    .selectFrom('latent_rule')
    .select(['id', 'effective_from', 'definition', 'reason', 'made_at', personNamed('latent_rule', 'made_by').as('by')])
    .where('tenant_id', '=', tenantId)
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return withShipped(rows, shippedRules, now)
}

/** 修改规则: a new version; what was decided stays. @throws INPUT_INVALID */
export async function writeLatentRules(
  tx: Tx,
  actor: Actor,
  input: { definition: LatentRules; reason: string; effectiveFrom?: string | undefined },
  now: Date,
): Promise<{ id: string }> {
  const { definition, reason } = input
  if (definition.unsureFrom > definition.tagAt) throw invalidInput('#/definition/unsureFrom', '不能高于判定为隐性客户的概率')
  const id = newId()
  await tx
    .insertInto('latent_rule')
    .values({
      tenant_id: actor.tenantId,
      id,
      effective_from: beginningOf(input.effectiveFrom, now),
      definition: JSON.stringify(definition),
      reason,
      made_at: now,
      made_by: actor.userId,
    })
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'latentRules.written', actorId: actor.userId, facts: { ruleId: id }, at: now })
  return { id }
}
