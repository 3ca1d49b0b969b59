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
