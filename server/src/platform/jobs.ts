import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Job, PgBoss } from 'pg-boss'
import { isDatabaseGone, type Tx } from './database.ts'
import type { Deps } from './deps.ts'
import { jobsSchema } from './jobs-schema.ts'
import { type Log, silentLog } from './log.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** What a job carries: ids, no texts and nothing that identifies a person; job rows have no tenant wall. */
export type JobData = { tenantId: string; [fact: string]: unknown }
/** Body of a job; safe to run twice, for the job of a killed process is run again. `signal` says that the program is stopping. */
export type JobHandler = (deps: Deps, data: JobData, signal: AbortSignal) => Promise<unknown>
export type JobHandlers = Record<string, JobHandler>

const queueOptions = {
  policy: 'standard',
  retryLimit: 8,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 6 * 3600,
  // The job of a worker that was killed falls silent and is another's after this.
  heartbeatSeconds: 15,
  deleteAfterSeconds: 7 * 24 * 3600,
} as const
const heartbeatRefreshSeconds = 5
const watchSeconds = 5
const pollSeconds = 0.5
const stopMs = 10_000
const databaseGoneMs = 250

/**
 * Puts a job into the queue within the caller's transaction: it exists if and only if that commits.
 * @param afterSeconds it is not begun before
 * Plain SQL, as pg-boss offers it beside its client: the client's `send` wants a started instance with timers in every process.
 */
export async function enqueue(tx: Tx, name: string, data: JobData, afterSeconds = 0) {
  if (await insertJob(tx, name, data, afterSeconds)) return
  await sql`select pgboss.create_queue(${name}, ${JSON.stringify(queueOptions)}::jsonb)`.execute(tx)
  await insertJob(tx, name, data, afterSeconds)
}

/** Enqueues unless one of that name and tenant waits or runs already; two that ask at once ask one after the other. */
export async function enqueueOnce(tx: Tx, name: string, data: JobData) {
  await oneAtATime(tx, name, data.tenantId)
  if (!(await isWaiting(tx, name, data.tenantId))) await enqueue(tx, name, data)
}

/** Waits or runs. */
export async function isWaiting(tx: Tx, name: string, tenantId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pgboss.job where name = ${name} and state in ('created', 'retry', 'active') and data ->> 'tenantId' = ${tenantId}`.execute(
    tx,
  )
  return rows.length > 0
}

async function insertJob(tx: Tx, name: string, data: JobData, afterSeconds: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, heartbeat_seconds,
      deletion_seconds, keep_until, start_after)
    select name, ${JSON.stringify(data)}::jsonb, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, heartbeat_seconds,
      deletion_seconds, now() + (retention_seconds + ${afterSeconds}) * interval '1 second', now() + ${afterSeconds} * interval '1 second'
    from pgboss.queue where name = ${name}`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * Begins to work on the jobs of these names, one of each at a time, as soon as the database answers.
 * @param given.stopping ends the waiting for it
 * @returns `stop` waits for what runs, then gives it back to the queue
 */
export async function startJobs(deps: Deps, handlers: JobHandlers, given: { log?: Log; stopping?: AbortSignal } = {}) {
  const { log = silentLog, stopping } = given
  for (;;) {
    try {
      return await startAllJobs(deps, handlers, log)
    } catch (error) {
      if (!isDatabaseGone(error)) throw error
      if (stopping?.aborted) return { stop: async () => {} }
      await delay(databaseGoneMs)
    }
  }
}

async function startAllJobs(deps: Deps, handlers: JobHandlers, log: Log) {
  const boss = bossOf(deps, log, true)
  try {
    await boss.start()
    for (const [name, handler] of Object.entries(handlers)) {
      await boss.createQueue(name, queueOptions)
      const options = { pollingIntervalSeconds: pollSeconds, heartbeatRefreshSeconds }
      await boss.work<JobData>(name, options, async ([job]) => job && runJob(deps, name, handler, job, log))
    }
  } catch (error) {
    await boss.stop({ close: false, graceful: false })
    throw error
  }
  return { stop: () => boss.stop({ close: false, graceful: true, timeout: stopMs }) }
}

/** Runs what is waiting until nothing is, then returns how many; for tests and commands. */
export async function runJobsOnce(deps: Deps, handlers: JobHandlers): Promise<number> {
  const boss = bossOf(deps, silentLog, false)
  try {
    await boss.start()
    let count = 0
    for (let before = -1; before !== count; ) {
      before = count
      for (const [name, handler] of Object.entries(handlers)) {
        await boss.createQueue(name, queueOptions)
        for (const job of await boss.fetch<JobData>(name)) {
          await boss.complete(name, job.id, { result: await handler(deps, job.data, job.signal) })
          count += 1
        }
      }
    }
    return count
  } finally {
    await boss.stop({ close: false, graceful: false })
  }
}

function bossOf(deps: Deps, log: Log, supervise: boolean) {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => deps.database.pool.query(text, values) },
    schema: jobsSchema,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise,
    superviseIntervalSeconds: watchSeconds,
    monitorIntervalSeconds: watchSeconds,
    // Both want rights that only the owner of the tables has.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue failed'))
  return boss
}

async function runJob(deps: Deps, name: string, handler: JobHandler, job: Job<JobData>, log: Log) {
  const started = performance.now()
  const facts = { job: name, jobId: job.id, tenantId: job.data.tenantId }
  try {
    const result = await handler(deps, job.data, job.signal)
    log.info({ ...facts, ms: Math.round(performance.now() - started) }, 'job done')
    return result
  } catch (error) {
    log.error({ ...facts, err: error, tries: job.retryCount + 1 }, 'job failed')
    throw error
  }
}
