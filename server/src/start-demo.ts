import type { Deps } from './platform/deps.ts'
import { changeFact, factOf, noteFact } from './platform/installation.ts'
import type { Log } from './platform/log.ts'

// 'making' until the data is whole: a start after a kill goes on with it.
const fact = 'demo'

/** Notes on an empty database that it gets demo data (演示数据). */
export async function wantDemo({ database }: Deps) {
  await noteFact(database, fact, 'making')
}

/** Makes the demo data where it is wanted and not whole yet; runs beside the open server. */
export async function makeWantedDemo(deps: Deps, log: Log) {
  if ((await factOf(deps.database, fact)) !== 'making') return
  log.info({}, 'making demo data')
  const started = performance.now()
  const { makeDemo } = await import('./demo/index.ts')
  await makeDemo(deps)
  await changeFact(deps.database, fact, 'made')
  log.info({ ms: Math.round(performance.now() - started) }, 'demo data made')
}
