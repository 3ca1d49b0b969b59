import type { FollowUpPlan, FollowUpPlanInput, FollowUpPlanVersion } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginningOf, withShipped } from '../../platform/dated-versions.ts'
import { invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { fitsAll, shippedPlan } from './rules.ts'
import '../tables.ts'

/** 回访方案 that holds at an instant: the last begun, else as shipped. */
export async function planInForce(tx: Tx, tenantId: string, at: Date): Promise<FollowUpPlan> {
  const row = await tx
    .selectFrom('follow_up_plan')
    .select('definition')
    .where('tenant_id', '=', tenantId)
    .where('effective_from', '<=', at)
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { ...shippedPlan, ...row?.definition }
}

/** Every plan there was, is and will be, newest first; the last as shipped. */
export async function planVersions(tx: Tx, tenantId: string, now: Date): Promise<FollowUpPlanVersion[]> {
  const rows = await tx
    .selectFrom('follow_up_plan')
    .selectAll()
    .select(personNamed('follow_up_plan', 'made_by').as('by'))
    .where('tenant_id', '=', tenantId)
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return withShipped(
    rows.map((row) => ({ ...row, definition: { ...shippedPlan, ...row.definition } })),
    shippedPlan,
    now,
  )
}

/**
 * 设回访方案: a new version; follow-ups that are planned stay as they are.
 * @throws INPUT_INVALID for an instant that is past, a plan without a last line for every case, or one that calls before it may
 * Source: docs/rules/follow-up.md
 */
export async function writePlan({ tx, actor, now }: Act, input: z.infer<typeof FollowUpPlanInput>): Promise<{ id: string }> {
  const { definition, reason } = input
  const last = definition.rules.at(-1)
  if (!last || !fitsAll(last)) throw invalidInput('#/definition/rules', '最后一行必须适用于所有工单')
  const early = definition.rules.findIndex(({ afterMinutes, dueMinutes }) => dueMinutes < afterMinutes)
  if (early !== -1) throw invalidInput(`#/definition/rules/${early}/dueMinutes`, '不能早于可以回访的时间')
  await requireUnits(tx, actor.tenantId, definition)
  const id = newId()
  await tx
    .insertInto('follow_up_plan')
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
  const facts = { planId: id, rules: definition.rules.length }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'followUpPlan.written', actorId: actor.userId, facts, reason, at: now })
  return { id }
}

async function requireUnits(tx: Tx, tenantId: string, { rules }: FollowUpPlan) {
  const ids = [...new Set(rules.flatMap(({ unitId }) => unitId ?? []))]
  if (ids.length === 0) return
  const found = await tx.selectFrom('unit').select('id').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
  const known = new Set(found.map(({ id }) => id))
  const wrong = rules.findIndex(({ unitId }) => unitId !== null && !known.has(unitId))
  if (wrong !== -1) throw invalidInput(`#/definition/rules/${wrong}/unitId`, '没有这个部门')
}
