import type { ListOf, ReportDetail, ReportList, ReportRow, ReportSection } from '@zhiwei/contract'
import { sql } from 'kysely'
import { personNamed } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf, wholeList } from '../../platform/keyset.ts'
import type { Day } from '../series/tables.ts'
import './tables.ts'
import { requireAllCases } from './visible.ts'

const reports = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('report as r')
    .selectAll('r')
    .select([sql<Day>`r.from_day::text`.as('from_day'), sql<Day>`r.to_day::text`.as('to_day')])
    .select([personNamed('r', 'asked_by').as('asker'), personNamed('r', 'finished_by').as('finisher')])
    .where('r.tenant_id', '=', tenantId)

const shown = (row: Awaited<ReturnType<ReturnType<typeof reports>['execute']>>[number]): ReportRow => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  fromDay: row.from_day,
  toDay: row.to_day,
  state: row.state,
  progress: row.progress,
  step: row.step,
  askedAt: row.asked_at.toISOString(),
  askedBy: row.asker,
  madeAt: row.made_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
  finishedBy: row.finisher,
  version: row.version,
})

/** 报告清单, newest first. @throws CURSOR_INVALID, NOT_PERMITTED */
export async function listReports(
  tx: Tx,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<ReportList> {
  requireAllCases(actor)
  const { tenantId } = actor
  const counted = await tx
    .selectFrom(
      tx
        .selectFrom('report')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const rows = await reports(tx, tenantId)
    .$if(after !== undefined, (page) =>
      page.where(sql<boolean>`(r.asked_at, r.id) < (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`),
    )
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, limit, (row) => [row.asked_at.toISOString(), row.id])
  return { rows: page.map(shown), nextCursor, total: cappedTotal(counted.count) }
}

/** A report with its sections as they stand. @throws NOT_FOUND, NOT_PERMITTED */
export async function findReport(tx: Tx, actor: Actor, id: string): Promise<ReportDetail> {
  requireAllCases(actor)
  const { tenantId } = actor
  const row = await reports(tx, tenantId).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份报告')
  const sections = await tx
    .selectFrom('report_section as s')
    .selectAll('s')
    .select(personNamed('s', 'changed_by').as('changer'))
    .where('s.tenant_id', '=', tenantId)
    .where('s.report_id', '=', id)
    .orderBy('s.no')
    .execute()
  const names = await personNamesOf(
    tx,
    tenantId,
    sections.flatMap(({ measures }) => measures.map(({ ownerId }) => ownerId)),
  )
  return {
    ...shown(row),
    sections: sections.map(
      (section): ReportSection => ({
        no: section.no,
        about: section.about,
        title: section.title,
        happened: section.happened,
        why: section.why,
        coming: section.coming,
        measures: section.measures.map(({ text, ownerId, dueOn }) => ({
          text,
          owner: ownerId ? { id: ownerId, name: names.get(ownerId) ?? '' } : null,
          dueOn,
        })),
        figures: section.figures,
        version: section.version,
        changedAt: section.changed_at?.toISOString() ?? null,
        changedBy: section.changer,
      }),
    ),
    can: { edit: row.state === 'draft' && actor.permissions.has('warnings:handle') },
  }
}

type Past = {
  title: string
  happened: string
  why: string
  coming: string
  version: number
  changedAt: string | null
  changedBy: { id: string; name: string } | null
}

/** What stood in a section before each change, the newest first. @throws NOT_FOUND, NOT_PERMITTED */
export async function pastOfSection(tx: Tx, actor: Actor, id: string, no: number): Promise<ListOf<Past>> {
  requireAllCases(actor)
  const { tenantId } = actor
  const section = await tx
    .selectFrom('report_section')
    .select('no')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', id)
    .where('no', '=', no)
    .executeTakeFirst()
  if (!section) throw new AppError('NOT_FOUND', '报告里没有这一节')
  const rows = await tx
    .selectFrom('report_section_past as p')
    .select(['p.title', 'p.happened', 'p.why', 'p.coming', 'p.version', 'p.changed_at'])
    .select(personNamed('p', 'changed_by').as('changedBy'))
    .where('p.tenant_id', '=', tenantId)
    .where('p.report_id', '=', id)
    .where('p.no', '=', no)
    .orderBy('p.version', 'desc')
    .execute()
  return wholeList(rows.map(({ changed_at, ...row }) => ({ ...row, changedAt: changed_at?.toISOString() ?? null })))
}
