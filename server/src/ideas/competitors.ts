import type { Competitor } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { mayManage, visibleMarks } from './visible.ts'

/** 竞品名单 in force, by name. */
export const competitorsOf = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('competitor')
    .select(['id', 'name', 'aliases'])
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .orderBy('name')
    .execute()

/** With how often each was mentioned in cases this person may see. */
export async function listCompetitors(tx: Tx, actor: Actor): Promise<Competitor[]> {
  const counts = await visibleMarks(tx, actor)
    .where('m.competitor_id', 'is not', null)
    .select(['m.competitor_id', sql<number>`count(*)`.as('count')])
    .groupBy('m.competitor_id')
    .execute()
  const mentions = new Map(counts.map((row) => [row.competitor_id, row.count]))
  const found = await competitorsOf(tx, actor.tenantId)
  return found.map((row) => ({ ...row, mentions: mentions.get(row.id) ?? 0, can: { end: mayManage(actor) } }))
}

/** @throws ALREADY_EXISTS */
export async function addCompetitor({ tx, actor, now }: Act, { name, aliases }: { name: string; aliases: string[] }): Promise<Competitor> {
  const id = newId()
  const row = { tenant_id: actor.tenantId, id, name, aliases: [...new Set(aliases)], at: now, by_id: actor.userId, ended_at: null }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('competitor')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).where('ended_at', 'is', null).doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw new AppError('ALREADY_EXISTS', '名单里已有这个竞品')
  return { id, name, aliases: row.aliases, mentions: 0, can: { end: true } }
}

/** 移出名单: found in texts no more; what was marked stays. @throws NOT_FOUND */
export async function endCompetitor({ tx, actor, now }: Act, id: string): Promise<{ id: string }> {
  const { numUpdatedRows } = await tx
    .updateTable('competitor')
    .set({ ended_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', '名单里没有这个竞品')
  return { id }
}
