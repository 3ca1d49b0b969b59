import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Tables, Tx } from '../../platform/database.ts'
import { enqueue, type JobData } from '../../platform/jobs.ts'

// Of the job queue only what is still to be done goes into a backup, by name and data: an import that was being read or committed goes on
// after a restore. What was done, failed for good, or is pg-boss's own is left out.

export type WaitingJob = { name: string; data: JobData }

export async function waitingJobs(client: pg.ClientBase): Promise<WaitingJob[]> {
  const { rows: tables } = await client.query<{ there: boolean }>(`select to_regclass('pgboss.job') is not null as there`)
  if (!tables[0]?.there) return []
  const { rows } = await client.query<WaitingJob>(
    `select name, data from pgboss.job where state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss%' order by created_on, id`,
  )
  return rows
}

/** Puts the jobs into the queue within the transaction the connection is in. */
export async function enqueueAgain(client: pg.ClientBase, jobs: WaitingJob[]) {
  const tx = queriesOn(client) as Tx
  for (const { name, data } of jobs) await enqueue(tx, name, data)
}

/** Kysely on a connection that somebody else opened and will close. */
function queriesOn(client: pg.ClientBase): Kysely<Tables> {
  const borrowed = { query: client.query.bind(client) as never, release: () => {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {}, options: {} } }) })
}
