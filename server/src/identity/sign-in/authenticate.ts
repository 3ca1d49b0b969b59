import type { FastifyRequest } from 'fastify'
import { sha256 } from '../../platform/crypto.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { Authenticate } from '../../platform/http.ts'
import { isTenant } from '../tenants/known-tenants.ts'
import { type Credential, rememberedCredential } from './credential-cache.ts'
import { findApiToken, findSession } from './credential-queries.ts'
import { needsOrigin, requireOwnOrigin } from './origin.ts'
import { isApiToken, sentTokenOf, tenantIdOf } from './tokens.ts'

const credentials = new WeakMap<FastifyRequest, Credential>()

/** The open page asks by itself: by the stream of changes, or because of it (the page says so); it may only end a session sooner so. */
const isUnattended = ({ routeOptions, headers }: FastifyRequest) => routeOptions.config.unattended || headers['x-unattended'] === '1'

/**
 * Tells who sent a request, by session cookie or API token.
 * @throws ORIGIN_NOT_ALLOWED when a cookie writes from a page that is not ours
 */
export const authenticatorOf =
  (deps: Deps): Authenticate =>
  async (request) => {
    const sent = sentTokenOf(request, deps.config)
    const credential = sent && (await credentialFor(deps, sent.token, !isUnattended(request)))
    if (!sent || !credential) return null
    if (sent.by === 'cookie' && needsOrigin(request)) await requireOwnOrigin(deps, request)
    credentials.set(request, credential)
    return credential.actor
  }

/** @param seen whether the person is there: then the session's idle end moves on */
async function credentialFor(deps: Deps, token: string, seen: boolean): Promise<Credential | null> {
  const tenantId = tenantIdOf(token)
  if (!tenantId) return null
  const tokenHash = sha256(token)
  const now = deps.clock()
  return rememberedCredential(`${tokenHash.toString('base64')}${seen}`, now, async () => {
    if (!(await isTenant(deps.database, tenantId))) return null
    const find = isApiToken(token) ? findApiToken : findSession
    return deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => find(tx, tenantId, tokenHash, now, seen))
  })
}

/** What the person of a request signed in with. */
export function credentialOf(request: FastifyRequest): Credential {
  const credential = credentials.get(request)
  if (!credential) throw new AppError('NOT_SIGNED_IN')
  return credential
}

export type SignedIn = Credential & { userId: string }

/**
 * The session of a request, for what only a person may do who signed in.
 * @throws NOT_PERMITTED for an API token
 */
export function sessionOf(request: FastifyRequest): SignedIn {
  const credential = credentialOf(request)
  const { userId, tokenId } = credential.actor
  if (tokenId !== null || userId === null) throw new AppError('NOT_PERMITTED', '接口令牌不能做这件事，请用账号登录')
  return { ...credential, userId }
}
