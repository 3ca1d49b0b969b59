import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import pg from 'pg'
import { sha256 } from '../../platform/crypto.ts'
import type { FileStore } from '../../platform/files.ts'
import { type Archive, newArchive } from './archive.ts'
import { appliedMigrations, enterTenant, quoted, readTables, type TableShape } from './catalogue.ts'
import { copyRows } from './copy-out.ts'
import { waitingJobs } from './jobs.ts'
import { backupFormat, type Manifest, members } from './manifest.ts'
import { checkSweep, rowsWithoutWall } from './whole.ts'

export type BackupOptions = { ownerUrl: string; files: FileStore; file: string; program: string; now: Date; say: (line: string) => void }

/**
 * 备份: everything all tenants have, as it was at one instant, into one file: rows, waiting jobs, stored files, and a manifest by which a
 * restore sees that it is whole. Reads in one repeatable-read transaction, so it may run beside a server that works.
 * @throws Error with a sentence; then there is no file
 */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const archive = newArchive(options.file)
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'zhiwei backup' })
  client.on('error', () => {}) // the query that runs tells it
  try {
    await client.connect()
    await client.query(`begin isolation level repeatable read read only; set local timezone = 'UTC'; set local datestyle = 'ISO';
      set local bytea_output = 'hex'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
    const manifest = await fill(client, archive, options)
    const text = Buffer.from(JSON.stringify(manifest))
    await archive.add(members.manifest, text)
    await archive.add(members.digest, Buffer.from(sha256(text).toString('hex')))
    await archive.finish()
    return manifest
  } catch (error) {
    await archive.giveUp()
    throw error
  } finally {
    await client.end()
  }
}

async function fill(client: pg.Client, archive: Archive, { files, program, now, say }: BackupOptions): Promise<Manifest> {
  const migrations = await appliedMigrations(client)
  const tables = await readTables(client)
  const shared: Record<string, number> = {}
  for (const table of tables.filter(({ ofTenant }) => !ofTenant)) shared[table.name] = await copyRows(client, archive, table, null)

  const { rows: known } = await client.query<{ id: string; code: string }>('select id, code from tenant order by id')
  const withoutWall = await rowsWithoutWall(client)
  const tenants: Manifest['tenants'] = []
  const missingFiles: Manifest['missingFiles'] = []
  let stored = 0
  for (const { id, code } of known) {
    await enterTenant(client, id)
    const rows: Record<string, number> = {}
    for (const table of tables.filter(({ ofTenant }) => ofTenant)) rows[table.name] = await copyRows(client, archive, table, id)
    for (const remark of await checkSweep(client, id, rows, withoutWall.get(id) ?? 0)) say(`Remark: ${remark}`)
    tenants.push({ id, code, rows })
    const kept = await addFiles(client, archive, files, tables, id)
    stored += kept.stored
    missingFiles.push(...kept.missing)
    say(`${code}: ${Object.values(rows).reduce((sum, count) => sum + count, 0)} rows, ${kept.stored} files`)
  }
  const jobs = await waitingJobs(client)
  await archive.add(members.jobs, await promisify(gzip)(JSON.stringify(jobs)))
  const { rows: keys } = await client.query<{ value: string }>(`select value from installation where key = 'secretKeyFingerprint'`)
  return {
    format: backupFormat,
    program,
    madeAt: now.toISOString(),
    migrations,
    keyFingerprint: keys[0]?.value ?? null,
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    tenants,
    shared,
    jobs: jobs.length,
    files: stored,
    missingFiles,
    members: archive.digests,
  }
}

// Files whose row stays when they go.
const removedOnPurpose: Record<string, string> = { import_run: "state = 'undone'" }

/** Every file that a row of the tenant names; one that is not there is told, for a backup without it is better than none. */
async function addFiles(client: pg.Client, archive: Archive, files: FileStore, tables: TableShape[], tenantId: string) {
  const missing: Manifest['missingFiles'] = []
  let stored = 0
  for (const { name: table } of tables.filter(({ columns }) => columns.includes('storage_name'))) {
    const but = removedOnPurpose[table] ? ` and not (${removedOnPurpose[table]})` : ''
    const { rows } = await client.query<{ storageName: string }>(
      `select storage_name as "storageName" from ${quoted(table)} where tenant_id = $1${but} order by 1`,
      [tenantId],
    )
    for (const { storageName } of rows) {
      const name = members.file(storageName)
      if (name in archive.digests) continue
      const handle = await open(files.pathOf(storageName)).catch(() => undefined)
      if (!handle) {
        missing.push({ table, storageName })
        continue
      }
      await archive.addStream(name, (await handle.stat()).size, handle.createReadStream())
      stored += 1
    }
  }
  return { stored, missing }
}
