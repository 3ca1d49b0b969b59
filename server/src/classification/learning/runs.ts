import type { LearningResult, LearningRun, LearningRunList } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { WithStatus } from '../../platform/write-once.ts'
import { hourIn } from '../../platform/zones.ts'
import type { LearningRunTable } from '../tables.ts'

const runs = (tx: Tx, tenantId: string) =>
  tx.selectFrom('learning_run').selectAll().select(personNamed('learning_run', 'asked_by').as('by')).where('tenant_id', '=', tenantId)

const answerOf = (row: Selectable<LearningRunTable> & { by: LearningRun['askedBy'] }): LearningRun => ({
  id: row.id,
  state: row.state,
  progress: Math.min(1, Math.max(0, row.progress)),
  step: row.step,
  askedBy: row.by,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  results: row.results,
})

/** 训练记录, newest first. */
export async function listRuns(
  tx: Tx,
  tenantId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof LearningRunList>> {
  let query = runs(tx, tenantId)
  if (cursor) {
    const [at, id] = decodeCursor(cursor, 2)
    query = query.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, limit, (row) => [row.created_at.toISOString(), row.id])
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from learning_run where tenant_id = ${tenantId} limit ${countCap + 1}) as counted`.execute(tx)
  return { rows: page.map(answerOf), nextCursor, total: cappedTotal(counted[0]?.count ?? 0) }
}

/** @throws NOT_FOUND */
export async function findRun(tx: Tx, tenantId: string, id: string): Promise<LearningRun> {
  const row = await runs(tx, tenantId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这次训练')
  return answerOf(row)
}

/** 现在训练: puts a run into the queue; while one waits or runs, that one is answered. */
export async function askForRun({ tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>): Promise<LearningRun | WithStatus> {
  const id = newId()
  const { numInsertedOrUpdatedRows: made } = await tx
    .insertInto('learning_run')
    .values({
      tenant_id: actor.tenantId,
      id,
      state: 'queued',
      step: 'waiting',
      progress: 0,
      asked_by: actor.userId,
      created_at: now,
      started_at: null,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!made) {
    const atWork = await runs(tx, actor.tenantId).where('state', 'in', ['queued', 'running']).executeTakeFirst()
    if (!atWork) throw new AppError('IN_PROGRESS', '请重试')
    return new WithStatus(200, answerOf(atWork))
  }
  await enqueue(tx, 'classification.learn', { tenantId: actor.tenantId, runId: id })
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'learningRun.asked', actorId: actor.userId, subjectId: id, at: now })
  return findRun(tx, actor.tenantId, id)
}

type RunChanges = Partial<{
  state: LearningRun['state']
  step: LearningRun['step']
  progress: number
  started_at: Date
  ended_at: Date
  results: LearningResult[]
}>

export async function changeRun(tx: Tx, tenantId: string, id: string, { results, ...changes }: RunChanges) {
  await tx
    .updateTable('learning_run')
    .set({ ...changes, ...(results && { results: JSON.stringify(results) }) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

// The quietest hours of a call centre.
const nightHours = [2, 3, 4]
const aDayMs = 20 * 3_600_000

/** 每夜训练: once a night, when people have labelled cases since the last run. */
export async function learnNightly(deps: Deps, tenantId: string) {
  const now = deps.clock()
  const db = deps.database.tenant(tenantId)
  const { zone } = await db.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  if (!nightHours.includes(hourIn(now, zone))) return
  await db.transaction().execute(async (tx) => {
    const last = await runs(tx, tenantId).orderBy('created_at', 'desc').limit(1).executeTakeFirst()
    if (last && now.getTime() - last.created_at.getTime() < aDayMs) return
    const labelled = await tx
      .selectFrom('analysis_correction')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('at', '>', last?.created_at ?? new Date(0))
      .limit(1)
      .executeTakeFirst()
    if (labelled || (!last && (await hasLabelledCases(tx, tenantId)))) await askForRun({ tx, actor: systemActor(tenantId), now })
  })
}

/** Imported history is labelled without anybody having corrected anything. */
const hasLabelledCases = async (tx: Tx, tenantId: string) =>
  (await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('category_confirmed', '=', true)
    .where('erased_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined
