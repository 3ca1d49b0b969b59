import type { AuditKind, CaseRule, CaseRuleChange, CaseRuleInput, CaseRulePurpose, CaseSign } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Rule } from './rules.ts'
import shippedFile from './shipped.json' with { type: 'json' }
import type { CaseRuleTable } from './tables.ts'

const purposes = ['stage', 'longChain', 'risk'] as const satisfies CaseRulePurpose[]

/** Our own starting rules; a tenant changes them. Source: docs/rules/case-warnings.md */
export const shippedRules: Rule[] = purposes.flatMap((purpose) =>
  shippedFile[purpose].map(([sign, atLeast, points, toStage]) => ({
    purpose,
    sign: sign as CaseSign,
    atLeast: Number(atLeast),
    points: Number(points),
    toStage: toStage === undefined ? null : Number(toStage),
  })),
)

/** What a new tenant begins with. */
export async function seedCaseRules(tx: Tx, tenantId: string, now: Date) {
  const rows = shippedRules.map(({ purpose, sign, atLeast, points, toStage }) => ({
    tenant_id: tenantId,
    id: newId(),
    purpose,
    sign,
    at_least: atLeast,
    points,
    to_stage: toStage,
    effective_from: now,
  }))
  await tx.insertInto('case_rule').values(rows).execute()
}

/** Of two that notice it at once, the second finds them there. */
async function seedOnce(tx: Tx, tenantId: string, now: Date) {
  await tx.selectFrom('feed_head').select('seq').where('tenant_id', '=', tenantId).forUpdate().executeTakeFirst()
  if ((await listCaseRules(tx, tenantId)).length === 0) await seedCaseRules(tx, tenantId, now)
}

const shown = (row: Selectable<CaseRuleTable>): CaseRule => ({
  id: row.id,
  purpose: row.purpose,
  sign: row.sign,
  atLeast: row.at_least,
  points: row.points,
  toStage: row.to_stage,
  effectiveFrom: row.effective_from.toISOString(),
  active: row.active,
  version: row.version,
})

/** 工单规则, by purpose and sign. */
export async function listCaseRules(tx: Tx, tenantId: string, purpose?: CaseRulePurpose): Promise<CaseRule[]> {
  const rows = await tx
    .selectFrom('case_rule')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose ?? 'stage'))
    .orderBy('purpose')
    .orderBy('sign')
    .orderBy('at_least')
    .orderBy('id')
    .execute()
  return rows.map(shown)
}

/** The rules that count now; a tenant from before there were any is given those that ship. */
export async function rulesNow(tx: Tx, tenantId: string, now: Date): Promise<Record<CaseRulePurpose, Rule[]>> {
  const rows = await listCaseRules(tx, tenantId)
  if (rows.length === 0) await seedOnce(tx, tenantId, now)
  const rules: Rule[] = rows.length === 0 ? shippedRules : rows.filter((row) => row.active && new Date(row.effectiveFrom) <= now)
  return {
    stage: rules.filter(({ purpose }) => purpose === 'stage'),
    longChain: rules.filter(({ purpose }) => purpose === 'longChain'),
    risk: rules.filter(({ purpose }) => purpose === 'risk'),
  }
}

/** @throws INPUT_INVALID for a stage rule without a stage, or one of another purpose with one */
export async function addCaseRule(act: Act, input: z.infer<typeof CaseRuleInput>): Promise<CaseRule> {
  const { tx, actor, now } = act
  if ((input.purpose === 'stage') !== (input.toStage !== null)) throw invalidInput('#/toStage', '阶段规则要写明到哪个阶段，其他规则不写')
  if (input.purpose === 'stage' && input.points > 1) throw invalidInput('#/points', '阶段规则的分值在 0 到 1 之间')
  if (input.atLeast <= 0) throw invalidInput('#/atLeast', '请填写大于 0 的数')
  const row = await tx
    .insertInto('case_rule')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      purpose: input.purpose,
      sign: input.sign,
      at_least: input.atLeast,
      points: input.points,
      to_stage: input.toStage,
      effective_from: now,
      active: input.active,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(act, 'caseRule.added', row.id, { ...input })
  return shown(row)
}

/** @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function changeCaseRule(act: Act, id: string, { version, ...change }: z.infer<typeof CaseRuleChange>): Promise<CaseRule> {
  const { tx, actor, now } = act
  const rule = await tx
    .selectFrom('case_rule')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!rule) throw new AppError('NOT_FOUND', '没有这条规则')
  if (rule.version !== version) throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${rule.version} 版`)
  if (rule.purpose === 'stage' && (change.points ?? 0) > 1) throw invalidInput('#/points', '阶段规则的分值在 0 到 1 之间')
  if (change.atLeast !== undefined && change.atLeast <= 0) throw invalidInput('#/atLeast', '请填写大于 0 的数')
  const row = await tx
    .updateTable('case_rule')
    .set({
      ...(change.atLeast !== undefined && { at_least: change.atLeast }),
      ...(change.points !== undefined && { points: change.points }),
      ...(change.active !== undefined && { active: change.active }),
      effective_from: now,
      version: rule.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(act, 'caseRule.changed', id, { ...change })
  return shown(row)
}

const record = ({ tx, actor, now }: Act, kind: AuditKind, subjectId: string, facts: Record<string, unknown>) =>
  recordAudit(tx, { tenantId: actor.tenantId, kind, actorId: actor.userId, subjectId, facts, at: now })
