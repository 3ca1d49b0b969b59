import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { changeFact, noteFact } from '../../platform/installation.ts'

const fingerprintKey = 'secretKeyFingerprint'

/**
 * Holds SECRET_KEY against the one everything in this database is under; the first start remembers it. Under a newer key nobody who is
 * stored would be found by phone or number, and each would be stored a second time: it may come first only while keys are rotated.
 * @throws Error with a sentence for the person at the console, when that key is not among the given ones or not the first of them
 */
export async function checkSecretKey(database: Database, keys: Keys, { rotating = false } = {}) {
  const value = await noteFact(database, fingerprintKey, keys.fingerprint)
  if (keys.fingerprint === value || (rotating && keys.fingerprints.includes(value))) return
  if (keys.fingerprints.includes(value))
    throw new Error(
      'The first key of SECRET_KEY is not the one this database is encrypted with yet: run `npm run zhiwei -- rotate-keys` with the same SECRET_KEY first, or start with the old key',
    )
  throw new Error(
    `SECRET_KEY is not the one this database was started with (fingerprint ${value}): start with the old key; to change it, run \`npm run zhiwei -- rotate-keys\` with SECRET_KEY="new,old"`,
  )
}

/** After a rotation: from now on the newest key is the one this database is started with. */
export const rememberSecretKey = (database: Database, keys: Keys) => changeFact(database, fingerprintKey, keys.fingerprint)
