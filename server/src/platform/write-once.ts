import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { NowClock } from './clock.ts'
import type { Keys } from './crypto.ts'
import { type Database, isLockTimeout, type Tx } from './database.ts'
import { AppError } from './errors.ts'
import type { Actor } from './http.ts'
import { resealColumn } from './reseal.ts'

export type IdempotencyKeyTable = {
  tenant_id: string
  scope: string
  route: string
  key: string
  /** Digest of what was sent, sealed: a plain one of a body with little but a phone number in it could be tried out. */
  body_hash: Buffer
  status: number | null
  response: Buffer | null
  created_at: Date
}

declare module './database.ts' {
  interface Tables {
    idempotency_key: IdempotencyKeyTable
  }
}

export type WriteOptions = {
  /** Digest of what was sent, where the body is not JSON (a file). */
  contentHash?: Buffer
  /** Told when the answer came from an earlier try, so that what was received for this one can go. */
  onReplay?: () => Promise<void>
}

/** An act may answer another status than the route's usual one. */
export class WithStatus {
  readonly status: number
  readonly body: unknown
  constructor(status: number, body: unknown) {
    this.status = status
    this.body = body
  }
}

// For answers that are kept a moment: whoever has just written must not be shown one from before.
const writes = new Map<string, number>()
const personOf = ({ tenantId, userId }: Actor) => `${tenantId} ${userId}`

/** When the person last wrote through this process, on the clock of `performance.now()`; 0 for never. */
export const lastWriteAt = (actor: Actor): number => writes.get(personOf(actor)) ?? 0

/**
 * Runs an act in one transaction of the actor's tenant and answers with what it returns. With an `Idempotency-Key` the key's row
 * commits with the effect: a killed try leaves none, a repeat gets the first answer, a twin waits.
 * @throws IN_PROGRESS, IDEMPOTENCY_KEY_REUSED
 */
export async function writeOnce(
  { database, keys, clock }: { database: Database; keys: Keys; clock: NowClock },
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  work: (tx: Tx) => Promise<unknown>,
  options: WriteOptions = {},
): Promise<never> {
  const key = request.method === 'POST' ? idempotencyKeyOf(request) : undefined
  try {
    const outcome = await database
      .writer(request.actor.tenantId)
      .transaction()
      .execute(async (tx) => {
        const stored = key === undefined ? undefined : await claim(tx, keys, request, key, clock(), options)
        if (stored) return stored
        const result = await work(tx)
        const answer = result instanceof WithStatus ? result : new WithStatus(status, result)
        if (key !== undefined) await keep(tx, keys, request, key, answer)
        return answer
      })
    writes.set(personOf(request.actor), performance.now())
    return reply.code(outcome.status).send(outcome.body) as never
  } catch (error) {
    if (isLockTimeout(error)) throw new AppError('IN_PROGRESS', '请稍后用同一请求重试', { retryAfterSeconds: 1 })
    throw error
  }
}

function idempotencyKeyOf(request: FastifyRequest) {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError('INPUT_INVALID', 'Idempotency-Key: 1–200 printable characters')
  return key
}

const rowKey = (request: FastifyRequest, key: string) => ({
  tenant_id: request.actor.tenantId,
  scope: request.actor.tokenId ?? request.actor.userId ?? 'system',
  route: `${request.method} ${request.url.split('?', 1)[0]}`,
  key,
})

/** Takes the key; the first one's stored answer when it was taken before. Waiting for a twin's uncommitted row is the database's own doing. */
async function claim(
  tx: Tx,
  keys: Keys,
  request: FastifyRequest,
  key: string,
  now: Date,
  options: WriteOptions,
): Promise<WithStatus | undefined> {
  const digest =
    options.contentHash ??
    createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest()
  const sealed = keys.encrypt(digest.toString('base64'))
  const row = rowKey(request, key)
  const { numAffectedRows: claimed } = await sql`-- prepared: claim_idempotency_key
    insert into idempotency_key (tenant_id, scope, route, key, body_hash, created_at)
    values (${row.tenant_id}, ${row.scope}, ${row.route}, ${key}, ${sealed}, ${now}) on conflict do nothing`.execute(tx)
  if (claimed) return undefined
  const first = await tx
    .selectFrom('idempotency_key')
    .select(['body_hash', 'status', 'response'])
    .where('tenant_id', '=', row.tenant_id)
    .where('scope', '=', row.scope)
    .where('route', '=', row.route)
    .where('key', '=', row.key)
    .executeTakeFirstOrThrow()
  if (keys.decrypt(first.body_hash) !== digest.toString('base64'))
    throw new AppError('IDEMPOTENCY_KEY_REUSED', '换一个幂等键，或发送与第一次相同的内容')
  await options.onReplay?.()
  return new WithStatus(first.status ?? 200, first.response && JSON.parse(keys.decrypt(first.response)))
}

async function keep(tx: Tx, keys: Keys, request: FastifyRequest, key: string, answer: WithStatus) {
  const row = rowKey(request, key)
  const response = keys.encrypt(JSON.stringify(answer.body ?? null))
  await sql`-- prepared: keep_idempotent_answer
    update idempotency_key set status = ${answer.status}, response = ${response}
    where tenant_id = ${row.tenant_id} and scope = ${row.scope} and route = ${row.route} and key = ${key}`.execute(tx)
}

const rowsByKey = { table: 'idempotency_key', key: { scope: 'text', route: 'text', key: 'text' } } as const

/** Seals kept answers and digests anew with the newest key, so that a retry is still answered after a rotation. @returns how many answers */
export async function rotateAnswerKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  await resealColumn(database, keys, tenantId, { ...rowsByKey, column: 'body_hash' })
  return resealColumn(database, keys, tenantId, { ...rowsByKey, column: 'response' })
}

// Kept at least 24 h (design §7); the second day is for clocks that differ.
const keptHours = 48

/** Forgets keys nobody can still be retrying. */
export async function forgetIdempotencyKeys(deps: { database: Database; clock: () => Date }, tenantId: string) {
  const before = new Date(deps.clock().getTime() - keptHours * 3_600_000)
  await deps.database
    .tenant(tenantId)
    .deleteFrom('idempotency_key')
    .where('tenant_id', '=', tenantId)
    .where('created_at', '<', before)
    .execute()
}
