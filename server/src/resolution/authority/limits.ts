import type { AuthorityLimit, AuthorityLimitEnd, AuthorityLimitInput, AuthoritySettings, AuthoritySettingsChange } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { settingsOf } from './rulebook.ts'

/** 授权额度: every line, those in force first, then what is to come, then the past. */
export async function findLimits(tx: Tx, tenantId: string, now: Date, id?: string): Promise<AuthorityLimit[]> {
  const rows = await tx
    .selectFrom('authority_limit as l')
    .innerJoin('role as r', (join) => join.onRef('r.tenant_id', '=', 'l.tenant_id').onRef('r.id', '=', 'l.role_id'))
    .selectAll('l')
    .select(['r.code', 'r.name', personNamed('l', 'created_by').as('by')])
    .where('l.tenant_id', '=', tenantId)
    .$if(id !== undefined, (select) => select.where('l.id', '=', id as string))
    .orderBy('r.name')
    .orderBy('l.category')
    .orderBy('l.effective_from', 'desc')
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      role: { id: row.role_id, code: row.code, name: row.name },
      category: row.category,
      tier: row.tier,
      perCaseFen: row.per_case_fen,
      perDayFen: row.per_day_fen,
      perMonthFen: row.per_month_fen,
      effectiveFrom: row.effective_from.toISOString(),
      effectiveTo: row.effective_to?.toISOString() ?? null,
      state: stateOf(row.effective_from, row.effective_to, now),
      createdBy: row.by,
      version: row.version,
    }))
    .sort((a, b) => order[a.state] - order[b.state])
}

const order = { inForce: 0, future: 1, past: 2 } as const
function stateOf(from: Date, to: Date | null, now: Date): AuthorityLimit['state'] {
  if (to !== null && to <= now) return 'past'
  return from <= now ? 'inForce' : 'future'
}

/**
 * A new line, from now on or later: what was decided under another stays decided.
 * @throws INPUT_INVALID for an unknown role or category, a beginning in the past, an end before it, or a day's limit above the month's
 */
export async function addLimit(tx: Tx, actor: Actor, input: z.infer<typeof AuthorityLimitInput>, now: Date): Promise<AuthorityLimit> {
  const { tenantId } = actor
  await requireKnown(tx, tenantId, input)
  const from = new Date(input.effectiveFrom)
  const to = input.effectiveTo === null ? null : new Date(input.effectiveTo)
  if (from.getTime() < now.getTime() - 86_400_000) throw invalidInput('#/effectiveFrom', '不能早于今天：已经发生的决定不会改变')
  if (to !== null && to <= from) throw invalidInput('#/effectiveTo', '要晚于生效时间')
  const { perDayFen, perMonthFen } = input
  if (perDayFen !== null && perMonthFen !== null && perDayFen > perMonthFen) throw invalidInput('#/perDayFen', '日限额不能高于月限额')
  const id = newId()
  await tx
    .insertInto('authority_limit')
    .values({
      tenant_id: tenantId,
      id,
      role_id: input.roleId,
      category: input.category,
      tier: input.tier,
      per_case_fen: input.perCaseFen,
      per_day_fen: perDayFen,
      per_month_fen: perMonthFen,
      effective_from: from,
      effective_to: to,
      created_at: now,
      created_by: actor.userId,
    })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'authorityLimit.made', actorId: actor.userId, subjectId: id, facts: { ...input }, at: now })
  return one(tx, tenantId, now, id)
}

async function requireKnown(tx: Tx, tenantId: string, { roleId, category }: z.infer<typeof AuthorityLimitInput>) {
  const role = await tx.selectFrom('role').select('id').where('tenant_id', '=', tenantId).where('id', '=', roleId).executeTakeFirst()
  if (!role) throw invalidInput('#/roleId', '没有这个角色')
  if (category === null) return
  const node = await tx
    .selectFrom('category')
    .select('code')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', category)
    .executeTakeFirst()
  if (!node) throw invalidInput('#/category', '没有这个分类')
}

/**
 * Ends a line, now or later; before it began it is then never in force.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID for an end in the past
 */
export async function endLimit(
  tx: Tx,
  actor: Actor,
  id: string,
  input: z.infer<typeof AuthorityLimitEnd>,
  now: Date,
): Promise<AuthorityLimit> {
  const { tenantId } = actor
  const row = await tx
    .selectFrom('authority_limit')
    .select(['version', 'effective_to'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条额度')
  if (row.version !== input.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${row.version} 版，请刷新后再改`)
  const to = new Date(input.effectiveTo)
  if (to.getTime() < now.getTime() - 60_000) throw invalidInput('#/effectiveTo', '不能早于现在')
  await tx
    .updateTable('authority_limit')
    .set({ effective_to: to, version: row.version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  const facts = { effectiveTo: to.toISOString() }
  await recordAudit(tx, {
    tenantId,
    kind: 'authorityLimit.ended',
    actorId: actor.userId,
    subjectId: id,
    facts,
    reason: input.reason,
    at: now,
  })
  return one(tx, tenantId, now, id)
}

async function one(tx: Tx, tenantId: string, now: Date, id: string): Promise<AuthorityLimit> {
  const [limit] = await findLimits(tx, tenantId, now, id)
  return limit as AuthorityLimit
}

/** @throws VERSION_CONFLICT */
export async function changeSettings(
  tx: Tx,
  actor: Actor,
  { version, minuteCostFen, approvalMinutes }: z.infer<typeof AuthoritySettingsChange>,
  now: Date,
): Promise<AuthoritySettings> {
  const { tenantId } = actor
  const { numUpdatedRows } = await tx
    .updateTable('authority_setting')
    .set({ minute_cost_fen: minuteCostFen, approval_minutes: approvalMinutes, version: version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!numUpdatedRows) throw new AppError('VERSION_CONFLICT', '设置已被他人修改，请刷新后再改')
  const facts = { minuteCostFen, approvalMinutes }
  await recordAudit(tx, { tenantId, kind: 'authoritySettings.changed', actorId: actor.userId, facts, at: now })
  return settingsOf(tx, tenantId)
}
