import type { Permission, User } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import type { UserAccountRow } from '../tables.ts'

export type UserFilter = {
  q?: string | undefined
  unitId?: string | undefined
  active?: 'true' | 'false' | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * Accounts by username, one page.
 * @throws CURSOR_INVALID
 */
export async function findUsers(tx: Tx, tenantId: string, filter: UserFilter, now: Date) {
  let matching = tx.selectFrom('user_account').where('tenant_id', '=', tenantId)
  if (filter.unitId) matching = matching.where('unit_id', '=', filter.unitId)
  if (filter.active) matching = matching.where('active', '=', filter.active === 'true')
  const words = filter.q?.trim().toLowerCase()
  if (words) matching = matching.where(sql<boolean>`(position(${words} in username) > 0 or position(${words} in lower(name)) > 0)`)

  const counted = await tx
    .selectFrom(
      matching
        .select('id')
        .limit(countCap + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  let page = matching.selectAll()
  if (filter.cursor) page = page.where('username', '>', String(decodeCursor(filter.cursor, 1)[0]))
  const accounts = await page
    .orderBy('username')
    .limit(filter.limit + 1)
    .execute()
  const { page: shown, nextCursor } = pageOf(accounts, filter.limit, (account) => [account.username])
  return { rows: await describeUsers(tx, tenantId, shown, now), nextCursor, total: cappedTotal(counted.count) }
}

/** Accounts with the names of their units and roles, as the contract shows them. */
export async function describeUsers(tx: Tx, tenantId: string, accounts: UserAccountRow[], now: Date): Promise<User[]> {
  if (accounts.length === 0) return []
  const ids = accounts.map((account) => account.id)
  const roles = await findRolesOf(tx, tenantId, ids)
  const units = await tx.selectFrom('unit').select(['id', 'name']).where('tenant_id', '=', tenantId).execute()
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]))
  return accounts.map((account) => ({
    id: account.id,
    username: account.username,
    name: account.name,
    unitId: account.unit_id,
    unitName: (account.unit_id && unitNames.get(account.unit_id)) || null,
    roles: roles.filter((role) => role.user_id === account.id).map(({ id, code, name }) => ({ id, code, name })),
    active: account.active,
    secondFactor: account.totp_confirmed,
    lockedUntil: account.locked_until && account.locked_until > now ? account.locked_until.toISOString() : null,
    lastSignInAt: account.last_sign_in_at?.toISOString() ?? null,
    version: account.version,
  }))
}

export const findRolesOf = (tx: Tx, tenantId: string, userIds: string[]) =>
  tx
    .selectFrom('user_role as h')
    .innerJoin('role as r', (join) => join.onRef('r.tenant_id', '=', 'h.tenant_id').onRef('r.id', '=', 'h.role_id'))
    .select(['h.user_id', 'r.id', 'r.code', 'r.name', 'r.permissions', 'r.remedy_limit_fen'])
    .where('h.tenant_id', '=', tenantId)
    .where('h.user_id', 'in', userIds)
    .orderBy('r.code')
    .execute()

export type PersonFilter = { permission?: Permission | undefined; unitId?: string | undefined }

/** Active people of the tenant, or of one unit, with their units and roles; in the order of their names. */
export const findActivePeople = (tx: Tx, tenantId: string, unitId?: string) =>
  tx
    .selectFrom('user_account as u')
    .leftJoin('unit as n', (join) => join.onRef('n.tenant_id', '=', 'u.tenant_id').onRef('n.id', '=', 'u.unit_id'))
    .select(['u.id', 'u.name', 'u.unit_id as unitId', 'n.name as unitName'])
    .where('u.tenant_id', '=', tenantId)
    .where('u.active', '=', true)
    .$if(unitId !== undefined, (query) => query.where('u.unit_id', '=', unitId as string))
    .orderBy(sql`u.name collate "zh-x-icu"`)
    .orderBy('u.id')
    .execute()
