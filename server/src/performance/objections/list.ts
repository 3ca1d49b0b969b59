import type { PerformanceObjection, PerformanceObjectionList } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import { personNamesOf, unitNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import type { PerformanceObjectionTable } from '../tables.ts'
import { isOwn, type Sheet } from '../who.ts'

type Given = Selectable<PerformanceObjectionTable>
const mostRows = 500

export type CaseShown = { id: string; number: string; subject: string; visible: boolean }

/** Cases as people name them; of one the person may not open, the number alone. */
export async function casesShown(tx: Tx, actor: Actor, ids: readonly (string | null)[]): Promise<Map<string, CaseShown>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const all = tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject'])
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('complaint_case.id', 'in', wanted)
  const visible = new Set((await all.where(visibleCases(actor)).execute()).map(({ id }) => id))
  return new Map(
    (await all.execute()).map(({ id, number, subject }) => [
      id,
      { id, number, subject: visible.has(id) ? subject : '', visible: visible.has(id) },
    ]),
  )
}

/** May this person decide: neither whose sheet it is, nor who signs it. */
export const mayDecide = (actor: Actor, sheet: Sheet, { by_id, decided_at }: Pick<Given, 'by_id' | 'decided_at'>) =>
  decided_at === null &&
  actor.tokenId === null &&
  actor.permissions.has('performance:decide') &&
  by_id !== actor.userId &&
  !isOwn(actor, sheet) &&
  !signsAsLead(actor, sheet)

/** 班长 signs for the own unit. */
export const signsAsLead = (actor: Actor, { kind, unit_id }: Pick<Sheet, 'kind' | 'unit_id'>) =>
  kind === 'person' && unit_id !== null && unit_id === actor.unitId && actor.permissions.has('performance:lead')

export async function shownObjections(
  tx: Tx,
  actor: Actor,
  rows: readonly Given[],
  sheets: ReadonlyMap<string, Sheet>,
): Promise<PerformanceObjection[]> {
  const { tenantId } = actor
  const ofPerson = [...sheets.values()].map(({ kind, subject_id }) => (kind === 'person' ? subject_id : null))
  const people = await personNamesOf(tx, tenantId, [...ofPerson, ...rows.flatMap(({ by_id, decided_by }) => [by_id, decided_by])])
  const units = await unitNamesOf(
    tx,
    tenantId,
    [...sheets.values()].flatMap(({ kind, subject_id }) => (kind === 'unit' ? [subject_id] : [])),
  )
  const cases = await casesShown(
    tx,
    actor,
    rows.map(({ case_id }) => case_id),
  )
  const named = (id: string | null): PerformanceObjection['by'] => (id === null ? null : { id, name: people.get(id) ?? '' })
  return rows.flatMap((row) => {
    const sheet = sheets.get(row.sheet_id)
    if (!sheet) return []
    return {
      id: row.id,
      sheetId: row.sheet_id,
      month: sheet.month,
      subject: { id: sheet.subject_id, name: people.get(sheet.subject_id) ?? units.get(sheet.subject_id) ?? '' },
      line: row.line,
      key: row.row_key,
      case: row.case_id === null ? null : (cases.get(row.case_id) ?? null),
      reason: row.reason,
      at: row.at.toISOString(),
      by: named(row.by_id),
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: named(row.decided_by),
      verdict: row.verdict,
      reply: row.reply,
      can: { decide: mayDecide(actor, sheet, row) },
    }
  })
}

/** 待裁定的异议: those this person may decide, the oldest first; and what was decided, the newest first. Own ones stand on the own sheet. */
export async function listObjections(
  tx: Tx,
  actor: Actor,
  { state = 'waiting' }: { state?: 'waiting' | 'decided' | undefined },
): Promise<PerformanceObjectionList> {
  const rows = await tx
    .selectFrom('performance_objection')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('decided_at', state === 'waiting' ? 'is' : 'is not', null)
    .orderBy('at', state === 'waiting' ? 'asc' : 'desc')
    .orderBy('id')
    .limit(mostRows)
    .execute()
  if (rows.length === 0) return wholeList([])
  const sheets = await tx
    .selectFrom('performance_sheet')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', [...new Set(rows.map(({ sheet_id }) => sheet_id))])
    .execute()
  const known = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  const theirs = rows.filter((row) => {
    const sheet = known.get(row.sheet_id)
    return sheet !== undefined && !signsAsLead(actor, sheet) && !isOwn(actor, sheet)
  })
  return wholeList(await shownObjections(tx, actor, theirs, known))
}
