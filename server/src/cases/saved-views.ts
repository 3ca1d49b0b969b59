import type { SavedView, SavedViewInput } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'

/** 常用视图: what a page shows under a name; shared ones everybody sees, only their maker removes. */
const visible = (tx: Tx, { tenantId, userId }: Actor) =>
  tx
    .selectFrom('saved_view as v')
    .leftJoin('saved_view_default as d', (join) =>
      join.onRef('d.tenant_id', '=', 'v.tenant_id').onRef('d.view_id', '=', 'v.id').on('d.user_id', '=', userId),
    )
    .select(['v.id', 'v.page', 'v.name', 'v.query', 'v.columns', 'v.shared', 'v.user_id', 'd.view_id'])
    .where('v.tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('v.user_id', '=', userId), eb('v.shared', '=', true)]))

type Found = Omit<SavedView, 'mine' | 'isDefault'> & { user_id: string; view_id: string | null }
const viewOf = ({ user_id, view_id, ...view }: Found, { userId }: Actor): SavedView => ({
  ...view,
  mine: user_id === userId,
  isDefault: view_id !== null,
})

export async function listSavedViews(tx: Tx, actor: Actor, page: string): Promise<SavedView[]> {
  const rows = await visible(tx, actor).where('v.page', '=', page).orderBy('v.created_at').execute()
  return rows.map((row) => viewOf(row, actor))
}

export async function saveView(tx: Tx, actor: Actor, input: z.infer<typeof SavedViewInput>, now: Date): Promise<SavedView> {
  if (!actor.userId) throw new AppError('NOT_PERMITTED')
  const view = { id: newId(), ...input }
  await tx
    .insertInto('saved_view')
    .values({ tenant_id: actor.tenantId, user_id: actor.userId, created_at: now, ...view })
    .execute()
  return { ...view, mine: true, isDefault: false }
}

/** 设为默认: the page opens with it for this person, or no longer does. @throws NOT_FOUND for another person's view that is not shared */
export async function setDefaultView(tx: Tx, actor: Actor, id: string, isDefault: boolean): Promise<SavedView> {
  const { tenantId, userId } = actor
  if (!userId) throw new AppError('NOT_PERMITTED')
  const view = await visible(tx, actor).where('v.id', '=', id).executeTakeFirst()
  if (!view) throw new AppError('NOT_FOUND')
  const ofPage = { tenant_id: tenantId, user_id: userId, page: view.page }
  if (isDefault) {
    await tx
      .insertInto('saved_view_default')
      .values({ ...ofPage, view_id: id })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'page']).doUpdateSet({ view_id: id }))
      .execute()
  } else {
    await tx
      .deleteFrom('saved_view_default')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('view_id', '=', id)
      .execute()
  }
  return { ...viewOf(view, actor), isDefault }
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
