import {
  type WarningKind,
  WarningKind as WarningKinds,
  type WarningPlan,
  type WarningPlanInput,
  type WarningRuleDefinition,
  type WarningRuleInput,
  type WarningRules,
  type WarningSetting,
} from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginningOf, withShipped } from '../../platform/dated-versions.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { wholeList } from '../../platform/keyset.ts'
import { shipped } from './rules.ts'
import './tables.ts'

type Table = 'warning_rule' | 'warning_plan'

type VersionRow<Definition> = {
  id: string
  kind: WarningKind
  effective_from: Date
  definition: Definition
  reason: string
  made_at: Date
  by: { id: string; name: string } | null
}

async function versionsOf<Definition>(tx: Tx, tenantId: string, table: Table) {
  const { rows } = await sql<VersionRow<Definition>>`
    select v.id, v.kind, v.effective_from, v.definition, v.reason, v.made_at, ${personNamed('v', 'made_by')} as by
    from ${sql.table(table)} v where v.tenant_id = ${tenantId} order by v.effective_from desc, v.id desc`.execute(tx)
  return Map.groupBy(rows, ({ kind }) => kind)
}

/** 预警规则与预案: every version of every kind, the newest first, the last as shipped. */
export async function listRules(tx: Tx, tenantId: string, now: Date): Promise<WarningRules> {
  const rules = await versionsOf<WarningRuleDefinition>(tx, tenantId, 'warning_rule')
  const plans = await versionsOf<WarningPlan>(tx, tenantId, 'warning_plan')
  const rows = WarningKinds.options.map((kind) => ({
    kind,
    versions: withShipped(rules.get(kind) ?? [], shipped[kind].rules, now),
    plans: withShipped(plans.get(kind) ?? [], shipped[kind].plan, now),
    facts: shipped[kind].facts,
  }))
  return wholeList(rows)
}

/** 新规则版本: counts from its effective date; warnings that stand are not judged anew. @throws INPUT_INVALID */
export async function addRules(act: Act, kind: WarningKind, input: z.infer<typeof WarningRuleInput>): Promise<{ id: string }> {
  const wrong = [...input.definition.needs, ...input.definition.levels.flatMap(({ when }) => when)].find(
    ({ fact }) => !/^[A-Za-z][A-Za-z0-9]*$/.test(fact),
  )
  if (wrong) throw invalidInput('#/definition', `“${wrong.fact}”不是事实的名称`)
  return addVersion(act, 'warning_rule', kind, input)
}

/** 新预案版本; one taken from the knowledge base names a plan in force there. @throws INPUT_INVALID */
export async function addPlan(act: Act, kind: WarningKind, input: z.infer<typeof WarningPlanInput>) {
  const { knowledgeId } = input.definition
  if (knowledgeId && !(await isPlanInForce(act, knowledgeId))) throw invalidInput('#/definition/knowledgeId', '知识库里没有这份生效的预案')
  return addVersion(act, 'warning_plan', kind, input)
}

async function isPlanInForce({ tx, actor }: Act, entryId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from knowledge_entry e join knowledge_version v on v.tenant_id = e.tenant_id and v.entry_id = e.id and v.state = 'inForce'
    where e.tenant_id = ${actor.tenantId} and e.id = ${entryId} and e.kind = 'plan' and e.retired_at is null`.execute(tx)
  return rows.length > 0
}

async function addVersion(
  { tx, actor, now }: Act,
  table: Table,
  kind: WarningKind,
  { definition, effectiveFrom, reason }: { definition: object; effectiveFrom?: string | undefined; reason: string },
) {
  const id = newId()
  const from = beginningOf(effectiveFrom, now)
  await tx
    .insertInto(table)
    .values({
      tenant_id: actor.tenantId,
      id,
      kind,
      effective_from: from,
      definition: JSON.stringify(definition),
      reason,
      made_at: now,
      made_by: actor.userId,
    })
    .execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: table === 'warning_rule' ? 'warningRule.made' : 'warningPlan.made',
    actorId: actor.userId,
    subjectId: id,
    facts: { kind, effectiveFrom: from.toISOString() },
    reason,
    at: now,
  })
  return { id }
}

/** Single notices of warnings a person gets a day, until somebody sets another: our own default. Source: docs/rules/warnings.md */
const usualSingles = 20

/** 预警预算 */
export async function settingOf(tx: Tx, tenantId: string): Promise<WarningSetting> {
  const row = await tx.selectFrom('warning_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  return row ? { singlesADay: row.singles_a_day, version: row.version } : { singlesADay: usualSingles, version: 0 }
}

/** @throws VERSION_CONFLICT */
export async function changeSetting({ tx, actor, now }: Act, { singlesADay, version }: WarningSetting): Promise<WarningSetting> {
  const { tenantId } = actor
  const written =
    version === 0
      ? await tx
          .insertInto('warning_setting')
          .values({ tenant_id: tenantId, singles_a_day: singlesADay })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('warning_setting')
          .set({ singles_a_day: singlesADay, version: version + 1 })
          .where('tenant_id', '=', tenantId)
          .where('version', '=', version)
          .executeTakeFirst()
  const count = 'numUpdatedRows' in written ? written.numUpdatedRows : written.numInsertedOrUpdatedRows
  if (!count) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  await recordAudit(tx, { tenantId, kind: 'warningBudget.set', actorId: actor.userId, facts: { singlesADay }, at: now })
  return settingOf(tx, tenantId)
}
