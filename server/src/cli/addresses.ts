import { mkdirSync } from 'node:fs'
import type { Config } from '../platform/config.ts'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { knownHome } from '../platform/embedded-postgres/location.ts'
import { say } from './usage.ts'

/** Where the data lies; `besideServer`: the embedded database belongs to a server that runs now. */
export type Addresses = { appUrl: string; ownerUrl: string; besideServer: boolean }

/**
 * Gives a command the database: the one of DATABASE_URL; else the embedded one, of the server that runs on DATA_DIR or started for the
 * command and stopped behind it.
 * @param make whether a DATA_DIR without database gets one
 * @throws Error with a sentence
 */
export async function withAddresses<T>(
  config: Config,
  { make }: { make: boolean },
  work: (addresses: Addresses) => Promise<T>,
): Promise<T> {
  const { databaseUrl, migrateDatabaseUrl = databaseUrl, dataDir } = config
  if (databaseUrl && migrateDatabaseUrl) return work({ appUrl: databaseUrl, ownerUrl: migrateDatabaseUrl, besideServer: false })
  const running = runningEmbeddedPostgres(dataDir)
  if (running) return work({ ...running, besideServer: true })
  if (!make && knownHome(dataDir) === null) throw new Error(`There is no database in ${dataDir} yet: npm start makes one`)
  mkdirSync(dataDir, { recursive: true })
  const postgres = await startEmbeddedPostgres({ dataDir, log: say })
  try {
    return await work({ ...postgres, besideServer: false })
  } finally {
    await postgres.stop()
  }
}
