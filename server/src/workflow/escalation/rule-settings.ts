import type { AuditKind, EscalationRule, EscalationRuleChange, EscalationRuleInput, EscalationTrigger } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { EscalationRuleTable } from '../tables.ts'

const shown = (row: Selectable<EscalationRuleTable>): EscalationRule => ({
  id: row.id,
  name: row.name,
  trigger: row.trigger,
  regime: row.regime,
  atLeast: row.at_least,
  toLevel: row.to_level,
  effectiveFrom: row.effective_from.toISOString(),
  active: row.active,
  version: row.version,
})

export const storedRules = (tx: Tx, tenantId: string) =>
  tx.selectFrom('escalation_rule').selectAll().where('tenant_id', '=', tenantId).orderBy('to_level').orderBy('id').execute()

/** 升级规则, from the lowest level up. */
export const listRules = async (tx: Tx, tenantId: string): Promise<EscalationRule[]> => (await storedRules(tx, tenantId)).map(shown)

/** What a rule can ever be met at; a figure above it would never call anybody. */
const most: Partial<Record<EscalationTrigger, number>> = { clock: 100, stage: 5, severity: 4, regulator: 1 }

function requireFigure({ trigger, atLeast }: { trigger: EscalationTrigger; atLeast: number }) {
  const limit = most[trigger]
  if (limit !== undefined && atLeast > limit) throw invalidInput('#/atLeast', `最多 ${limit}，更高永远不会触发`)
}

/** 新增升级规则: without an effective date it counts from now. @throws INPUT_INVALID for a figure that is never reached */
export async function addRule({ tx, actor, now }: Act, input: z.infer<typeof EscalationRuleInput>): Promise<EscalationRule> {
  requireFigure(input)
  const row = await tx
    .insertInto('escalation_rule')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      ...columnsOf(input),
      effective_from: input.effectiveFrom ? new Date(input.effectiveFrom) : now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record({ tx, actor, now } as Act, 'escalationRule.added', row.id, input)
  return shown(row)
}

/** 修改升级规则. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID for a figure that is never reached */
export async function changeRule(act: Act, id: string, change: z.infer<typeof EscalationRuleChange>): Promise<EscalationRule> {
  const { tx, actor } = act
  const rule = await tx
    .selectFrom('escalation_rule')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!rule) throw new AppError('NOT_FOUND', '没有这条规则')
  if (rule.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${rule.version} 版，请刷新后再改`)
  if (change.trigger ?? change.atLeast) requireFigure({ trigger: change.trigger ?? rule.trigger, atLeast: change.atLeast ?? rule.at_least })
  const row = await tx
    .updateTable('escalation_rule')
    .set({
      ...columnsOf(change),
      ...(change.effectiveFrom && { effective_from: new Date(change.effectiveFrom) }),
      version: rule.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(act, 'escalationRule.changed', id, change)
  return shown(row)
}

type Given = Partial<z.infer<typeof EscalationRuleInput>>

function columnsOf<Input extends Given>({ name, trigger, regime, atLeast, toLevel, active }: Input) {
  return {
    ...(name !== undefined && { name }),
    ...(trigger !== undefined && { trigger }),
    ...(regime !== undefined && { regime }),
    ...(atLeast !== undefined && { at_least: atLeast }),
    ...(toLevel !== undefined && { to_level: toLevel }),
    ...(active !== undefined && { active }),
  } as Pick<Selectable<EscalationRuleTable>, 'name' | 'trigger' | 'regime' | 'at_least' | 'to_level' | 'active'>
}

const record = ({ tx, actor, now }: Act, kind: AuditKind, subjectId: string, { trigger, regime, atLeast, toLevel, active }: Given) =>
  recordAudit(tx, {
    tenantId: actor.tenantId,
    kind,
    actorId: actor.userId,
    subjectId,
    facts: { trigger, regime, atLeast, toLevel, active },
    at: now,
  })

const starting = [
  { name: '时限用去 90%', trigger: 'clock', at_least: 90, to_level: 1 },
  { name: '被催办 3 次', trigger: 'reminders', at_least: 3, to_level: 1 },
  { name: '同一事项第 2 次投诉', trigger: 'repeats', at_least: 1, to_level: 1 },
  { name: '时限已过', trigger: 'clock', at_least: 100, to_level: 2 },
  { name: '矛盾爆发（阶段 4）', trigger: 'stage', at_least: 4, to_level: 2 },
  { name: '监管转办', trigger: 'regulator', at_least: 1, to_level: 2 },
  { name: '严重程度重大', trigger: 'severity', at_least: 3, to_level: 3 },
  { name: '越级投诉（阶段 5）', trigger: 'stage', at_least: 5, to_level: 4 },
  { name: '严重程度特别重大', trigger: 'severity', at_least: 4, to_level: 4 },
] as const

/** What a new tenant begins with: our own default, switched off until somebody has read it. Source: docs/rules/escalation.md */
export async function seedEscalationRules(tx: Tx, tenantId: string, now: Date) {
  const rows = starting.map((rule) => ({ tenant_id: tenantId, id: newId(), ...rule, regime: null, effective_from: now, active: false }))
  await tx.insertInto('escalation_rule').values(rows).execute()
}

/** 启用: every rule counts from this instant; what happened before is not looked at. */
export async function startRules(tx: Tx, tenantId: string, now: Date) {
  await tx.updateTable('escalation_rule').set({ active: true, effective_from: now }).where('tenant_id', '=', tenantId).execute()
}
