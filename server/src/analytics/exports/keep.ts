import type { DataExport, ExportInput, ExportState } from '@zhiwei/contract'
import { sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import { mayReveal } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { Asked, ExportSource, ExportSources } from './sources.ts'
import type { DataExportTable, Language } from './tables.ts'

/** An export that says nothing for so long has died with its process. */
const silentMs = 120_000
const madeBy = (actor: Actor) => actor.tokenId ?? actor.userId ?? ''

type New = { input: ExportInput; source: ExportSource; language: Language; asked: Omit<Asked, 'query' | 'language' | 'keys'> }

/**
 * 导出: asks for a table of rows and counts them; the file is fetched afterwards, once, by whoever asked.
 * @throws NOT_PERMITTED without the right to the list or to see persons in full, INPUT_INVALID
 */
export async function makeExport({ input, source, language, asked }: New): Promise<DataExport> {
  const { tx, actor, now } = asked
  requireList(actor, source)
  if (input.inFull) {
    if (!(await mayReveal(tx, actor))) throw new AppError('NOT_PERMITTED', '需要权限 customers:reveal；请导出脱敏的文件')
    if (!input.reason) throw invalidInput('#/reason', '导出完整姓名和电话要写明理由')
  }
  const { question } = await source.rows({ ...asked, query: input.query, language })
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${question} as asked`.execute(tx)
  const row = {
    tenant_id: actor.tenantId,
    id: newId(),
    made_by: madeBy(actor),
    what: input.what,
    format: input.format,
    language,
    in_full: input.inFull,
    reason: input.reason ?? null,
    state: 'waiting' as const,
    rows: 0,
    expected: rows[0]?.count ?? 0,
    cancelled: false,
    made_at: now,
    moved_at: now,
    ended_at: null,
  }
  await tx
    .insertInto('data_export')
    .values({ ...row, query: JSON.stringify(input.query) })
    .execute()
  return shown({ ...row, query: input.query }, now)
}

function requireList(actor: Actor, { anyOf }: ExportSource) {
  if (!anyOf.some((permission) => actor.permissions.has(permission)))
    throw new AppError('NOT_PERMITTED', `需要权限 ${anyOf.join(' 或 ')}，请联系管理员`)
}

/** @throws NOT_FOUND for what somebody else asked for too */
export async function findExport(tx: Tx, actor: Actor, id: string, now: Date): Promise<DataExport> {
  return shown(await ownExport(tx, actor, id), now)
}

async function ownExport(tx: Tx, actor: Actor, id: string) {
  const found = await tx
    .selectFrom('data_export')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('made_by', '=', madeBy(actor))
    .executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND', '没有找到这份导出')
  return found
}

type Found = Omit<DataExportTable, 'query'> & { query: Record<string, string> }

function shown(row: Found, now: Date): DataExport {
  const isSilent = row.state === 'running' && now.getTime() - row.moved_at.getTime() > silentMs
  return {
    id: row.id,
    what: row.what,
    format: row.format,
    inFull: row.in_full,
    state: isSilent ? 'failed' : row.state,
    rows: row.rows,
    expected: row.expected,
    madeAt: row.made_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/**
 * Takes it up, once: who takes what along, by which filter, stands in the record before the first row leaves.
 * @throws NOT_FOUND, NOT_PERMITTED when the right to the list is gone since it was asked for, EXPORT_STEP_NOT_ALLOWED
 */
export async function beginExport(tx: Tx, actor: Actor, id: string, sources: ExportSources, now: Date): Promise<Found> {
  const found = await ownExport(tx, actor, id)
  requireList(actor, sources[found.what])
  const begun = await tx
    .updateTable('data_export')
    .set({ state: 'running', moved_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('cancelled', '=', false)
    .executeTakeFirst()
  if (!begun.numUpdatedRows) throw new AppError('EXPORT_STEP_NOT_ALLOWED', '每份导出只能取一次，请重新导出')
  const { what, format, query, in_full: inFull, expected } = found
  // What was searched for may be somebody's phone: that it was searched is told, not what.
  const filter = { ...query, ...(query.q !== undefined && { q: '***' }) }
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'export.begun',
    actorId: actor.userId,
    subjectId: id,
    facts: { what, format, filter, inFull, expected, ...(actor.tokenId && { tokenId: actor.tokenId }) },
    reason: found.reason,
    at: now,
  })
  return found
}

/** How far it is. @returns whether somebody called it off meanwhile */
export async function moveExport(tx: Tx, tenantId: string, id: string, rows: number, now: Date): Promise<{ cancelled: boolean }> {
  const moved = await tx
    .updateTable('data_export')
    .set({ rows, moved_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('cancelled')
    .executeTakeFirst()
  return { cancelled: moved?.cancelled ?? true }
}

export async function endExport(tx: Tx, actor: Actor, id: string, { state, rows }: { state: ExportState; rows: number }, now: Date) {
  const { tenantId } = actor
  await tx
    .updateTable('data_export')
    .set({ state, rows, query: '{}', moved_at: now, ended_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, { tenantId, kind: 'export.ended', actorId: actor.userId, subjectId: id, facts: { state, rows }, at: now })
}

/** 取消: stops one that runs with its next batch; one that waits is never begun. @throws NOT_FOUND, EXPORT_STEP_NOT_ALLOWED */
export async function cancelExport(tx: Tx, actor: Actor, id: string, now: Date) {
  const { state } = await ownExport(tx, actor, id)
  if (state !== 'waiting' && state !== 'running') throw new AppError('EXPORT_STEP_NOT_ALLOWED', '这份导出已经结束')
  await tx
    .updateTable('data_export')
    .set({ cancelled: true, ...(state === 'waiting' && { state: 'cancelled', query: '{}', ended_at: now }) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
}

const keptDays = 30
const waitsMs = 3_600_000

/** Forgets what was asked for long ago, and what was searched for as soon as nobody fetches it; the record of it stays. */
export async function forgetExports({ database, clock }: Pick<Deps, 'database' | 'clock'>, tenantId: string) {
  const now = clock()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const db = database.tenant(tenantId)
  for (const [state, ended, silent] of [
    ['waiting', 'cancelled', waitsMs],
    ['running', 'failed', silentMs],
  ] as const)
    await db
      .updateTable('data_export')
      .set({ state: ended, query: '{}', ended_at: now })
      .where('tenant_id', '=', tenantId)
      .where('state', '=', state)
      .where('moved_at', '<', ago(silent))
      .execute()
  await db
    .deleteFrom('data_export')
    .where('tenant_id', '=', tenantId)
    .where('made_at', '<', ago(keptDays * 86_400_000))
    .execute()
}
