import { sql } from 'kysely'
import { type Db, isDatabaseGone } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { said } from '../../platform/request/english.ts'
import type { ImportRun } from './tables.ts'

/** What another try may mend: a lock that others held, a twin that registered the same customers, a full disk that was cleared. */
const passing = new Set(['40001', '40P01', '55P03', 'EMFILE', 'ENFILE', 'ENOSPC', 'EIO'])
const isPassing = (error: unknown) =>
  isDatabaseGone(error) ||
  (error instanceof AppError && error.code === 'IN_PROGRESS') ||
  passing.has(String((error as { code?: unknown } | null)?.code))

/**
 * 导入失败: ends a run in `failed` with a sentence instead of leaving it busy for ever. What another try may mend is thrown on, for the queue
 * tries again; on its last try it fails too. Rows already committed stay, and can be undone.
 */
export async function failImport(db: Db, run: ImportRun, job: string, error: unknown, signal?: AbortSignal) {
  if (signal?.aborted || isDatabaseGone(error)) throw error
  if (isPassing(error) && !(await isLastTry(db, job, run.id))) throw error
  const known = error instanceof AppError && error.code !== 'IN_PROGRESS'
  await db
    .updateTable('import_run')
    .set({
      state: 'failed',
      detail: known ? (error.detail ?? error.code) : said('导入时出错，没有完成；可以撤销后重新导入，再次失败请把文件交给管理员查看'),
      updated_at: new Date(),
    })
    .where('tenant_id', '=', run.tenant_id)
    .where('id', '=', run.id)
    // A person who undid it, or a second worker that ended it, was first.
    .where('state', '=', run.state)
    .execute()
}

async function isLastTry(db: Db, job: string, importId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pgboss.job where name = ${job} and state = 'active' and retry_count >= retry_limit and data ->> 'importId' = ${importId}`.execute(
    db,
  )
  return rows.length > 0
}
