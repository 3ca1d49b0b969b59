import type { Session } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor } from '../../platform/http.ts'
import type { Credential } from './credential-cache.ts'
import { forgetCredentials } from './credential-cache.ts'
import { sessionEndOf } from './session-limits.ts'
import { newSessionToken } from './tokens.ts'

type NewSession = { tenantId: string; userId: string; startedAt: Date }

/** Begins a session; the token leaves in the cookie only, the database keeps its hash. */
export async function startSession(tx: Tx, { tenantId, userId, startedAt }: NewSession, now: Date) {
  const token = newSessionToken(tenantId)
  const expiresAt = sessionEndOf(startedAt, now)
  const tokenHash = sha256(token)
  await tx
    .insertInto('session')
    .values({ tenant_id: tenantId, token_hash: tokenHash, user_id: userId, created_at: startedAt, seen_at: now, expires_at: expiresAt })
    .execute()
  return { token, tenantId, userId, tokenHash, expiresAt }
}

export const endSession = (tx: Tx, tenantId: string, tokenHash: Buffer) =>
  tx.deleteFrom('session').where('tenant_id', '=', tenantId).where('token_hash', '=', tokenHash).executeTakeFirst()

/** Ends every session of a person, or every other one. */
export async function endSessionsOf(tx: Tx, tenantId: string, userId: string, except?: Buffer) {
  let sessions = tx.deleteFrom('session').where('tenant_id', '=', tenantId).where('user_id', '=', userId)
  if (except) sessions = sessions.where('token_hash', '!=', except)
  await sessions.execute()
}

/** 退出登录: the token is worth nothing from now on. */
export async function signOut(deps: Deps, { actor, tokenHash }: Credential) {
  const { tenantId, userId } = actor
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      await endSession(tx, tenantId, tokenHash)
      await recordAudit(tx, { tenantId, kind: 'session.ended', actorId: userId, subjectId: userId, at: deps.clock() })
    })
  forgetCredentials(tenantId)
}

/** Job: removes sessions that are over. Safe to run twice. */
export const expireSessions = (deps: Deps, tenantId: string) =>
  deps.database.tenant(tenantId).deleteFrom('session').where('tenant_id', '=', tenantId).where('expires_at', '<=', deps.clock()).execute()

// An API token may have no end, a session always has one.
const never = new Date('9999-12-31T23:59:59Z')

/** Who is signed in, where, and with which rights; for an API token its creator with the token's rights. */
export async function describeSession(tx: Tx, actor: Actor, expiresAt: Date | null): Promise<Session> {
  const { tenantId } = actor
  const user = await tx
    .selectFrom('user_account as u')
    .leftJoin('unit as n', (join) => join.onRef('n.tenant_id', '=', 'u.tenant_id').onRef('n.id', '=', 'u.unit_id'))
    .select(['u.id', 'u.username', 'u.name', 'u.totp_confirmed', 'u.unit_id', 'n.name as unit_name', 'n.kind as unit_kind'])
    .where('u.tenant_id', '=', tenantId)
    .where('u.id', '=', actor.userId)
    .executeTakeFirstOrThrow()
  const roles = await tx
    .selectFrom('user_role as h')
    .innerJoin('role as r', (join) => join.onRef('r.tenant_id', '=', 'h.tenant_id').onRef('r.id', '=', 'h.role_id'))
    .select('r.code')
    .where('h.tenant_id', '=', tenantId)
    .where('h.user_id', '=', user.id)
    .orderBy('r.code')
    .execute()
  const tenant = await tx
    .selectFrom('tenant')
    .select(['id', 'code', 'name', 'zone', 'demo'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const others = await tx
    .selectFrom('membership as m')
    .innerJoin('tenant as t', 't.id', 'm.other_tenant_id')
    .select(['t.code', 't.name'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.user_id', '=', user.id)
    .orderBy('t.code')
    .execute()
  const { unit_id, unit_name, unit_kind } = user
  return {
    user: {
      id: user.id,
      username: user.username,
      name: user.name,
      unit: unit_id && unit_name && unit_kind ? { id: unit_id, name: unit_name, kind: unit_kind } : null,
      secondFactor: user.totp_confirmed,
    },
    tenant,
    tenants: [{ code: tenant.code, name: tenant.name }, ...others],
    roles: roles.map((role) => role.code),
    permissions: [...actor.permissions],
    partner: actor.isPartner ?? false,
    expiresAt: (expiresAt ?? never).toISOString(),
  }
}
