import type { SavedView, SavedViewInput } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'

/** 常用视图: a filter of the case list under a name; shared ones everybody sees, only their maker removes. */
export async function listSavedViews(tx: Tx, actor: Actor): Promise<SavedView[]> {
  const rows = await tx
    .selectFrom('saved_view')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.or([eb('user_id', '=', actor.userId), eb('shared', '=', true)]))
    .orderBy('created_at')
    .execute()
  return rows.map(({ id, name, query, columns, shared, user_id }) => ({ id, name, query, columns, shared, mine: user_id === actor.userId }))
}

export async function saveView(tx: Tx, actor: Actor, input: z.infer<typeof SavedViewInput>, now: Date): Promise<SavedView> {
  if (!actor.userId) throw new AppError('NOT_PERMITTED')
  const view = { id: newId(), ...input }
  await tx
    .insertInto('saved_view')
    .values({ tenant_id: actor.tenantId, user_id: actor.userId, created_at: now, ...view })
    .execute()
  return { ...view, mine: true }
}

/** @throws NOT_FOUND for another person's view too */
export async function removeView(tx: Tx, actor: Actor, id: string) {
  const removed = await tx
    .deleteFrom('saved_view')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst()
  if (!removed.numDeletedRows) throw new AppError('NOT_FOUND')
}
