import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from './config.ts'
import { type Keys, randomToken } from './crypto.ts'
import type { Database } from './database.ts'

const fact = 'secret_key'

/**
 * Secrets of this installation, newest first: SECRET_KEY, else DATA_DIR/secret.key, which the first start makes (0600).
 * @throws Error with a sentence when the file is gone while the database holds what was encrypted with it
 */
export async function loadSecrets(config: Config, database: Database): Promise<string[]> {
  const given = config.secretKey ?? readIfThere(join(config.dataDir, 'secret.key'))
  if (given) {
    return given
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean)
  }
  const file = join(config.dataDir, 'secret.key')
  if ((await knownFingerprints(database)).length)
    throw new Error(`${file} is missing: put it back from where you keep it, or set SECRET_KEY`)
  const made = randomToken(48)
  mkdirSync(config.dataDir, { recursive: true })
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  return [made]
}

/**
 * Holds the database and its keys together: another key than the one it was made with would silently split the data in two.
 * The rotation takes a fingerprint away when nothing is encrypted with that key any more.
 * @throws Error with a sentence when a needed key is not among them
 */
export async function checkSecretKey(database: Database, keys: Keys) {
  await sql`insert into installation (key, value) values (${fact}, ${keys.fingerprint}) on conflict do nothing`.execute(database.platform)
  const known = await knownFingerprints(database)
  const missing = known.filter((fingerprint) => !keys.fingerprints.includes(fingerprint))
  if (missing.length) {
    throw new Error(
      `SECRET_KEY is not the one this database was made with (fingerprint ${missing.join(', ')}). Put the former key back; to change keys give both: SECRET_KEY=<new>,<former>`,
    )
  }
  if (known.includes(keys.fingerprint)) return
  const all = [keys.fingerprint, ...known].join(',')
  await sql`update installation set value = ${all} where key = ${fact}`.execute(database.platform)
}

async function knownFingerprints(database: Database): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`select value from installation where key = ${fact}`.execute(database.platform)
  return rows[0]?.value.split(',') ?? []
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
