import {
  mostOwnDashboards,
  OwnCard,
  type OwnDashboard,
  type OwnDashboardChange,
  type OwnDashboardInput,
  type OwnDashboardRow,
} from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { checkCards } from './check.ts'
import './tables.ts'

/** Those a person may read: the own ones and what colleagues share. */
const readable = (tx: Tx, { tenantId, userId }: Actor) =>
  tx
    .selectFrom('own_dashboard as d')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.user_id'))
    .select(['d.id', 'd.name', 'd.shared', 'd.user_id', 'd.changed_at', 'd.version', 'u.active'])
    .select([personNamed('d', 'user_id').as('by'), sql<number>`jsonb_array_length(d.cards)`.as('cardCount')])
    .where('d.tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('d.user_id', '=', userId), eb('d.shared', '=', true)]))

type Found = Omit<OwnDashboardRow, 'mine' | 'changedAt' | 'left' | 'can'> & { user_id: string; changed_at: Date; active: boolean }
function rowOf({ user_id, changed_at, active, ...row }: Found, { userId, permissions }: Actor) {
  const mine = user_id === userId
  const takeOver = !mine && !active && userId !== null && permissions.has('users:manage')
  return { ...row, mine, left: !active, can: { remove: mine || takeOver, takeOver }, changedAt: changed_at.toISOString() }
}

/** 我的看板 and those colleagues share, by name; the own ones first. */
export async function listOwnDashboards(tx: Tx, actor: Actor): Promise<OwnDashboardRow[]> {
  const rows = await readable(tx, actor)
    .orderBy(sql`d.user_id is distinct from ${actor.userId}::uuid`)
    .orderBy(sql`d.name collate "zh-x-icu"`)
    .orderBy('d.id')
    .execute()
  return rows.map((row) => rowOf(row, actor))
}

/** @throws NOT_FOUND, also for a colleague's that is not shared */
export async function findOwnDashboard(tx: Tx, actor: Actor, id: string): Promise<OwnDashboard> {
  const found = await readable(tx, actor).select('d.cards').where('d.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND')
  const { cards, ...row } = found
  // Kept while the product told a measure it no longer tells.
  return { ...rowOf(row, actor), cards: cards.flatMap((card) => OwnCard.safeParse(card).data ?? []) }
}

/** 新建看板. @throws INPUT_INVALID, NOT_PERMITTED for who is no person */
export async function makeOwnDashboard({ tx, actor, now }: Act, input: OwnDashboardInput): Promise<OwnDashboard> {
  const { tenantId, userId } = actor
  if (!userId) throw new AppError('NOT_PERMITTED')
  checkCards(input.cards)
  await requireRoom(tx, tenantId, userId)
  const id = newId()
  const { name, shared, cards } = input
  await tx
    .insertInto('own_dashboard')
    .values({ tenant_id: tenantId, id, user_id: userId, name, shared, cards: JSON.stringify(cards), made_at: now, changed_at: now })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'ownDashboard.made', actorId: userId, subjectId: id, facts: factsOf(input), at: now })
  return findOwnDashboard(tx, actor, id)
}

/** 修改看板: only whose it is. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, INPUT_INVALID */
export async function changeOwnDashboard({ tx, actor, now }: Act, id: string, change: z.infer<typeof OwnDashboardChange>) {
  const { tenantId, userId } = actor
  const { version, name, shared, cards } = change
  const before = await requireOwn(tx, actor, id)
  checkCards(cards)
  const changed = await tx
    .updateTable('own_dashboard')
    .set({ name, shared, cards: JSON.stringify(cards), changed_at: now, version: version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) throw new AppError('VERSION_CONFLICT', '这块看板在别处刚改过，请刷新后再改')
  if (toldOf(before) !== toldOf(change)) {
    await recordAudit(tx, { tenantId, kind: 'ownDashboard.changed', actorId: userId, subjectId: id, facts: factsOf(change), at: now })
  }
  return findOwnDashboard(tx, actor, id)
}

/** 接手看板: what somebody who left had shared goes on as one's own. @throws NOT_FOUND, NOT_PERMITTED, INPUT_INVALID */
export async function takeOverOwnDashboard({ tx, actor, now }: Act, id: string): Promise<OwnDashboard> {
  const { tenantId, userId } = actor
  const { can, ...board } = await findOwnDashboard(tx, actor, id)
  if (!userId || !can.takeOver) throw new AppError('NOT_PERMITTED', '只有管理人员账号的人可以接手离职同事共享的看板')
  await requireRoom(tx, tenantId, userId)
  await tx
    .updateTable('own_dashboard')
    .set({ user_id: userId, changed_at: now, version: sql`version + 1` })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  const facts = { ...factsOf(board), fromId: board.by?.id ?? null }
  await recordAudit(tx, { tenantId, kind: 'ownDashboard.takenOver', actorId: userId, subjectId: id, facts, at: now })
  return findOwnDashboard(tx, actor, id)
}

/** 删除看板: whose it is, and who manages people of somebody who left. @throws NOT_FOUND, NOT_PERMITTED */
export async function removeOwnDashboard({ tx, actor, now }: Act, id: string) {
  const { tenantId, userId } = actor
  const { name, shared, cards, can } = await findOwnDashboard(tx, actor, id)
  if (!can.remove) throw new AppError('NOT_PERMITTED', onlyToRead)
  await tx.deleteFrom('own_dashboard').where('tenant_id', '=', tenantId).where('id', '=', id).execute()
  const facts = factsOf({ name, shared, cards })
  await recordAudit(tx, { tenantId, kind: 'ownDashboard.removed', actorId: userId, subjectId: id, facts, at: now })
}

async function requireOwn(tx: Tx, actor: Actor, id: string) {
  const found = await findOwnDashboard(tx, actor, id)
  if (!found.mine) throw new AppError('NOT_PERMITTED', onlyToRead)
  return found
}
const onlyToRead = '同事共享的看板只能查看，可以复制一份再改'

async function requireRoom(tx: Tx, tenantId: string, userId: string) {
  // Two windows at once would each find room for the last one.
  await oneAtATime(tx, `own dashboards of ${userId}`, tenantId)
  const { count } = await tx
    .selectFrom('own_dashboard')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostOwnDashboards) {
    throw new AppError('INPUT_INVALID', `每人最多 ${mostOwnDashboards} 块看板，请先删去不用的`)
  }
}

const factsOf = ({ name, shared, cards }: OwnDashboardInput) => ({ name, shared, cards: cards.length })
/** What the record tells of: not where the cards stand and how wide. */
const toldOf = ({ name, shared, cards }: OwnDashboardInput) =>
  JSON.stringify([name, shared, cards.map(({ wide: _, ...card }) => card).toSorted((one, other) => one.id.localeCompare(other.id))])
