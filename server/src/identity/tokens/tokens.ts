import type { TokenInput, TokenRow } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { requireMayGive } from '../policy.ts'
import { newApiToken } from '../sign-in/tokens.ts'

// The newest are shown; a tenant has a handful.
const maxShown = 500

/** 接口令牌: newest first, revoked ones too; never the token itself. */
export async function findTokens(tx: Tx, tenantId: string, id?: string): Promise<TokenRow[]> {
  const rows = await tx
    .selectFrom('api_token as t')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 't.tenant_id').onRef('u.id', '=', 't.created_by'))
    .select(['t.id', 't.name', 't.permissions', 't.created_at', 'u.name as createdBy', 't.expires_at', 't.last_used_at', 't.revoked_at'])
    .where('t.tenant_id', '=', tenantId)
    .$if(id !== undefined, (query) => query.where('t.id', '=', id as string))
    .orderBy('t.id', 'desc')
    .limit(maxShown)
    .execute()
  return rows.map(({ id: tokenId, name, permissions, createdBy, ...row }) => ({
    id: tokenId,
    name,
    permissions,
    createdBy,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }))
}

/**
 * Makes an API token with part of the maker's own rights; the token stands in this one answer and nowhere else.
 * @throws NOT_PERMITTED, INPUT_INVALID
 */
export async function createToken(tx: Tx, actor: Actor, input: z.infer<typeof TokenInput>, now: Date) {
  const { tenantId, userId } = actor
  if (userId === null) throw new AppError('NOT_PERMITTED', '令牌只能由人员创建')
  requireMayGive(actor, input.permissions)
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
  if (expiresAt && expiresAt <= now)
    throw new AppError('INPUT_INVALID', '到期时间已过', { errors: [{ pointer: '#/expiresAt', detail: '到期时间已过' }] })
  const id = newId()
  const token = newApiToken(tenantId)
  const permissions = [...new Set(input.permissions)]
  await tx
    .insertInto('api_token')
    .values({
      tenant_id: tenantId,
      id,
      token_hash: sha256(token),
      name: input.name,
      permissions,
      created_by: userId,
      created_at: now,
      expires_at: expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  await recordAudit(tx, {
    tenantId,
    kind: 'token.made',
    actorId: userId,
    subjectId: id,
    facts: { permissions, byTokenId: actor.tokenId },
    at: now,
  })
  const [row] = await findTokens(tx, tenantId, id)
  return { ...(row as TokenRow), token }
}

/** 吊销令牌: it opens nothing any more, here at once, in other processes within 5 s. Again changes nothing. @throws NOT_FOUND */
export async function revokeToken(tx: Tx, actor: Actor, id: string, now: Date) {
  const { tenantId } = actor
  const revoked = await tx
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (revoked.numUpdatedRows > 0n) {
    await recordAudit(tx, { tenantId, kind: 'token.revoked', actorId: actor.userId, subjectId: id, at: now })
    return
  }
  const [row] = await findTokens(tx, tenantId, id)
  if (!row) throw new AppError('NOT_FOUND', '没有这个令牌')
}
