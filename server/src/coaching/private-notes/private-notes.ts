import type { PrivateNote, PrivateNoteList, PrivateNoteQuery } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { resealColumn } from '../../platform/reseal.ts'
import { leadsUnit, selfOf } from '../team.ts'
import '../tables.ts'

// 私人笔记: stored sealed, in no search and no record; read by whoever wrote it, and by the lead of their team where they chose to share it.

/** 写笔记. @throws NOT_PERMITTED for a credential that is no person's */
export async function writePrivateNote(act: Act, { text, shared }: { text: string; shared: boolean }): Promise<PrivateNote> {
  const { tx, actor, now, keys } = act
  const id = newId()
  await tx
    .insertInto('private_note')
    .values({ tenant_id: actor.tenantId, id, user_id: selfOf(actor), at: now, cipher: keys.encrypt(text), shared_at: shared ? now : null })
    .execute()
  return ownNote(act, id)
}

/** 与班长分享, or no longer. @throws NOT_FOUND for what somebody else wrote */
export async function sharePrivateNote(act: Act, id: string, shared: boolean): Promise<PrivateNote> {
  await ownNote(act, id)
  await act.tx
    .updateTable('private_note')
    .set({ shared_at: shared ? act.now : null })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', id)
    .execute()
  return ownNote(act, id)
}

/** 删除笔记: it is gone. @throws NOT_FOUND for what somebody else wrote */
export async function removePrivateNote(act: Act, id: string): Promise<void> {
  await ownNote(act, id)
  await act.tx.deleteFrom('private_note').where('tenant_id', '=', act.actor.tenantId).where('id', '=', id).execute()
}

/** Of oneself; or what people of the team one leads have shared. */
export async function listPrivateNotes(
  tx: Tx,
  keys: Keys,
  actor: Actor,
  query: z.infer<typeof PrivateNoteQuery>,
): Promise<PrivateNoteList> {
  const self = selfOf(actor)
  const unitId = leadsUnit(actor)
  const wanted = notes(tx, actor.tenantId).where(
    query.of === 'mine'
      ? sql<SqlBool>`p.user_id = ${self}`
      : sql<SqlBool>`(p.shared_at is not null and p.user_id <> ${self} and coalesce(u.unit_id = ${unitId}::uuid, false))`,
  )
  const rows = await wanted.$call(newestFirst('p', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('p.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row, keys, self)), nextCursor, total: cappedTotal(Number(count)) }
}

async function ownNote({ tx, actor, keys }: Act, id: string): Promise<PrivateNote> {
  const self = selfOf(actor)
  const row = await notes(tx, actor.tenantId).where('p.id', '=', id).where('p.user_id', '=', self).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条笔记')
  return shown(row, keys, self)
}

const notes = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('private_note as p')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.user_id'))
    .select(['p.id', 'p.user_id', 'p.at', 'p.cipher', 'p.shared_at', personNamed('p', 'user_id').as('person')])
    .where('p.tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof notes>['executeTakeFirstOrThrow']>>

const shown = (row: Row, keys: Keys, self: string): PrivateNote => ({
  id: row.id,
  person: row.person ?? { id: row.user_id, name: '' },
  at: row.at.toISOString(),
  text: keys.decrypt(row.cipher),
  sharedAt: row.shared_at?.toISOString() ?? null,
  can: { share: row.user_id === self, remove: row.user_id === self },
})

/** Seals private notes anew with the newest key. @returns how many */
export const rotatePrivateNoteKeys = (database: Database, keys: Keys, tenantId: string) =>
  resealColumn(database, keys, tenantId, { table: 'private_note', column: 'cipher', key: { id: 'uuid' } })
