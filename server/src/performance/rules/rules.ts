import type { PerformanceRules, PerformanceRulesInput, PerformanceRulesList, PerformanceRulesVersion } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { versionInForce, withShipped } from '../../platform/dated-versions.ts'
import { invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { wholeList } from '../../platform/keyset.ts'
import { beginOfMonth, monthOf } from '../month.ts'
import '../tables.ts'
import { requirePerson } from '../who.ts'

/** As shipped; our own default, to be set by each tenant. Source: docs/rules/performance.md */
export const shippedRules: PerformanceRules = {
  weights: { adherence: 20, timeliness: 20, effectiveness: 25, satisfaction: 15, finding: 10, coaching: 10 },
  fewest: 10,
  ownDays: 5,
  pointsPerFinding: 20,
  prepareDay: 3,
}

/** 绩效规则 that count for a month. */
export async function rulesOf(tx: Tx, tenantId: string, month: string, zone: string): Promise<PerformanceRules> {
  return (await versionInForce<PerformanceRules>(tx, 'performance_rules', tenantId, beginOfMonth(month, zone))) ?? shippedRules
}

export async function listRules(tx: Tx, tenantId: string, now: Date): Promise<PerformanceRulesList> {
  const zone = await tenantZone(tx, tenantId)
  const rows = await tx
    .selectFrom('performance_rules as r')
    .select(['r.id', 'r.effective_from', 'r.definition', 'r.reason', 'r.made_at'])
    .select(personNamed('r', 'made_by').as('by'))
    .where('r.tenant_id', '=', tenantId)
    .orderBy('r.effective_from', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
  const shown = withShipped(rows, shippedRules, now).map(
    ({ effectiveFrom, definition, ...version }): PerformanceRulesVersion => ({
      ...version,
      rules: definition,
      effectiveMonth: effectiveFrom && monthOf(new Date(effectiveFrom), zone),
    }),
  )
  return wholeList(shown)
}

/**
 * 设定绩效规则: a new version that counts from a month which has not begun, so that nobody is judged by what they could not know; history stays.
 * @throws INPUT_INVALID, NOT_PERMITTED for a credential that is no person's
 */
export async function setRules(act: Act, { effectiveMonth, rules, reason }: PerformanceRulesInput): Promise<PerformanceRulesList> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const madeBy = requirePerson(actor)
  const zone = await tenantZone(tx, tenantId)
  if (effectiveMonth <= monthOf(now, zone)) throw invalidInput('#/effectiveMonth', '新规则从还没有开始的月份起算')
  const id = newId()
  await tx
    .insertInto('performance_rules')
    .values({
      tenant_id: tenantId,
      id,
      effective_from: beginOfMonth(effectiveMonth, zone),
      definition: JSON.stringify(rules),
      reason: maskPersonalData(reason).masked,
      made_at: now,
      made_by: madeBy,
    })
    .execute()
  const facts = { effectiveMonth, weights: rules.weights, fewest: rules.fewest, ownDays: rules.ownDays }
  await recordAudit(tx, { tenantId, kind: 'performance.rulesSet', actorId: madeBy, subjectId: id, facts, reason, at: now })
  return listRules(tx, tenantId, now)
}
