import type { PortalSession } from '@zhiwei/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isTenant, requireOwnOrigin } from '../../identity/index.ts'
import type { Config } from '../../platform/config.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { PortalSessionTable } from './tables.ts'

// A session of the portal is of one case; the database keeps its hash. The token begins with its tenant, so that it is looked up behind that
// tenant's wall.

const shape = /^zp_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.[\w-]{43}$/
const sessionHours = 12

/** `__Host-` binds the cookie to this one host over https. */
const cookieNameOf = (config: Config) => (config.insecureHttp ? 'zhiwei-portal' : '__Host-zhiwei-portal')
const attributesOf = (config: Config) => ({ path: '/', httpOnly: true, secure: !config.insecureHttp, sameSite: 'lax' }) as const
export const setPortalCookie = (reply: FastifyReply, config: Config, token: string) =>
  reply.setCookie(cookieNameOf(config), token, { ...attributesOf(config), maxAge: sessionHours * 3_600 })
export const clearPortalCookie = (reply: FastifyReply, config: Config) => reply.clearCookie(cookieNameOf(config), attributesOf(config))

export type Opened = { tenantId: string; tokenHash: Buffer; caseId: string; proof: PortalSessionTable['proof'] }
type Of = { id: string; number: string }

/** Begins a session of one case. */
export async function openSession(
  tx: Tx,
  tenant: { id: string; code: string },
  of: Of,
  proof: PortalSessionTable['proof'],
  now: Date,
): Promise<PortalSession> {
  const token = `zp_${tenant.id.replaceAll('-', '')}.${randomToken()}`
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000)
  await tx
    .insertInto('portal_session')
    .values({ tenant_id: tenant.id, token_hash: sha256(token), case_id: of.id, proof, at: now, expires_at: expiresAt })
    .execute()
  return { token, expiresAt: expiresAt.toISOString(), number: of.number, tenant: tenant.code }
}

function sentToken(request: FastifyRequest, config: Config) {
  const header = request.headers.authorization
  if (header !== undefined) return { token: /^Bearer +(\S+)$/i.exec(header)?.[1] ?? '', byCookie: false }
  return { token: request.cookies[cookieNameOf(config)] ?? '', byCookie: true }
}

/** The session of a request; null when there is none. @throws ORIGIN_NOT_ALLOWED when a cookie writes from a page that is not ours */
export async function sessionIn(deps: Deps, request: FastifyRequest): Promise<Opened | null> {
  const { token, byCookie } = sentToken(request, deps.config)
  const tenantId = shape.exec(token)?.slice(1).join('-')
  if (!tenantId || !(await isTenant(deps.database, tenantId))) return null
  const tokenHash = sha256(token)
  const session = await deps.database
    .tenant(tenantId)
    .selectFrom('portal_session')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'portal_session.tenant_id').onRef('complaint_case.id', '=', 'portal_session.case_id'),
    )
    .select(['portal_session.case_id', 'portal_session.proof'])
    .where('portal_session.tenant_id', '=', tenantId)
    .where('portal_session.token_hash', '=', tokenHash)
    .where('portal_session.expires_at', '>', deps.clock())
    .where('complaint_case.erased_at', 'is', null)
    .executeTakeFirst()
  if (!session) return null
  if (byCookie && !['GET', 'HEAD'].includes(request.method)) await requireOwnOrigin(deps, request)
  return { tenantId, tokenHash, caseId: session.case_id, proof: session.proof }
}

/** @throws NOT_SIGNED_IN, ORIGIN_NOT_ALLOWED */
export async function requireSession(deps: Deps, request: FastifyRequest): Promise<Opened> {
  const session = await sessionIn(deps, request)
  if (!session) throw new AppError('NOT_SIGNED_IN', '请用工单编号和验证码查询，或重新打开专属链接')
  return session
}

export const closeSession = (tx: Tx, { tenantId, tokenHash }: Opened) =>
  tx.deleteFrom('portal_session').where('tenant_id', '=', tenantId).where('token_hash', '=', tokenHash).execute()
