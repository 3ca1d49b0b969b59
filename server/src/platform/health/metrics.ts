import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { countedNames, countOf } from '../counters.ts'
import type { Deps } from '../deps.ts'
import { AppError } from '../errors.ts'
import { unlimited } from '../http.ts'

const loopback = /^(127\.|::1$|::ffff:127\.)/

export type GaugeReading = { labels: Record<string, string>; value: number }
/** A gauge of what the program is for: what it counts is handed in by whoever knows. */
export type OutsideGauge = { name: string; help: string; labelNames: readonly string[]; read: () => Promise<GaugeReading[]> }

/** GET /metrics in Prometheus' text format: process, request durations by route pattern, database pool, and what is handed in. */
export function mountMetrics(app: FastifyInstance, { database }: Deps, outside: readonly OutsideGauge[] = []) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'zhiwei_http_request_seconds',
    help: 'Duration of HTTP requests by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'zhiwei_database_connections',
    help: 'Connections of the database pool by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, database.pool.totalCount)
      this.set({ state: 'idle' }, database.pool.idleCount)
      this.set({ state: 'waiting' }, database.pool.waitingCount)
    },
  })
  new Gauge({
    name: 'zhiwei_happened',
    help: 'What happened that somebody should look at, by name, since the start',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      for (const what of countedNames()) this.set({ what }, countOf(what))
    },
  })
  for (const { name, help, labelNames, read } of outside)
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        // Without its database the process still tells of itself.
        const readings = await read().catch(() => [])
        this.reset()
        for (const { labels, value } of readings) this.set(labels, value)
      },
    })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    if (route.endsWith('/events/stream')) return // as long as a page is open
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get(
    '/metrics',
    { ...unlimited, schema: { summary: '运行指标 (Prometheus)；本机直接访问无需登录，否则需要权限 metrics:read', tags: ['health'] } },
    async (request, reply) => {
      await requireReader(request)
      return reply.header('Content-Type', registry.contentType).send(await registry.metrics())
    },
  )
}

/** A collector on this very machine needs no token; one that came through a proxy is not on this machine. */
async function requireReader(request: FastifyRequest) {
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => request.headers[name] !== undefined)
  if (!forwarded && loopback.test(request.raw.socket.remoteAddress ?? '')) return
  const actor = await request.server.authenticate(request)
  if (!actor) throw new AppError('NOT_SIGNED_IN', '请用带 metrics:read 权限的 API 令牌')
  if (!actor.permissions.has('metrics:read')) throw new AppError('NOT_PERMITTED', '需要权限 metrics:read')
}
