import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tenantByCode } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { open } from '../platform/http.ts'
import { isUuid } from '../platform/ids.ts'
import { openAccount } from './accounts/accounts.ts'
import { doorOf } from './doors.ts'
import { type CallAnswer, CallRefused, CallUnreadable, type DoorSources, plainAnswer } from './incoming-call.ts'

/** What a platform sends is some kilobytes long. */
const bodyLimitBytes = 256 * 1024
/** All calls of a platform come from a few addresses: a storm of messages must get in. */
const callsAMinute = 60_000

type Place = { tenantCode: string; accountId: string }

/**
 * 回调: where platforms call us, without sign-in; each door proves by itself who calls. What is not proven is answered 401 and leaves no trace;
 * an error of ours is answered 500, whereupon they call again.
 */
export async function channelCallbacks(app: FastifyInstance, deps: Deps, sources: DoorSources) {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // Signatures are made over the bytes as they came.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_request, body, done) => done(null, body))
    const options = {
      config: { ...open.config, rateLimit: { max: callsAMinute, timeWindow: '1 minute' } },
      schema: { hide: true },
    }
    scope.get<{ Params: Place }>('/p/:tenantCode/channels/:accountId', options, take)
    scope.post<{ Params: Place }>('/p/:tenantCode/channels/:accountId', options, take)
  })

  async function take(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply) {
    const { status, type, body } = await answerTo(request)
    return reply.code(status).header('Content-Type', type).send(body)
  }

  async function answerTo(request: FastifyRequest<{ Params: Place }>): Promise<CallAnswer> {
    const { tenantCode, accountId } = request.params
    const account = isUuid(accountId) ? await accountAt(tenantCode, accountId) : undefined
    const takeCall = account && doorOf(account.door)?.takeCall
    if (!account || !takeCall) return plainAnswer('not found', 404)
    const call = {
      method: request.method === 'POST' ? ('POST' as const) : ('GET' as const),
      query: textsOf(request.query),
      headers: textsOf(request.headers),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    }
    try {
      return await takeCall(deps, account, call, sources)
    } catch (error) {
      if (error instanceof CallRefused) return plainAnswer('signature refused', 401)
      if (error instanceof CallUnreadable) return plainAnswer('unreadable', 400)
      throw error
    }
  }

  async function accountAt(tenantCode: string, accountId: string) {
    const tenant = await tenantByCode(deps.database, tenantCode)
    return (
      tenant &&
      deps.database
        .tenant(tenant.id)
        .transaction()
        .execute((tx) => openAccount(tx, deps.keys, tenant.id, accountId))
    )
  }
}

/** A name given twice is nobody's. */
const textsOf = (given: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(Object(given)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
