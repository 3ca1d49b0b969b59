import { PassThrough } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Deps } from './deps.ts'
import { AppError } from './errors.ts'
import { type Routes, signedInAnywhere } from './http.ts'

type Listener = { tenantId: string; person: string; stream: PassThrough; request: FastifyRequest; checkedAt: number; busy: boolean }
type Pace = { lookMs: number; heartbeatMs: number; checkMs: number; perPerson: number }

const usualPace: Pace = { lookMs: 1_000, heartbeatMs: 20_000, checkMs: 25_000, perPerson: 5 }

/**
 * GET /events/stream: tells open pages that something of their tenant has changed, as server-sent events `changed` with the sealed feed's
 * sequence. One look at an interval serves all listeners of a tenant; the database never pushes (design §3).
 * An open stream keeps no session alive.
 * @throws RATE_LIMITED above five streams a person
 */
export function mountLive(routes: Routes, deps: Deps, pace: Pace = usualPace) {
  const listeners = new Set<Listener>()
  const lastSeq = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  function leave(listener: Listener) {
    listeners.delete(listener)
    listener.stream.end()
    if (![...listeners].some(({ tenantId }) => tenantId === listener.tenantId)) lastSeq.delete(listener.tenantId)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }

  async function look(tenantId: string) {
    const seq = await feedSeq(deps, tenantId).catch(() => undefined) // the database is away: the next look may find it
    if (seq === undefined) return
    if (lastSeq.get(tenantId) === seq) return
    lastSeq.set(tenantId, seq)
    for (const listener of listeners) if (listener.tenantId === tenantId) listener.stream.write(changed(seq))
  }

  async function check(listener: Listener) {
    listener.busy = true
    try {
      const actor = await routes.authenticate(listener.request)
      if (actor?.tenantId !== listener.tenantId) leave(listener)
    } catch {
      // the database is away; checked again later
    } finally {
      listener.busy = false
      listener.checkedAt = Date.now()
    }
  }

  let looking = false
  async function tick() {
    for (const listener of listeners) if (!listener.busy && Date.now() - listener.checkedAt >= pace.checkMs) void check(listener)
    if (looking) return
    looking = true
    for (const tenantId of new Set([...listeners].map((listener) => listener.tenantId))) await look(tenantId)
    looking = false
  }

  routes.get(
    '/events/stream',
    { config: { ...signedInAnywhere.config, unattended: true }, schema: { summary: '有变化时通知打开的页面 (text/event-stream)' } },
    async (request, reply) => {
      const { tenantId } = request.actor
      const person = request.actor.userId ?? request.actor.tokenId ?? ''
      if ([...listeners].filter((listener) => listener.person === person).length >= pace.perPerson) {
        throw new AppError('RATE_LIMITED', `同时最多打开 ${pace.perPerson} 个`, { retryAfterSeconds: 60 })
      }
      // What happens from now on is told, also before the first look.
      if (!lastSeq.has(tenantId)) lastSeq.set(tenantId, await feedSeq(deps, tenantId))
      const stream = new PassThrough()
      const listener: Listener = { tenantId, person, stream, request, checkedAt: Date.now(), busy: false }
      const heartbeat = setInterval(() => stream.write(': still here\n\n'), pace.heartbeatMs)
      stream.once('close', () => {
        clearInterval(heartbeat)
        leave(listener)
      })
      request.raw.once('close', () => stream.destroy())
      listeners.add(listener)
      timer ??= setInterval(() => void tick(), pace.lookMs)
      stream.write('retry: 3000\n\n')
      return reply.header('Content-Type', 'text/event-stream; charset=utf-8').header('X-Accel-Buffering', 'no').send(stream)
    },
  )

  // Pages find another process, or this one again.
  routes.addHook('preClose', async () => {
    for (const listener of listeners) leave(listener)
  })
}

const changed = (seq: number) => `event: changed\nid: ${seq}\ndata: ${JSON.stringify({ seq })}\n\n`

async function feedSeq({ database }: Deps, tenantId: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select seq from feed_head where tenant_id = ${tenantId}`.execute(database.tenant(tenantId))
  return rows[0]?.seq ?? 0
}
