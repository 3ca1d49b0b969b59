import { sql } from 'kysely'
import type { Deps } from './platform/deps.ts'
import type { Log } from './platform/log.ts'

// 'making' until the data is whole: a start after a kill goes on with it.
const fact = 'demo'

/** Notes on an empty database that it gets demo data (演示数据). */
export async function wantDemo({ database }: Deps) {
  await sql`insert into installation (key, value) values (${fact}, 'making') on conflict do nothing`.execute(database.platform)
}

/** Makes the demo data where it is wanted and not whole yet; runs beside the open server. */
export async function makeWantedDemo(deps: Deps, log: Log) {
  const { rows } = await sql<{ value: string }>`select value from installation where key = ${fact}`.execute(deps.database.platform)
  if (rows[0]?.value !== 'making') return
  log.info({}, 'making demo data')
  const started = performance.now()
  const { makeDemo } = await import('./demo/index.ts')
  await makeDemo(deps)
  await sql`update installation set value = 'made' where key = ${fact}`.execute(deps.database.platform)
  log.info({ ms: Math.round(performance.now() - started) }, 'demo data made')
}
