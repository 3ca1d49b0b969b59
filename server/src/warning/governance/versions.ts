import type { WarningKind, WarningPlan, WarningRuleDefinition } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { shipped } from './rules.ts'
import './tables.ts'

/** The rules of each kind that hold now: the tenant's last version begun, else as shipped. */
export async function rulesInForce(tx: Tx, tenantId: string, now: Date): Promise<(kind: WarningKind) => WarningRuleDefinition> {
  const rows = await tx
    .selectFrom('warning_rule')
    .distinctOn('kind')
    .select(['kind', 'definition'])
    .where('tenant_id', '=', tenantId)
    .where('effective_from', '<=', now)
    .orderBy('kind')
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const own = new Map(rows.map(({ kind, definition }) => [kind, definition]))
  return (kind) => own.get(kind) ?? shipped[kind].rules
}

/** 预案 of a kind that holds now. */
export async function planInForce(tx: Tx, tenantId: string, kind: WarningKind, now: Date): Promise<WarningPlan> {
  const row = await tx
    .selectFrom('warning_plan')
    .select('definition')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('effective_from', '<=', now)
    .orderBy('effective_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.definition ?? shipped[kind].plan
}
