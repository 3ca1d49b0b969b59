import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportField } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { systemActor } from '../../cases/index.ts'
import { commitRun, findImport, largestFile, mapImport, startImport } from '../../intake/index.ts'
import type { Tables, Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { type Folder, openFolder, putAway } from './folder.ts'

const tables = /\.(csv|xlsx|tsv)$/i
/** A file is complete when it looked the same twice; what is still being written bears `.part`, or grows. */
const looks = new Map<string, string>()

/**
 * 投递文件夹: each complete table in the folder becomes an import by the saved mapping and is moved to `done` or `failed`, with the report of its
 * problems beside it. A content is imported once, whatever it is called and whenever the program is killed.
 * Source: docs/rules/imports.md
 */
export async function importDropped(deps: Deps, tenantId: string): Promise<void> {
  const folder = await openFolder(deps, tenantId)
  if (!folder) return
  for (const name of await completeFiles(folder)) await take(deps, tenantId, folder, name)
  await goOn(deps, tenantId, folder)
}

async function completeFiles({ path }: Folder): Promise<string[]> {
  const complete: string[] = []
  for (const entry of await readdir(path, { withFileTypes: true })) {
    // Links lead elsewhere; they are nobody's table.
    if (!entry.isFile() || entry.name.startsWith('.') || !tables.test(entry.name)) continue
    const at = join(path, entry.name)
    const { size, mtimeMs } = await stat(at)
    const look = `${size} ${mtimeMs}`
    if (looks.get(at) === look) complete.push(entry.name)
    else looks.set(at, look)
  }
  return complete
}

async function take(deps: Deps, tenantId: string, folder: Folder, name: string) {
  const now = deps.clock()
  const path = join(folder.path, name)
  const stored = await deps.files.store(createReadStream(path), largestFile).catch((error: unknown) => {
    if (error instanceof AppError) return error
    throw error
  })
  if (stored instanceof AppError) {
    looks.delete(path)
    return putAway(folder, name, 'failed', now, { suffix: 'problem.txt', text: stored.detail ?? stored.code })
  }
  const known = await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const key = { tenant_id: tenantId, digest: stored.sha256 }
      const first = await tx
        .insertInto('dropped_file')
        .values({ ...key, id: newId(), name_cipher: deps.keys.encrypt(name), state: 'importing', at: now })
        // What failed may go well with another mapping.
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'digest'])
            .doUpdateSet({
              name_cipher: deps.keys.encrypt(name),
              state: 'importing',
              at: now,
              is_mapped: false,
              ended_at: null,
              detail: null,
            })
            .where('dropped_file.state', '=', 'failed'),
        )
        .executeTakeFirst()
      if (!first.numInsertedOrUpdatedRows)
        return tx
          .selectFrom('dropped_file')
          .select(['state', 'name_cipher'])
          .where('tenant_id', '=', tenantId)
          .where('digest', '=', stored.sha256)
          .executeTakeFirstOrThrow()
      const { id } = await startImport(tx, systemActor(tenantId), { ...stored, name }, now)
      await tx
        .updateTable('dropped_file')
        .set({ import_id: id })
        .where('tenant_id', '=', tenantId)
        .where('digest', '=', stored.sha256)
        .execute()
      return null
    })
    .catch(async (error: unknown) => {
      await deps.files.remove(stored.storageName)
      throw error
    })
  if (known === null) return
  await deps.files.remove(stored.storageName)
  // Under way by this very file: it stays until it is through.
  if (known.state === 'importing' && deps.keys.decrypt(known.name_cipher) === name) return
  looks.delete(path)
  await putAway(folder, name, 'done', now, { suffix: 'known.txt', text: '内容与以前投递的文件相同，没有再次导入。\n' })
}

type Dropped = Selectable<Tables['dropped_file']>

async function goOn(deps: Deps, tenantId: string, folder: Folder) {
  const db = deps.database.tenant(tenantId)
  const underWay = await db
    .selectFrom('dropped_file')
    .select('digest')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'importing')
    .execute()
  for (const { digest } of underWay)
    await db.transaction().execute(async (tx) => {
      const file = await tx
        .selectFrom('dropped_file')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('digest', '=', digest)
        .where('state', '=', 'importing')
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (file?.import_id) await step(deps, tx, folder, file, file.import_id)
    })
}

async function step(deps: Deps, tx: Tx, folder: Folder, file: Dropped, importId: string) {
  const { tenant_id: tenantId, digest } = file
  const actor = systemActor(tenantId)
  const now = deps.clock()
  const name = deps.keys.decrypt(file.name_cipher)
  const set = (values: Partial<Pick<Dropped, 'is_mapped' | 'state' | 'detail' | 'ended_at'>>) =>
    tx.updateTable('dropped_file').set(values).where('tenant_id', '=', tenantId).where('digest', '=', digest).execute()
  const fail = async (detail: string) => {
    await putAway(folder, name, 'failed', now, { suffix: 'problem.txt', text: `${detail}\n` })
    await set({ state: 'failed', detail, ended_at: now })
  }
  const run = await findImport(tx, tenantId, importId)
  switch (run.state) {
    case 'ready': {
      const mapping = mergedMapping(run.columns, run.mapping, folder.mapping)
      if (!file.is_mapped && mapping) {
        await mapImport(tx, actor, importId, { mapping }, now)
        await set({ is_mapped: true })
        return
      }
      try {
        await commitRun(tx, actor, importId, folder.as ?? undefined, now)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        await fail(error.detail ?? error.code)
      }
      return
    }
    case 'committed': {
      const parts: Buffer[] = []
      for await (const part of deps.files.read(run.storage_name)) parts.push(Buffer.from(part))
      const report = Buffer.concat(parts)
      const hasProblems = report.toString('utf8').trim().split('\n').length > 1
      await putAway(folder, name, 'done', now, hasProblems ? { suffix: 'problems.csv', text: report } : undefined)
      await set({ state: 'done', ended_at: now })
      return
    }
    case 'failed':
      return fail(run.detail ?? '文件无法读取')
    case 'undone':
      await putAway(folder, name, 'done', now)
      await set({ state: 'done', detail: '导入已撤销', ended_at: now })
  }
}

/** The guess with what was saved over it, by the names of columns; null where that changes nothing. */
function mergedMapping(
  columns: readonly { index: number; name: string }[],
  guessed: Record<string, ImportField>,
  saved: Record<string, string>,
): Record<string, ImportField> | null {
  const named = columns.flatMap(({ index, name }) => (saved[name] ? [[String(index), saved[name] as ImportField] as const] : []))
  if (named.every(([index, field]) => guessed[index] === field)) return null
  const taken = new Set(named.map(([, field]) => field))
  return { ...Object.fromEntries(Object.entries(guessed).filter(([, field]) => !taken.has(field))), ...Object.fromEntries(named) }
}
