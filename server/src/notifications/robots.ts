import type { Robot, RobotChange, RobotInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import { type Act, unitNamed } from '../cases/index.ts'
import { activeUnit } from '../identity/index.ts'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import './tables.ts'

/** 群机器人: of their addresses only the host is shown. */
export async function listRobots(tx: Tx, tenantId: string, keys: Keys, id?: string): Promise<Robot[]> {
  const rows = await tx
    .selectFrom('robot as r')
    .selectAll('r')
    .select(unitNamed('r', 'unit_id').as('unit'))
    .where('r.tenant_id', '=', tenantId)
    .$if(id !== undefined, (query) => query.where('r.id', '=', id as string))
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    host: new URL(keys.decrypt(row.address_cipher)).host,
    hasSecret: row.secret_cipher !== null,
    unitId: row.unit_id,
    unitName: row.unit?.name ?? null,
    active: row.active,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastError: row.last_error,
    version: row.version,
  }))
}

/** 新增机器人. @throws INPUT_INVALID */
export async function addRobot(act: Act, input: z.infer<typeof RobotInput>): Promise<Robot> {
  const { tx, actor, keys, now } = act
  await checkUnit(tx, actor.tenantId, input.unitId)
  const id = newId()
  await tx
    .insertInto('robot')
    .values({
      tenant_id: actor.tenantId,
      id,
      name: input.name,
      kind: input.kind,
      address_cipher: keys.encrypt(input.address),
      secret_cipher: input.secret ? keys.encrypt(input.secret) : null,
      unit_id: input.unitId,
      active: input.active,
    })
    .execute()
  const facts = { kind: input.kind, host: new URL(input.address).host, active: input.active }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'robot.added', actorId: actor.userId, subjectId: id, facts, at: now })
  const [robot] = await listRobots(tx, actor.tenantId, keys, id)
  return robot as Robot
}

/** 修改机器人: address and secret stay when left out. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function changeRobot(act: Act, id: string, change: z.infer<typeof RobotChange>): Promise<Robot> {
  const { tx, actor, keys, now } = act
  const [before] = await listRobots(tx, actor.tenantId, keys, id)
  if (!before) throw new AppError('NOT_FOUND', '没有这个机器人')
  if (change.unitId) await checkUnit(tx, actor.tenantId, change.unitId)
  const changed = await tx
    .updateTable('robot')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.address !== undefined && { address_cipher: keys.encrypt(change.address), last_error: null }),
      ...(change.secret !== undefined && { secret_cipher: change.secret === null ? null : keys.encrypt(change.secret) }),
      ...(change.unitId !== undefined && { unit_id: change.unitId }),
      ...(change.active !== undefined && { active: change.active }),
      version: change.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('version', '=', change.version)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) throw new AppError('VERSION_CONFLICT', `现在是第 ${before.version} 版，请刷新后再改`)
  const facts = { fields: Object.keys(change).filter((field) => field !== 'version') }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'robot.changed', actorId: actor.userId, subjectId: id, facts, at: now })
  const [robot] = await listRobots(tx, actor.tenantId, keys, id)
  return robot as Robot
}

/** 删除机器人. @throws NOT_FOUND */
export async function removeRobot({ tx, actor, now }: Act, id: string) {
  const removed = await tx.deleteFrom('robot').where('tenant_id', '=', actor.tenantId).where('id', '=', id).executeTakeFirst()
  if (!removed.numDeletedRows) throw new AppError('NOT_FOUND', '没有这个机器人')
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'robot.removed', actorId: actor.userId, subjectId: id, at: now })
}

async function checkUnit(tx: Tx, tenantId: string, unitId: string | null) {
  if (unitId)
    await activeUnit(tx, tenantId, unitId).catch(() => {
      throw invalidInput('#/unitId', '没有这个部门，或已停用')
    })
}
