import { rm } from 'node:fs/promises'
import pg from 'pg'
import type { FileStore } from '../../platform/files.ts'
import { migrate, migrationNames } from '../../platform/migrate.ts'
import { appliedMigrations } from './catalogue.ts'
import { loadBackup } from './load.ts'
import type { Manifest } from './manifest.ts'

export type RestoreOptions = {
  ownerUrl: string
  appRole: string | undefined
  file: string
  files: FileStore
  say: (line: string) => void
}

/** @throws Error with a sentence when this program or these keys cannot make use of the backup */
export function checkFits(manifest: Manifest, fingerprints: string[]) {
  const known = migrationNames()
  const newer = manifest.migrations.filter((name) => !known.includes(name))
  if (newer.length) throw new Error(`The backup was made by a newer version of the program (${newer.join(', ')}): restore it with that one`)
  const { keyFingerprint } = manifest
  if (keyFingerprint === null || fingerprints.includes(keyFingerprint)) return
  const given = fingerprints.length ? `not with the one given (${fingerprints.join(', ')})` : 'and none is given'
  throw new Error(
    `The backup was made with the key of fingerprint ${keyFingerprint}, ${given}: set SECRET_KEY to that key, or put it into DATA_DIR/secret.key`,
  )
}

/**
 * 恢复: loads a checked backup into an empty database, all or nothing, and brings its tables up to date. After a kill it can be run again.
 * @throws Error with a sentence, as when the database is not empty
 */
export async function restoreBackup(manifest: Manifest, { ownerUrl, appRole, file, files, say }: RestoreOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'zhiwei restore' })
  client.on('error', () => {}) // the query that runs tells it
  await client.connect()
  const written: string[] = []
  try {
    await requireEmpty(client, manifest)
    await migrate(ownerUrl, appRole, manifest.migrations)
    await client.query(`begin; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local statement_timeout = 0;
      set local idle_in_transaction_session_timeout = 0`)
    // A server that starts meanwhile waits here, and then finds tenants where it would have made the first.
    // Changes nothing and locks the table: LOCK itself asks for rights that an owner may have given up.
    await client.query('alter table tenant no force row level security')
    await requireEmpty(client, manifest)
    await loadBackup({ client, file, manifest, files, say }, written)
    await client.query('commit')
  } catch (error) {
    await client.end()
    for (const path of written) await rm(path, { force: true })
    throw error
  }
  try {
    for (const name of await migrate(ownerUrl, appRole)) say(`Applied ${name}`)
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

async function requireEmpty(client: pg.Client, manifest: Manifest) {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  if (tables.length === 0) return
  const notEmpty = new Error(
    'The database is not empty: a backup is loaded only into an empty one, so give it a new database or another DATA_DIR',
  )
  if (!['schema_migration', 'tenant', 'installation'].every((name) => tables.some((table) => table.name === name))) throw notEmpty
  // Every other table's rows belong to a tenant.
  const { rows } = await client.query<{ rows: number }>(
    'select (select count(*) from tenant)::int + (select count(*) from installation)::int as rows',
  )
  if (rows[0]?.rows !== 0) throw notEmpty
  const newer = (await appliedMigrations(client)).filter((name) => !manifest.migrations.includes(name))
  if (newer.length)
    throw new Error(`The tables of the database are newer than the backup (${newer.join(', ')}): give it a database without tables`)
}
