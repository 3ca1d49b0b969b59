import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import type { Permission } from '@zhiwei/contract'
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { addressBlock } from './address-block.ts'
import type { NowClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Keys } from './crypto.ts'
import type { Database, Tx } from './database.ts'
import { AppError } from './errors.ts'
import { speakChinese } from './request/chinese-issues.ts'
import { answerClientError } from './request/client-errors.ts'
import { takeInput } from './request/input.ts'
import { logRequests } from './request/log.ts'
import { rememberMethods } from './request/methods.ts'
import { answerProblem, answerUnknownRoute } from './request/problem-answers.ts'
import { type WriteOptions, writeOnce } from './write-once.ts'

/** Who acts: a signed-in person, an API token, or the system itself (userId null). */
export type Actor = {
  tenantId: string
  userId: string | null
  tokenId: string | null
  unitId: string | null
  permissions: ReadonlySet<Permission>
  /** Highest amount the person may grant on the spot (授权额度), in fen. */
  remedyLimitFen: number
  /** Of a partner firm (合作单位): being signed in is enough only where a route says so. */
  isPartner?: boolean
}

export const may = (permission: Permission) => ({ config: { permission } }) as const
/** One of these permissions is enough; what is then shown is the policy's matter. */
export const mayEither = (...permission: Permission[]) => ({ config: { permission } })
/** Signed in is enough. */
export const signedIn = { config: { permission: 'signedIn' } } as const
/** Signed in is enough, also for people of a partner firm (合作单位): their own account. */
export const signedInAnywhere = { config: { permission: 'signedIn', partners: true } } as const
/** For everyone, without sign-in. */
export const open = { config: { permission: 'open' } } as const
/** For everyone, and not counted: an office behind one address opens the app at nine o'clock. */
export const unlimited = { config: { permission: 'open', rateLimit: false } } as const

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission | readonly Permission[] | 'signedIn' | 'open'
    /** Open to people of partner firms by their sign-in alone. */
    partners?: boolean
    /** Asked by the open page itself, not by the person: the session's idle end comes all the same. */
    unattended?: boolean
  }
  interface FastifyInstance {
    authenticate: Authenticate
    /** Set once, when the program is told to stop: connections end with their next answer. */
    draining: { on: boolean; held?: Promise<void> }
  }
  interface FastifyRequest {
    actor: Actor
    /**
     * Runs in one transaction of the person's tenant; `byKey` where rows are found by their keys alone, `ofOneMoment` where several questions must
     * see the same rows, whatever is written between them.
     */
    read<T>(work: (tx: Tx) => Promise<T>, how?: 'byKey' | 'ofOneMoment'): Promise<T>
  }
  interface FastifyReply {
    /** Runs the act in one transaction together with the Idempotency-Key's row, then answers. */
    write(status: number, work: (tx: Tx) => Promise<unknown>, options?: WriteOptions): Promise<never>
  }
}

export type App = FastifyInstance & { withTypeProvider: () => Routes }
export type Routes = ReturnType<typeof typed>
const typed = (app: FastifyInstance) => app.withTypeProvider<ZodTypeProvider>()

/** Answers who sent the request; null when nobody signed in. On an `unattended` route that does not count as seen. Set by the identity module. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>

// An answer is data: opened as a page it may do nothing. Pages set their own.
const answerPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

type HttpParts = { config: Config; database: Database; keys: Keys; clock: NowClock; authenticate: Authenticate; logger?: object | boolean }

const bodyLimitBytes = 1024 * 1024
// A file of 100 MB over a slow line takes minutes; the head of a request does not (slow ones hold connections open).
const requestTimeoutMs = 300_000
const headersTimeoutMs = 20_000

const signedInCallsAMinute = 300_000
const openCallsAMinute = 1_200
/** Calls of one address whose credentials nobody knows. */
const strangerCallsAMinute = 600
const isOpen = (request: FastifyRequest) => request.routeOptions.config.permission === 'open'

/** Which hops of X-Forwarded-For are believed: so many from the nearest one, or those of known addresses. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies

/** The bare HTTP server: limits, headers, problem details, permissions, transactions; modules add their routes. */
export async function createHttp({ config, database, keys, clock, authenticate, logger }: HttpParts) {
  speakChinese()
  const app = fastify({
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trusted(config.trustProxy),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: headersTimeoutMs },
    forceCloseConnections: 'idle',
    return503OnClosing: false, // a request that reached us is answered
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerProblem,
    clientErrorHandler: answerClientError,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerProblem)
  app.setNotFoundHandler(answerUnknownRoute)
  rememberMethods(app)
  logRequests(app)
  takeInput(app)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
    hsts: config.publicUrl?.startsWith('https:') ?? false,
  })
  await app.register(multipart, { limits: { fileSize: 100 * 1024 * 1024, files: 1, fields: 20, fieldSize: 10_000 } })
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    // Signed-in intake is spared (design §7): about 5,000 calls a second a credential. Open doors count by address: a header is soon invented.
    max: (request) => (isOpen(request) ? openCallsAMinute : signedInCallsAMinute),
    keyGenerator: (request) =>
      (isOpen(request) ? null : (request.headers.authorization ?? request.headers.cookie)) ?? addressBlock(request.ip),
    errorResponseBuilder: (_request, context) =>
      new AppError('RATE_LIMITED', '请稍后再试', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  })

  const countStranger = app.createRateLimit({
    max: strangerCallsAMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => addressBlock(request.ip),
  })
  const refusalOfStranger = async (request: FastifyRequest) => {
    const tries = await countStranger(request)
    return !tries.isAllowed && tries.isExceeded
      ? new AppError('RATE_LIMITED', '请稍后再试', { retryAfterSeconds: tries.ttlInSeconds })
      : new AppError('NOT_SIGNED_IN')
  }

  app.decorate('authenticate', authenticate)
  app.decorate('draining', { on: false })
  app.decorateRequest('actor', null as never)
  app.decorateRequest('read', function read<T>(this: FastifyRequest, work: (tx: Tx) => Promise<T>, how?: 'byKey' | 'ofOneMoment') {
    const transaction = database[how === 'byKey' ? how : 'tenant'](this.actor.tenantId).transaction()
    return (how === 'ofOneMoment' ? transaction.setIsolationLevel('repeatable read').setAccessMode('read only') : transaction).execute(work)
  })
  app.decorateReply('write', async function write(status, work, options) {
    return writeOnce({ database, keys, clock }, this.request, this, status, work, options)
  })

  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id)
    reply.header('Cache-Control', 'no-store')
    reply.header('Content-Security-Policy', answerPolicy)
    const needed = request.routeOptions.config.permission
    if (needed === 'open' || !request.routeOptions.url) return
    const actor = await authenticate(request)
    if (!actor) throw await refusalOfStranger(request)
    if (needed === 'signedIn' && actor.isPartner && !request.routeOptions.config.partners) {
      throw new AppError('NOT_PERMITTED', '合作单位只能办理派给自己的任务')
    }
    if (needed !== 'signedIn' && ![needed ?? []].flat().some((permission) => actor.permissions.has(permission))) {
      throw new AppError('NOT_PERMITTED', needed && `需要权限 ${[needed].flat().join(' 或 ')}，请联系管理员`)
    }
    request.actor = actor
  })
  app.addHook('onSend', async (_request, reply) => {
    if (!app.draining.on) return
    await app.draining.held
    reply.header('Connection', 'close')
  })
  app.addHook('onRoute', (route) => {
    if (!route.config?.permission) throw new Error(`route ${route.method} ${route.url} names no permission`)
  })
  return app
}

export { typed as routesOf }
