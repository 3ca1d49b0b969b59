import type { MeasureCaseList, MeasureCut, MeasureName, MeasureRowsQuery } from '@zhiwei/contract'
import { expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import { type CaseListSources, caseRowColumns, rowsOfCases, visibleCases } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tables, Tx } from '../../platform/database.ts'
import { invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { setNamed } from '../sets.ts'
import { onlyOf } from './answer.ts'
import { isCounted, measureRules, setsOf } from './definitions.ts'
import { bucketOf, periodOf, untilNow } from './period.ts'
import { standingAt } from './stock.ts'
import { type Asked, factsOf, heldBy, keyBy } from './tally.ts'
import { isTime } from './time-cuts.ts'

type Behind = { case_id: string; cycle: number; at: Date; value: number | null }

/** 明细: the cases behind a figure, the newest first; as many as the figure says, where the person may see every one. @throws INPUT_INVALID, CURSOR_INVALID */
export async function measureRows(
  tx: Tx,
  actor: Actor,
  name: MeasureName,
  query: MeasureRowsQuery,
  now: Date,
  sources: CaseListSources,
): Promise<MeasureCaseList> {
  const { from, where, at, value } = await behindFigure(tx, actor, name, query, now)
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 3)
  const { rows } = await sql<Behind>`
    select f.case_id, f.cycle, ${at} as at, ${value} as value from ${from} where ${where}
      ${after === null ? sql`` : sql`and (${at}, f.case_id, f.cycle) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid, ${Number(after[2])})`}
    order by ${at} desc, f.case_id desc, f.cycle desc limit ${query.limit + 1}`.execute(tx)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from ${from} where ${where} limit ${countCap + 1}) as behind`.execute(tx)
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [row.at.toISOString(), row.case_id, row.cycle])
  const cases = await casesBehind(tx, actor, page, now, sources)
  return {
    rows: page.flatMap(({ case_id: id, cycle, at: fell, value: amount }) => {
      const found = cases.get(id)
      return found ? [{ case: found, cycle, at: fell.toISOString(), value: amount }] : []
    }),
    nextCursor,
    total: cappedTotal(counted[0]?.count ?? 0),
  }
}

/** The facts behind a figure, as parts of a question. @throws INPUT_INVALID */
export async function behindFigure(tx: Tx, actor: Actor, name: MeasureName, query: Asking, now: Date) {
  const { tenantId } = actor
  const zone = await tenantZone(tx, tenantId)
  const rule = measureRules[name]
  if (!isCounted(rule)) throw invalidInput('#/name', '这个指标背后不是工单，请查 /items')
  const set = rule.kind === 'stock' ? rule.came : setsOf(rule)[query.part]
  const by = query.by ?? null
  const period = untilNow(periodOf(query, zone, now), now)
  const across = query.across === undefined ? {} : { across: query.across }
  const asked: Asked = { tenantId, actor, zone, now, period, by, ...across, only: onlyOf(actor, query) }
  const under = (cut: MeasureCut | null | undefined, key: string | undefined) =>
    cut && key !== undefined && !(rule.kind === 'stock' && isTime(cut)) ? [sql<SqlBool>`${keyBy(cut, zone, set)} = ${key}`] : []
  const underKey = [...under(by, query.key), ...under(query.across, query.acrossKey)]
  const { at, value = 'null' } = setNamed(set)
  const held = rule.kind === 'stock' ? standingAt(asked, rule, momentOf(asked, query)) : heldBy(asked, set)
  const where = sql.join([held, ...underKey], sql` and `) as RawBuilder<SqlBool>
  return {
    from: factsOf(asked),
    where: rule.kind === 'customers' ? newestOfEach(where, sql.raw(at), asked) : where,
    at: sql<Date>`${sql.raw(at)}`,
    value: sql<number | null>`${sql.raw(value)}`,
    /** Of the case, where it is joined. */
    visible: visibleCases(actor)(expressionBuilder<Tables, 'complaint_case'>()),
  }
}
/** A stock stands at the end of the period, or of the day, week or month of it that was asked for. */
function momentOf({ period, by, across, zone }: Asked, { key, acrossKey }: Asking): Date {
  if (isTime(by) && key !== undefined) return bucketOf(key, by, period, zone).to
  if (across && isTime(across) && acrossKey !== undefined) return bucketOf(acrossKey, across, period, zone).to
  return period.to
}

/** Of customers the newest case of each: as many rows as the figure says. */
const newestOfEach = (
  where: RawBuilder<SqlBool>,
  at: RawBuilder<unknown>,
  asked: Asked,
) => sql<SqlBool>`${where} and (f.case_id, f.cycle) in (
  select distinct on (f.customer_id) f.case_id, f.cycle from ${factsOf(asked)} where ${where} order by f.customer_id, ${at} desc, f.case_id desc, f.cycle desc)`

type Asking = Omit<MeasureRowsQuery, 'limit' | 'cursor'>

async function casesBehind(tx: Tx, actor: Actor, page: Behind[], now: Date, sources: CaseListSources) {
  if (page.length === 0) return new Map()
  const rows = await tx
    .selectFrom('complaint_case')
    .select(caseRowColumns)
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('complaint_case.id', 'in', [...new Set(page.map(({ case_id }) => case_id))])
    .where(visibleCases(actor))
    .execute()
  return new Map((await rowsOfCases(tx, actor.tenantId, rows, now, sources)).map((row) => [row.id, row]))
}
