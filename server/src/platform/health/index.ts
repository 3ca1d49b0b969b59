import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { AppError } from '../errors.ts'
import { unlimited } from '../http.ts'
import { migrationNames } from '../migrate.ts'
import { mountMetrics, type OutsideGauge } from './metrics.ts'

export type { GaugeReading, OutsideGauge } from './metrics.ts'

const Status = z.object({ status: z.enum(['up', 'ready']) })
const slowestAnswerMs = 2_000

/** GET /health/live, /health/ready and /metrics: outside the base, for machines. */
export function mountHealth(app: FastifyInstance, deps: Deps, gauges: readonly OutsideGauge[] = []) {
  mountMetrics(app, deps, gauges)
  const isReady = readinessOf(deps)
  app.get(
    '/health/live',
    { ...unlimited, schema: { summary: '进程是否在运行', tags: ['health'], response: { 200: Status } } },
    async () => ({ status: 'up' }),
  )
  app.get('/health/ready', { ...unlimited, schema: { summary: '能否接受请求', tags: ['health'], response: { 200: Status } } }, async () => {
    if (app.draining.on) throw new AppError('SHUTTING_DOWN', '请稍后重试')
    if (!(await isReady())) throw new AppError('DATABASE_UNAVAILABLE', '请检查数据库', { retryAfterSeconds: 2 })
    return { status: 'ready' }
  })
}

function readinessOf({ database }: Deps) {
  let migrated = false
  const ask = async () => {
    if (migrated) await sql`select 1`.execute(database.platform)
    else {
      const { rows } = await sql<{ name: string }>`select name from schema_migration`.execute(database.platform)
      const applied = new Set(rows.map(({ name }) => name))
      migrated = migrationNames().every((name) => applied.has(name))
    }
    return migrated
  }
  return () => Promise.race([ask().catch(() => false), answerAfter(slowestAnswerMs, false)])
}

const answerAfter = <T>(ms: number, value: T) => new Promise<T>((done) => void setTimeout(done, ms, value).unref())
