import { PassThrough } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from './database.ts'
import type { Deps } from './deps.ts'
import { AppError } from './errors.ts'
import { type Routes, signedInAnywhere } from './http.ts'

type Listener = { tenantId: string; person: string; stream: PassThrough; request: FastifyRequest; checkedAt: number; busy: boolean }
type Pace = { lookMs: number; heartbeatMs: number; checkMs: number; perPerson: number }

/** News for single persons: how much each was told so far; whoever was told more hears an event of this name, without what it is about. */
export type PersonalNews = Record<string, (tx: Tx, tenantId: string) => Promise<Map<string, number>>>

/** 在场: who has a page open, told at the first look and then as often as this. */
export type Presence = (deps: Deps, tenantId: string, userIds: readonly string[]) => Promise<void>
const presenceMs = 15_000

const usualPace: Pace = { lookMs: 1_000, heartbeatMs: 20_000, checkMs: 25_000, perPerson: 5 }

/**
 * GET /events/stream: tells open pages that something of their tenant has changed, as server-sent events `changed` with the sealed feed's
 * sequence. One look at an interval serves all listeners of a tenant; the database never pushes (design §3).
 * What is news for single persons only (`news`) reaches them alone; `hear` is told who has a page open. An open stream keeps no session alive.
 * @throws RATE_LIMITED above five streams a person
 */
export function mountLive(routes: Routes, deps: Deps, news: PersonalNews = {}, hear: Presence = async () => {}, pace: Pace = usualPace) {
  const listeners = new Set<Listener>()
  const lastSeq = new Map<string, number>()
  const lastNews = new Map<string, number>()
  const lastHere = new Set<string>()
  const lastHereAt = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  function leave(listener: Listener) {
    listeners.delete(listener)
    listener.stream.end()
    if (![...listeners].some(({ tenantId }) => tenantId === listener.tenantId)) lastSeq.delete(listener.tenantId)
    if (![...listeners].some(({ person }) => person === listener.person)) forget(listener.person)
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

  async function tellWhoIsHere(tenantId: string) {
    const people = [...listeners].flatMap(({ request, tenantId: own }) => (own === tenantId ? (request.actor.userId ?? []) : []))
    const isNew = people.some((person) => !lastHere.has(person))
    if (!isNew && Date.now() - (lastHereAt.get(tenantId) ?? 0) < presenceMs) return
    lastHereAt.set(tenantId, Date.now())
    for (const person of people) lastHere.add(person)
    await hear(deps, tenantId, [...new Set(people)]).catch(() => undefined) // as above
  }

  const newsKey = (name: string, person: string) => `${name} ${person}`
  function forget(person: string) {
    lastHere.delete(person)
    for (const name of Object.keys(news)) lastNews.delete(newsKey(name, person))
  }

  async function lookForNews(tenantId: string) {
    for (const [name, read] of Object.entries(news)) {
      const counts = await deps.database
        .tenant(tenantId)
        .transaction()
        .execute((tx) => read(tx, tenantId))
        .catch(() => undefined) // as above
      for (const { person, stream, tenantId: own } of listeners) {
        const count = counts?.get(person)
        if (own !== tenantId || count === undefined) continue
        const before = lastNews.get(newsKey(name, person))
        if (before !== count) stream.write(`event: ${name}\ndata: {}\n\n`)
      }
      for (const { person, tenantId: own } of listeners) {
        const count = counts?.get(person)
        if (own === tenantId && count !== undefined) lastNews.set(newsKey(name, person), count)
      }
    }
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
    for (const tenantId of new Set([...listeners].map((listener) => listener.tenantId))) {
      await look(tenantId)
      await lookForNews(tenantId)
      await tellWhoIsHere(tenantId)
    }
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
