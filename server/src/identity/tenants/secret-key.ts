import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { changeFact, noteFact } from '../../platform/installation.ts'

const fingerprintKey = 'secretKeyFingerprint'

/**
 * Holds SECRET_KEY against the one this database was first started with; the first start remembers it.
 * @throws Error with a sentence for the person at the console, when none of the given keys is that one
 */
export async function checkSecretKey(database: Database, keys: Keys) {
  const value = await noteFact(database, fingerprintKey, keys.fingerprint)
  if (keys.fingerprints.includes(value)) return
  throw new Error(
    `SECRET_KEY is not the one this database was started with (fingerprint ${value}): start with the old key, or put it after the new one, separated by a comma`,
  )
}

/** After a rotation: from now on the newest key is the one this database is started with. */
export const rememberSecretKey = (database: Database, keys: Keys) => changeFact(database, fingerprintKey, keys.fingerprint)
