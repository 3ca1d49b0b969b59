import type { WarningState } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { addEvents, type NewEvent } from './events.ts'
import type { WarningTable } from './tables.ts'

export type Warning = Selectable<WarningTable>

export const stateOf = (row: Warning, now: Date): WarningState => {
  if (row.merged_into) return 'merged'
  if (row.cleared_at) return 'cleared'
  if (row.snoozed_until && row.snoozed_until > now) return 'snoozed'
  return row.acknowledged_at ? 'acknowledged' : 'raised'
}

/** Works on warnings: who may handle them, and whoever owns the one. */
export const mayHandle = (actor: Actor, { owner_id: ownerId }: Pick<Warning, 'owner_id'>) =>
  actor.permissions.has('warnings:handle') || actor.userId === null || (ownerId !== null && ownerId === actor.userId)

/**
 * Locks a warning for an act of its owner or of whoever may handle warnings.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT; ALREADY_DECIDED when it is cleared or merged
 */
export async function lockWarning(
  { tx, actor }: Pick<Act, 'tx' | 'actor'>,
  id: string,
  { version, evenOver = false }: { version?: number | undefined; evenOver?: boolean } = {},
): Promise<Warning> {
  const row = await tx
    .selectFrom('warning')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条预警')
  if (!mayHandle(actor, row)) throw new AppError('NOT_PERMITTED', '这条预警由别人负责；请找负责人或班长')
  if (version !== undefined && version !== row.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${row.version} 版，请刷新后再做`)
  if (!evenOver && row.cleared_at) throw new AppError('ALREADY_DECIDED', row.merged_into ? '这条预警已并入另一条' : '这条预警已解除')
  return row
}

type Change = Partial<Omit<Warning, 'tenant_id' | 'id' | 'version' | 'facts' | 'peaks'>>

/** Writes the change and its line of history. @returns what an act answers */
export async function changeWarning(
  { tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>,
  row: Warning,
  change: Change,
  event?: Omit<NewEvent, 'warningId' | 'at' | 'byId'>,
) {
  const after = await tx
    .updateTable('warning')
    .set({ ...change, version: row.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (event) await addEvents(tx, actor.tenantId, [{ ...event, warningId: row.id, at: now, byId: actor.userId }])
  return { id: row.id, state: stateOf(after, now), version: after.version }
}
