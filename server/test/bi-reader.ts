import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { binariesFor } from '../src/platform/embedded-postgres/binaries.ts'
import { serverEnv } from '../src/platform/embedded-postgres/cluster.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { locate } from '../src/platform/embedded-postgres/location.ts'
import { migrate } from '../src/platform/migrate.ts'

const password = 'reads and nothing else'
const log = () => {}

/** A server of its own on which the administrator of the database has made a role for the BI tool. */
export async function aDatabaseWithReader() {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhiwei-bi-'))
  await (await startEmbeddedPostgres({ dataDir, log })).stop()
  const { user, home, cluster } = locate(dataDir, log)
  execFileSync(binariesFor(user, home)('postgres'), ['--single', '-D', cluster, 'zhiwei'], {
    ...user,
    cwd: '/',
    env: serverEnv(),
    input: `CREATE ROLE bi_tool LOGIN PASSWORD '${password}';\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  await migrate(postgres.ownerUrl, 'zhiwei_app')
  const drop = async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { name: 'zhiwei', ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl, drop }
}

/** The BI tool at that database. */
export async function readerOf({ host, port, database = '' }: Pick<pg.Client, 'host' | 'port' | 'database'>) {
  const reader = new pg.Client({ host, port, database, user: 'bi_tool', password })
  await reader.connect()
  return reader
}
