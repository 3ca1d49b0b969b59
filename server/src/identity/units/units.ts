import type { Unit, UnitChange, UnitInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { requireActiveUnit } from '../users/checks.ts'
import { isBelow } from './tree.ts'

/** 部门: every unit with the number of active people in it, in the order of their names. */
export async function findUnits(tx: Tx, tenantId: string, id?: string): Promise<Unit[]> {
  const rows = await tx
    .selectFrom('unit as n')
    .select(['n.id', 'n.parent_id as parentId', 'n.code', 'n.name', 'n.kind', 'n.active', 'n.version'])
    .select((eb) =>
      eb
        .selectFrom('user_account as u')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('u.tenant_id', '=', 'n.tenant_id')
        .whereRef('u.unit_id', '=', 'n.id')
        .where('u.active', '=', true)
        .as('userCount'),
    )
    .where('n.tenant_id', '=', tenantId)
    .$if(id !== undefined, (query) => query.where('n.id', '=', id as string))
    .orderBy(sql`n.name collate "zh-x-icu"`)
    .orderBy('n.code')
    .execute()
  return rows.map((row) => ({ ...row, userCount: row.userCount ?? 0 }))
}

/** @throws INPUT_INVALID, ALREADY_EXISTS */
export async function createUnit(tx: Tx, actor: Actor, input: z.infer<typeof UnitInput>, now: Date): Promise<Unit> {
  const { tenantId } = actor
  const { parentId, code, name, kind } = input
  await requireActiveUnit(tx, tenantId, parentId, 'parentId')
  const id = newId()
  const added = await tx
    .insertInto('unit')
    .values({ tenant_id: tenantId, id, parent_id: parentId, code, name, kind })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw new AppError('ALREADY_EXISTS', '这个部门代码已有，请换一个')
  await recordAudit(tx, {
    tenantId,
    kind: 'unit.created',
    actorId: actor.userId,
    subjectId: id,
    facts: { code, unitKind: kind, parentId },
    at: now,
  })
  const [unit] = await findUnits(tx, tenantId, id)
  return unit as Unit
}

/**
 * Changes a unit; the tree stays a tree, and nobody is left in a unit that is switched off.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID, IN_USE
 */
export async function changeUnit(tx: Tx, actor: Actor, id: string, change: z.infer<typeof UnitChange>, now: Date): Promise<Unit> {
  const { tenantId } = actor
  // All of them: two moves at once could otherwise close a circle.
  const tree = await tx
    .selectFrom('unit')
    .select(['id', 'parent_id as parentId', 'active', 'version'])
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const unit = tree.find((one) => one.id === id)
  if (!unit) throw new AppError('NOT_FOUND', '没有这个部门')
  if (unit.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${unit.version} 版，请刷新后再改`)
  const { parentId, name, kind, active } = change
  if (parentId && parentId !== unit.parentId) {
    await requireActiveUnit(tx, tenantId, parentId, 'parentId')
    if (isBelow(tree, parentId, id)) throw new AppError('INPUT_INVALID', '部门不能放到自己或自己的下级之下')
  }
  if (active === false) await requireEmpty(tx, tenantId, id, tree)
  const set = {
    ...(parentId !== undefined && { parent_id: parentId }),
    ...(name && { name }),
    ...(kind && { kind }),
    ...(active !== undefined && { active }),
  }
  await tx
    .updateTable('unit')
    .set({ ...set, version: unit.version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    tenantId,
    kind: 'unit.changed',
    actorId: actor.userId,
    subjectId: id,
    facts: { fields: Object.keys(set), parentId, active },
    at: now,
  })
  const [changed] = await findUnits(tx, tenantId, id)
  return changed as Unit
}

async function requireEmpty(tx: Tx, tenantId: string, id: string, tree: { parentId: string | null; active: boolean }[]) {
  const member = await tx
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('unit_id', '=', id)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (member) throw new AppError('IN_USE', '部门里还有在职人员，请先把他们调到别的部门')
  if (tree.some((one) => one.parentId === id && one.active)) throw new AppError('IN_USE', '部门下面还有部门，请先停用下级部门')
}

/** Names of units by id, for what is shown; who is unknown is missing. */
export async function unitNamesOf(tx: Tx, tenantId: string, ids: Iterable<string | null>): Promise<Map<string, string>> {
  const wanted = [...new Set([...ids].filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx.selectFrom('unit').select(['id', 'name']).where('tenant_id', '=', tenantId).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/**
 * An active unit somebody chose.
 * @throws NOT_FOUND when there is none of that id
 */
export async function activeUnit(tx: Tx, tenantId: string, id: string) {
  const [unit] = await findUnits(tx, tenantId, id)
  if (!unit?.active) throw new AppError('NOT_FOUND', '没有这个部门，或已停用')
  return unit
}
