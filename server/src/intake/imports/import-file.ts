import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Import } from '@zhiwei/contract'
import { systemActor } from '../../cases/index.ts'
import { isDatabaseGone } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { IntakeSources } from '../proposals.ts'
import { commitImport } from './commit.ts'
import { findImport, importDetail } from './queries.ts'
import { scanImport } from './scan.ts'
import { commitRun, largestFile, proposedAs, startImport } from './steps.ts'

export type ImportFile = { path: string; as?: 'history' | 'toHandle' | undefined }
type Progress = { state: Import['state']; counts: Partial<Import['counts']> }
const progressMs = 1_000

/**
 * 导入 without the wizard: the same run, read with the guessed columns and committed, in this process. Its jobs stand in the queue all the
 * same, so a server goes on with it when this process is killed.
 * @throws FILE_UNREADABLE, BODY_TOO_LARGE, IMPORT_STEP_NOT_ALLOWED when no column holds the text
 */
export async function importFile(
  deps: Deps,
  tenantId: string,
  sources: IntakeSources,
  { path, as }: ImportFile,
  tell: (progress: Progress) => void = () => {},
) {
  const actor = systemActor(tenantId)
  const db = deps.database.tenant(tenantId)
  const stored = await deps.files.store(createReadStream(path), largestFile)
  const { id } = await db
    .transaction()
    .execute((tx) => startImport(tx, actor, { ...stored, name: basename(path) }, deps.clock()))
    .catch(async (error) => {
      if (!isDatabaseGone(error)) await deps.files.remove(stored.storageName)
      throw error
    })
  const find = () => db.transaction().execute((tx) => findImport(tx, tenantId, id))
  const timer = setInterval(() => void find().then(tell, () => {}), progressMs)
  try {
    await scanImport(deps, { tenantId, importId: id })
    const run = await find()
    if (run.state === 'failed') throw new AppError('FILE_UNREADABLE', run.detail ?? undefined)
    tell(run)
    await db.transaction().execute((tx) => commitRun(tx, actor, id, as, deps.clock()))
    await commitImport(deps, sources, { tenantId, importId: id }).catch(async (error) => {
      // A server beside us was first.
      if ((await find()).state !== 'committed') throw error
    })
    const ended = await find()
    if (ended.state === 'failed') throw new AppError('FILE_UNREADABLE', ended.detail ?? undefined)
  } finally {
    clearInterval(timer)
  }
  return db.transaction().execute((tx) => importDetail(tx, actor, id, deps.clock(), proposedAs))
}
