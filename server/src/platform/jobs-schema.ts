import type pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'
import pgBoss from 'pg-boss/package.json' with { type: 'json' }

/** Schema of the job queue's own tables; nothing of ours lies in it. */
export const jobsSchema = 'pgboss'
const neededVersion = pgBoss.pgboss.schema

/** Creates the tables of the job queue, or brings them up to date, as their owner; the application's role only reads and writes rows. */
export async function installJobs(client: pg.Client) {
  const version = await installedVersion(client)
  if (version === undefined) await client.query(getConstructionPlans(jobsSchema))
  else if (version < neededVersion) await client.query(getMigrationPlans(jobsSchema, version))
}

async function installedVersion(client: pg.Client): Promise<number | undefined> {
  const { rows: tables } = await client.query<{ name: string | null }>(`select to_regclass('${jobsSchema}.version')::text as name`)
  if (!tables[0]?.name) return undefined
  const { rows } = await client.query<{ version: number }>(`select version from ${jobsSchema}.version`)
  return rows[0]?.version
}
