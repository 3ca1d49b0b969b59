import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'

const fingerprintKey = 'secretKeyFingerprint'

/**
 * Holds SECRET_KEY against the one this database was first started with; the first start remembers it.
 * @throws Error with a sentence for the person at the console, when none of the given keys is that one
 */
export async function checkSecretKey(database: Database, keys: Keys) {
  await database.platform
    .insertInto('installation')
    .values({ key: fingerprintKey, value: keys.fingerprint })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value } = await database.platform
    .selectFrom('installation')
    .select('value')
    .where('key', '=', fingerprintKey)
    .executeTakeFirstOrThrow()
  if (keys.fingerprints.includes(value)) return
  throw new Error(
    `SECRET_KEY is not the one this database was started with (fingerprint ${value}): start with the old key, or put it after the new one, separated by a comma`,
  )
}
