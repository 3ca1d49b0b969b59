import { join } from 'node:path'
import { checkSecretKey } from '../identity/index.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { keysFrom } from '../platform/crypto.ts'
import { openDatabase } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fileStoreIn } from '../platform/files.ts'
import { missingMigrations } from '../platform/migrate.ts'
import { loadSecrets } from '../platform/secret-key.ts'
import { tenantIds } from '../platform/worker.ts'
import { type Addresses, withAddresses } from './addresses.ts'

/**
 * Gives a command what a server's modules are given, on tables that are as new as the program.
 * @throws Error with a sentence
 */
export async function withDeps<T>(
  work: (deps: Deps, addresses: Addresses) => Promise<T>,
  { config = readConfig(), rotating = false } = {},
): Promise<T> {
  return withAddresses(config, { make: false }, async (addresses) => {
    const database = openDatabase(addresses.appUrl, { maxConnections: 4, onError: () => {}, applicationName: 'zhiwei command' })
    try {
      const missing = await missingMigrations(database)
      if (missing.length) throw new Error(`The tables are older than the program (${missing.join(', ')}): npm run zhiwei -- migrate`)
      if ((await tenantIds({ database })).length === 0) throw new Error('There is no tenant yet: npm start makes the first')
      const keys = keysFrom(await loadSecrets(config, database))
      await checkSecretKey(database, keys, { rotating })
      return await work({ config, database, keys, files: fileStoreIn(join(config.dataDir, 'files')), clock: systemClock }, addresses)
    } finally {
      await database.close()
    }
  })
}

/** @throws Error with a sentence when no tenant has this code */
export async function tenantNamed({ database }: Pick<Deps, 'database'>, code: string): Promise<string> {
  const tenant = await database.platform.selectFrom('tenant').select('id').where('code', '=', code).executeTakeFirst()
  if (tenant) return tenant.id
  const known = (await database.platform.selectFrom('tenant').select('code').orderBy('code').execute()).map((row) => row.code)
  throw new Error(`There is no tenant "${code}": there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`)
}
