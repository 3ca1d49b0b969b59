import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import './tables.ts'

export type Folder = { path: string; as: 'history' | 'toHandle' | null; mapping: Record<string, string> }

/** DATA_DIR/drop/<code of the tenant> */
export async function pathOfFolder({ config }: Pick<Deps, 'config'>, tx: Tx, tenantId: string): Promise<string> {
  const { code } = await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return join(resolve(config.dataDir), 'drop', basename(code))
}

/** The folder with its settings, made where it is not there yet; null while it is shut. */
export async function openFolder(deps: Deps, tenantId: string): Promise<Folder | null> {
  const found = await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const row = await tx.selectFrom('drop_folder').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
      return row?.is_open ? { row, path: await pathOfFolder(deps, tx, tenantId) } : null
    })
  if (!found) return null
  for (const part of ['done', 'failed']) await mkdir(join(found.path, part), { recursive: true, mode: 0o700 })
  return { path: found.path, as: found.row.run_as, mapping: found.row.mapping }
}

/** Moves a file out of the way, with a note beside it where there is one; a file that is gone already was moved before a crash. */
export async function putAway(
  folder: Folder,
  name: string,
  to: 'done' | 'failed',
  now: Date,
  note?: { suffix: string; text: string | Buffer },
) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const target = join(folder.path, to, `${stamp}-${basename(name)}`)
  const source = join(folder.path, basename(name))
  if (await stat(source).catch(() => null)) await rename(source, target)
  if (note) await writeFile(`${target}.${note.suffix}`, note.text, { mode: 0o600 })
}
