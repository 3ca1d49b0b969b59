import { partnerPermissions } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { type HeldRole, permissionsOf, remedyLimitFenOf, tokenPermissionsOf } from '../rights.ts'
import { isOfPartner } from '../units/partners.ts'
import type { Credential } from './credential-cache.ts'
import { isMinutesAgo, seenEveryMinutes, sessionEndOf, usedEveryMinutes } from './session-limits.ts'

/** The session behind a token and what its person may do; marks it as seen where it is. Null when it ended or the account is not active. */
export async function findSession(tx: Tx, tenantId: string, tokenHash: Buffer, now: Date, seen: boolean): Promise<Credential | null> {
  const session = await tx
    .selectFrom('session')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  const holder = session && (await findHolder(tx, tenantId, session.user_id))
  if (!session || !holder) return null

  let expiresAt = session.expires_at
  if (seen && isMinutesAgo(session.seen_at, seenEveryMinutes, now)) {
    expiresAt = sessionEndOf(session.created_at, now)
    await tx
      .updateTable('session')
      .set({ seen_at: now, expires_at: expiresAt })
      .where('tenant_id', '=', tenantId)
      .where('token_hash', '=', tokenHash)
      .execute()
  }
  const actor = { tenantId, userId: session.user_id, tokenId: null, ...holder }
  return { actor, tokenHash, expiresAt, startedAt: session.created_at }
}

/** The API token and what it may do: never more than its creator may now. Null when revoked, over, or the creator is not active. */
export async function findApiToken(tx: Tx, tenantId: string, tokenHash: Buffer, now: Date, seen: boolean): Promise<Credential | null> {
  const token = await tx
    .selectFrom('api_token')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  const creator = token && (await findHolder(tx, tenantId, token.created_by))
  if (!token || !creator) return null

  if (seen && isMinutesAgo(token.last_used_at, usedEveryMinutes, now)) {
    await tx.updateTable('api_token').set({ last_used_at: now }).where('tenant_id', '=', tenantId).where('id', '=', token.id).execute()
  }
  const permissions = tokenPermissionsOf(token.permissions, creator.permissions)
  const actor = { ...creator, tenantId, userId: token.created_by, tokenId: token.id, permissions }
  return { actor, tokenHash, expiresAt: token.expires_at, startedAt: token.created_at }
}

async function findHolder(tx: Tx, tenantId: string, userId: string) {
  const rows = await tx
    .selectFrom('user_account as u')
    .leftJoin('user_role as h', (join) => join.onRef('h.tenant_id', '=', 'u.tenant_id').onRef('h.user_id', '=', 'u.id'))
    .leftJoin('role as r', (join) => join.onRef('r.tenant_id', '=', 'h.tenant_id').onRef('r.id', '=', 'h.role_id'))
    .select(['u.unit_id', 'r.code', 'r.permissions', 'r.remedy_limit_fen'])
    .where('u.tenant_id', '=', tenantId)
    .where('u.id', '=', userId)
    .where('u.active', '=', true)
    .execute()
  const [first] = rows
  if (!first) return null
  const roles = rows.flatMap(({ code, permissions, remedy_limit_fen }): HeldRole[] =>
    code && permissions ? [{ code, permissions, remedy_limit_fen: remedy_limit_fen ?? 0 }] : [],
  )
  const permissions = permissionsOf(roles)
  if (await isOfPartner(tx, tenantId, first.unit_id)) {
    const kept = new Set(partnerPermissions.filter((permission) => permissions.has(permission)))
    return { unitId: first.unit_id, permissions: kept, remedyLimitFen: 0, isPartner: true }
  }
  return { unitId: first.unit_id, permissions, remedyLimitFen: remedyLimitFenOf(roles) }
}
