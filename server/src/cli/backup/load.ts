import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { sha256 } from '../../platform/crypto.ts'
import type { FileStore } from '../../platform/files.ts'
import { type ArchiveMember, readArchive, wholeOf } from './archive.ts'
import { countRows, enterTenant, quoted, readTables } from './catalogue.ts'
import { enqueueAgain, type WaitingJob } from './jobs.ts'
import { type Manifest, memberNamed } from './manifest.ts'

const decompress = promisify(gunzip)

export type Load = { client: pg.Client; file: string; manifest: Manifest; files: FileStore; say: (line: string) => void }

/**
 * Loads every row, job and file of a checked backup within the transaction the connection is in, and counts what came.
 * @param written takes the paths of the files it wrote, to be removed when the transaction fails
 */
export async function loadBackup(load: Load, written: string[]): Promise<void> {
  const { client, file, manifest, files, say } = load
  const forced = await forcedTables(client)
  // COPY into a table is refused where row-level security binds the role; until the commit nobody else sees these tables.
  for (const table of forced) await client.query(`alter table ${quoted(table)} no force row level security`)
  const makeIndexes = await dropIndexes(client)
  const columns = new Map(manifest.tables.map((table) => [table.name, table.columns]))

  const archive = readArchive(file)
  let next = await archive.next()
  /** Pieces of one table and tenant lie together and are one COPY: a row may refer to one in a later piece. */
  async function* pieces(folder: string) {
    while (!next.done && folderOf(next.value) === folder) {
      yield await decompress(await unchanged(next.value, manifest))
      next = await archive.next()
    }
  }
  while (!next.done) {
    const member = memberNamed(next.value.name)
    if (member.kind === 'rows') {
      const names = columns.get(member.table)
      if (!names) throw new Error(`The manifest does not know table ${member.table}`)
      const copy = client.query(copyFrom(`copy ${quoted(member.table)} (${names.map(quoted).join(', ')}) from stdin`))
      await pipeline(pieces(folderOf(next.value)), copy)
      continue
    }
    if (member.kind === 'jobs')
      await enqueueAgain(client, JSON.parse((await decompress(await unchanged(next.value, manifest))).toString()) as WaitingJob[])
    if (member.kind === 'file') await writeFile(next.value, files.pathOf(member.storageName), written)
    next = await archive.next()
  }
  say('Everything is loaded; making the indexes')
  await makeIndexes()
  await countAll(load)
  for (const table of forced) await client.query(`alter table ${quoted(table)} force row level security`)
  say(`${manifest.files} files, ${manifest.jobs} waiting jobs`)
}

const folderOf = ({ name }: ArchiveMember) => name.slice(0, name.lastIndexOf('/'))

async function forcedTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Takes away every index but the keys; answers the act that makes them anew, sorted and on several cores instead of row by row. */
async function dropIndexes(client: pg.ClientBase) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname::text as name, pg_get_indexdef(c.oid) as definition from pg_class c join pg_index i on i.indexrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'i' and not i.indisprimary
      and not exists (select 1 from pg_constraint k where k.conindid = c.oid) order by 1`,
  )
  for (const { name } of rows) await client.query(`drop index ${quoted(name)}`)
  return async () => {
    await client.query(`set local maintenance_work_mem = '256MB'`)
    for (const { definition } of rows) await client.query(definition)
  }
}

// The file was checked before; this is what is loaded of it.
async function unchanged(member: ArchiveMember, manifest: Manifest): Promise<Buffer> {
  const content = await wholeOf(member)
  if (sha256(content).toString('hex') !== manifest.members[member.name]) throw new Error(`${member.name} was changed while it was loaded`)
  return content
}

async function writeFile({ content }: ArchiveMember, path: string, written: string[]) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.partial`
  try {
    await pipeline(content, createWriteStream(draft, { mode: 0o600, flush: true }))
    await rename(draft, path)
    written.push(path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** @throws Error when a table holds another number of a tenant's rows than the manifest says */
async function countAll({ client, manifest, say }: Load) {
  const tables = await readTables(client)
  const differs = (table: string, has: number, should: number) =>
    new Error(`Table ${table} has ${has} rows where the backup says ${should}`)
  for (const { name } of tables.filter(({ ofTenant }) => !ofTenant)) {
    const has = await countRows(client, name, null)
    if (has !== (manifest.shared[name] ?? 0)) throw differs(name, has, manifest.shared[name] ?? 0)
  }
  for (const { id, code, rows } of manifest.tenants) {
    await enterTenant(client, id)
    for (const { name } of tables.filter(({ ofTenant }) => ofTenant)) {
      const has = await countRows(client, name, id)
      if (has !== (rows[name] ?? 0)) throw differs(name, has, rows[name] ?? 0)
    }
    say(`${code}: ${Object.values(rows).reduce((sum, count) => sum + count, 0)} rows`)
  }
}
