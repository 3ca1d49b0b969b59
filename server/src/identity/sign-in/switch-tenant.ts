import { recordAudit } from '../../audit/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { SignedIn } from './authenticate.ts'
import { forgetCredentials } from './credential-cache.ts'
import { endSession, startSession } from './sessions.ts'

/**
 * 切换企业: ends the session here and begins one in another tenant the person is a member of. Both tenants must say so, and the new
 * session ends no later than the old one would have.
 * @returns the new session's token; null when the person is there already
 * @throws NOT_FOUND, NOT_PERMITTED
 */
export async function switchTenant(deps: Deps, session: SignedIn, code: string) {
  const now = deps.clock()
  const { actor, userId } = session
  const here = deps.database.tenant(actor.tenantId)
  const there = await here.transaction().execute(async (tx) => {
    const tenant = await tx.selectFrom('tenant').select('id').where('code', '=', code.trim()).executeTakeFirst()
    if (tenant?.id === actor.tenantId) return null
    const membership =
      tenant &&
      (await tx
        .selectFrom('membership as m')
        .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.user_id'))
        .select(['m.other_tenant_id as tenantId', 'm.other_user_id as userId', 'u.totp_confirmed as hasSecondFactor'])
        .where('m.tenant_id', '=', actor.tenantId)
        .where('m.user_id', '=', userId)
        .where('m.other_tenant_id', '=', tenant.id)
        .executeTakeFirst())
    if (!membership) throw new AppError('NOT_FOUND', '您不是这个企业的成员，请问管理员')
    return membership
  })
  if (!there) return null

  const started = await deps.database
    .tenant(there.tenantId)
    .transaction()
    .execute(async (tx) => {
      const account = await tx
        .selectFrom('user_account as u')
        .innerJoin('membership as m', (join) => join.onRef('m.tenant_id', '=', 'u.tenant_id').onRef('m.user_id', '=', 'u.id'))
        .select(['u.id', 'u.totp_confirmed'])
        .where('u.tenant_id', '=', there.tenantId)
        .where('u.id', '=', there.userId)
        .where('u.active', '=', true)
        .where('m.other_tenant_id', '=', actor.tenantId)
        .where('m.other_user_id', '=', userId)
        .executeTakeFirst()
      if (!account) throw new AppError('NOT_FOUND', '您在那个企业的账号已停用，请问那里的管理员')
      if (account.totp_confirmed && !there.hasSecondFactor)
        throw new AppError('NOT_PERMITTED', '那里的账号开启了动态验证码，请退出后直接登录')
      const facts = { fromTenantId: actor.tenantId }
      await recordAudit(tx, {
        tenantId: there.tenantId,
        kind: 'session.started',
        actorId: account.id,
        subjectId: account.id,
        facts,
        at: now,
      })
      return startSession(tx, { ...there, startedAt: session.startedAt }, now)
    })
  await here.transaction().execute(async (tx) => {
    await endSession(tx, actor.tenantId, session.tokenHash)
    const facts = { toTenantId: there.tenantId }
    await recordAudit(tx, { tenantId: actor.tenantId, kind: 'session.ended', actorId: userId, subjectId: userId, facts, at: now })
  })
  forgetCredentials(actor.tenantId)
  return started
}
