import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { AppError } from './errors.ts'

/** Cursors of keyset paging: opaque to callers, a short JSON array of the last row's sort values. */
export function encodeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** @throws CURSOR_INVALID */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => value === null || ['string', 'number'].includes(typeof value))
    )
      return values
  } catch {
    // falls through to the one answer for every bad cursor
  }
  throw new AppError('CURSOR_INVALID', '请从第一页重新打开列表')
}

/** Counts are exact below this, else shown as "10,000+". */
export const countCap = 10_000
export const cappedTotal = (count: number) => ({ count: Math.min(count, countCap), capped: count > countCap })

/** A list that is never long and comes in one page. */
export const wholeList = <Row>(rows: Row[]) => ({ rows, nextCursor: null, total: cappedTotal(rows.length) })

/** Cuts the one row read beyond `limit` and says where the next page begins. */
export function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => (string | number | null)[]) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null }
}

/**
 * One page of what has an instant `at` and an `id`, newest first, with the one row beyond that tells whether there is more; for `$call`.
 * @throws CURSOR_INVALID
 */
export function newestFirst(table: string, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const at = sql.ref(`${table}.at`)
  const id = sql.ref(`${table}.id`)
  return <DB, TB extends keyof DB, Row>(rows: SelectQueryBuilder<DB, TB, Row>) =>
    rows
      .$if(after !== undefined, (page) =>
        page.where(sql<SqlBool>`(${at}, ${id}) < (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`),
      )
      .orderBy(at, 'desc')
      .orderBy(id, 'desc')
      .limit(limit + 1)
}

/** The page read by `newestFirst`. */
export const pageOfNewest = <Row extends { at: Date; id: string }>(rows: Row[], limit: number) =>
  pageOf(rows, limit, (row) => [row.at.toISOString(), row.id])
