import type { ChatSettings } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Chat } from './tables.ts'

// 在场: who is there, told by open windows and by what people do. Source: docs/rules/chat.md

/** Open windows are noted so often; after a minute without one the visitor is gone for what is told to them. */
export const noteEveryMs = 15_000
const hereMs = 60_000
const minuteMs = 60_000

/** The visitor's last sign of life. */
const lastSign = ({ visitor_at, seen_at }: Pick<Chat, 'visitor_at' | 'seen_at'>) => Math.max(visitor_at.getTime(), seen_at?.getTime() ?? 0)

export const isHere = (chat: Pick<Chat, 'visitor_at' | 'seen_at'>, now: Date): boolean => now.getTime() - lastSign(chat) < hereMs

/** A visitor who spoke last and went away is not waited for for ever. */
export const isGone = (
  chat: Pick<Chat, 'visitor_at' | 'seen_at'>,
  { visitorGoneMinutes }: Pick<ChatSettings, 'visitorGoneMinutes'>,
  now: Date,
): boolean => now.getTime() - lastSign(chat) >= visitorGoneMinutes * minuteMs

/** Talks whose windows are open now. The version stays: nobody sees another talk by it. */
export const noteVisitors = (db: Pick<Tx, 'updateTable'>, tenantId: string, chatIds: readonly string[], now: Date) =>
  db
    .updateTable('chat')
    .set({ seen_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sql<string>`any(${chatIds}::uuid[])`)
    .where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '<', now)]))
    .execute()

/** People of ours who have a page open, whichever: who writes up a case is there for the visitor too. */
export const noteStaff = (db: Pick<Tx, 'updateTable'>, tenantId: string, userIds: readonly string[], now: Date) =>
  db
    .updateTable('chat_desk')
    .set({ seen_at: now })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', sql<string>`any(${userIds}::uuid[])`)
    .execute()

export const staffAreHere = async (deps: Deps, tenantId: string, userIds: readonly string[]) => {
  await noteStaff(deps.database.tenant(tenantId), tenantId, userIds, deps.clock())
}

/**
 * 自动离开: whoever has no page open any more takes no talks.
 * @param watchedSince since when open pages are noted without a break: before it nobody could be seen
 * @returns whose talks go back to the queue
 */
export async function lapsedStaff(
  { tx, actor, now }: Act,
  { staffAwaySeconds }: Pick<ChatSettings, 'staffAwaySeconds'>,
  watchedSince: Date,
): Promise<string[]> {
  const since = new Date(now.getTime() - staffAwaySeconds * 1_000)
  if (since < watchedSince) return []
  const desks = await tx
    .selectFrom('chat_desk')
    .select(['user_id', 'presence'])
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb(eb.fn.coalesce('seen_at', 'at'), '<', since))
    .execute()
  const ids = desks.map(({ user_id }) => user_id)
  if (desks.some(({ presence }) => presence === 'present'))
    await tx
      .updateTable('chat_desk')
      .set({ presence: 'away' })
      .where('tenant_id', '=', actor.tenantId)
      .where('user_id', 'in', ids)
      .where((eb) => eb(eb.fn.coalesce('seen_at', 'at'), '<', since))
      .execute()
  return ids
}
