import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { runningEmbeddedPostgres } from '../../server/src/platform/embedded-postgres/index.ts'
import { complaintNo } from './complaints.ts'
import { type Load, measure, type Target } from './load.ts'

const database = 'bench_yardstick'

/** What this machine gives at this moment: measured in the same run, because machines are noisy and shared. */
export async function benchYardstick(target: Target, dataDir: string, load: Load) {
  const addresses = runningEmbeddedPostgres(dataDir)
  if (!addresses) throw new Error('the database does not run')
  const owner = new pg.Client({ connectionString: addresses.ownerUrl })
  await owner.connect()
  await owner.query(`drop database if exists ${database} with (force)`)
  await owner.query(`create database ${database}`)

  const bare = fork(join(import.meta.dirname, 'bare-server.ts'), [addresses.databaseNamed(database).ownerUrl], { silent: true })
  const [url] = await once(bare.stdout ?? bare, 'data')
  const bareTarget = { ...target, url: String(url).trim(), appPid: bare.pid ?? 0 }
  const body = JSON.stringify(complaintNo(1, 1))
  const rows = [
    await measure('yardstick: GET /health/live', target, () => ({ method: 'GET', path: '/health/live' }), load),
    await measure('yardstick: bare server, three rows', bareTarget, () => ({ method: 'POST', path: '/three-rows', body }), load),
    await measure('yardstick: bare server, page of 50', bareTarget, () => ({ method: 'GET', path: '/fifty-rows' }), load),
  ]
  bare.disconnect()
  await once(bare, 'exit')
  await owner.query(`drop database ${database} with (force)`)
  await owner.end()
  return rows
}
