import type { ImportList } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, decodeCursor, pageOf } from '../../platform/keyset.ts'
import type { ImportRun } from './tables.ts'

const noCounts = { rows: 0, good: 0, bad: 0, committed: 0, known: 0, undone: 0, keptOnUndo: 0 }

/** 导入记录, newest first. */
export async function listImports(
  tx: Tx,
  actor: Actor,
  query: { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof ImportList>> {
  let select = tx
    .selectFrom('import_run')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
  if (query.cursor) {
    const [at, id] = decodeCursor(query.cursor, 2)
    select = select.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { page, nextCursor } = pageOf(await select.execute(), query.limit, (run: ImportRun) => [run.created_at.toISOString(), run.id])
  const { count } = await tx
    .selectFrom('import_run')
    .select(sql<number>`count(*)`.as('count'))
    .where('tenant_id', '=', actor.tenantId)
    .executeTakeFirstOrThrow()
  const userIds = page.flatMap((run) => (run.created_by ? [run.created_by] : []))
  const users = userIds.length
    ? await tx
        .selectFrom('user_account')
        .select(['id', 'name'])
        .where('tenant_id', '=', actor.tenantId)
        .where('id', 'in', userIds)
        .execute()
    : []
  const names = new Map(users.map((user) => [user.id, user.name]))
  return {
    rows: page.map((run) => ({
      id: run.id,
      fileName: run.file_name,
      state: run.state,
      counts: { ...noCounts, ...run.counts },
      as: run.run_as,
      createdAt: run.created_at.toISOString(),
      createdBy: names.get(run.created_by ?? '') ?? null,
    })),
    nextCursor,
    total: cappedTotal(count),
  }
}
