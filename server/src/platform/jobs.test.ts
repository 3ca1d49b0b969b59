import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { enqueue, enqueueOnce, type JobData, runJobsOnce, startJobs } from './jobs.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
let tenantId: string
beforeAll(async () => {
  platform = await aPlatform()
  tenantId = await platform.aTenant('default')
})
afterAll(() => platform.close())

const inTransaction = (work: Parameters<ReturnType<ReturnType<typeof platform.deps.database.tenant>['transaction']>['execute']>[0]) =>
  platform.deps.database.tenant(tenantId).transaction().execute(work)

function aHandler() {
  const seen: JobData[] = []
  return { seen, handler: async (_deps: unknown, data: JobData) => void seen.push(data) }
}

describe('jobs', () => {
  test('a committed transaction enqueues its job, a rolled-back one nothing', async () => {
    const { seen, handler } = aHandler()
    await inTransaction((tx) => enqueue(tx, 'clean', { tenantId, file: 'kept' }))
    await inTransaction(async (tx) => {
      await enqueue(tx, 'clean', { tenantId, file: 'lost' })
      throw new Error('changed my mind')
    }).catch(() => {})

    expect(await runJobsOnce(platform.deps, { clean: handler })).toBe(1)
    expect(seen).toEqual([{ tenantId, file: 'kept' }])
  })

  test('two first jobs of a name at once are both there', async () => {
    const { seen, handler } = aHandler()
    await Promise.all([1, 2].map((n) => inTransaction((tx) => enqueue(tx, 'fresh', { tenantId, n }))))

    await runJobsOnce(platform.deps, { fresh: handler })

    expect(seen).toHaveLength(2)
  })

  test('a job asked for once a tenant is there once while it waits, whoever asks at the same time', async () => {
    const { seen, handler } = aHandler()
    const ask = (n: number) => inTransaction((tx) => enqueueOnce(tx, 'nightly', { tenantId, n }))
    await Promise.all([ask(1), ask(2)])
    await ask(3)
    await runJobsOnce(platform.deps, { nightly: handler })
    expect(seen).toHaveLength(1)

    await ask(4)
    await runJobsOnce(platform.deps, { nightly: handler })
    expect(seen).toHaveLength(2)
  })

  test('a database that goes away while the work begins is waited for', async () => {
    const { seen, handler } = aHandler()
    await inTransaction((tx) => enqueue(tx, 'patient', { tenantId, n: 1 }))
    const { pool } = platform.deps.database
    let answers = 3
    const shaky = new Proxy(pool, {
      get: (target, name) => {
        if (name !== 'query') return Reflect.get(target, name, target)
        return async (...query: Parameters<typeof pool.query>) => {
          if (answers-- === 0) throw Object.assign(new Error('the database system is starting up'), { code: '57P03' })
          return target.query(...query)
        }
      },
    })
    const deps = { ...platform.deps, database: { ...platform.deps.database, pool: shaky } }

    const jobs = await startJobs(deps, { patient: handler, other: handler })
    await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 })
    await jobs.stop()

    expect(answers).toBeLessThan(0)
  })

  test('a job that was enqueued while nobody worked is done after the start', async () => {
    const { seen, handler } = aHandler()
    await inTransaction((tx) => enqueue(tx, 'export', { tenantId, n: 1 }))
    const jobs = await startJobs(platform.deps, { export: handler })
    try {
      await vi.waitFor(() => expect(seen).toEqual([{ tenantId, n: 1 }]), { timeout: 20_000 })
    } finally {
      await jobs.stop()
    }
  })

  test('a job that failed is tried again', async () => {
    let tries = 0
    const handler = async () => {
      tries += 1
      if (tries === 1) throw new Error('the disk was full')
    }
    await inTransaction((tx) => enqueue(tx, 'flaky', { tenantId }))
    const jobs = await startJobs(platform.deps, { flaky: handler })
    try {
      await vi.waitFor(() => expect(tries).toBe(2), { timeout: 30_000 })
    } finally {
      await jobs.stop()
    }
  })

  test('the job of a worker that was killed is run again by another', async () => {
    const { seen, handler } = aHandler()
    await inTransaction((tx) => enqueue(tx, 'orphan', { tenantId }))
    // As kill -9 leaves it: taken, and silent for longer than a heartbeat.
    await sql`update pgboss.job set state = 'active', started_on = now() - interval '1 minute', heartbeat_on = now() - interval '1 minute'
      where name = 'orphan'`.execute(platform.deps.database.platform)
    const jobs = await startJobs(platform.deps, { orphan: handler })
    try {
      await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 40_000 })
    } finally {
      await jobs.stop()
    }
  })

  test('stopping waits for the job that runs', async () => {
    let finish: () => void = () => {}
    let state = 'waiting'
    const handler = async () => {
      state = 'running'
      await new Promise<void>((done) => {
        finish = done
      })
      state = 'done'
    }
    await inTransaction((tx) => enqueue(tx, 'slow', { tenantId }))
    const jobs = await startJobs(platform.deps, { slow: handler })
    await vi.waitFor(() => expect(state).toBe('running'), { timeout: 20_000 })

    const stopped = jobs.stop()
    finish()
    await stopped

    expect(state).toBe('done')
    expect(await runJobsOnce(platform.deps, { slow: handler })).toBe(0)
  })
})
