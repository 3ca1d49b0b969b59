import { offsetMs } from '../zones.ts'

export type Cell = string | number | Date | null
/** `share` 0–1, `amount` with two decimals, `instant` shown in the table's zone; `wraps`: long texts that run over lines. */
export type Column = {
  title: string
  kind?: 'text' | 'count' | 'decimal' | 'share' | 'amount' | 'instant'
  width?: number
  wraps?: boolean
}
/** Rows come in batches; nothing asks for the next batch before the last one is taken. */
export type Table = {
  /** Of the sheet. */
  name: string
  columns: readonly Column[]
  rows: AsyncIterable<readonly Cell[][]> | Iterable<readonly Cell[][]>
  /** In which instants are shown (IANA name). */
  zone: string
}

/** A sheet takes no longer text in a cell. Source: Excel specifications and limits */
const longestText = 32_767

/**
 * A text that a sheet would take for a formula is shown as text, by an apostrophe before it; full-width signs count in Chinese and Japanese sheets.
 * Source: OWASP CSV injection
 */
export const harmless = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text)

/** The same text come back in a file: without the apostrophe that made it harmless. */
export const asPersonWrote = (text: string) => (text.startsWith("'") && harmless(text.slice(1)) === text ? text.slice(1) : text)

/** As a sheet can hold it. */
export const textOf = (text: string) => {
  const safe = harmless(text)
  return safe.length > longestText ? `${safe.slice(0, longestText - 1)}…` : safe
}

const bucketMs = 15 * 60_000
const mostBuckets = 50_000
const offsets = new Map<string, number>()

/** The wall clock of the zone as if it were UTC, in ms; zones change their clocks on the quarter of an hour at most. */
export function wallMs(instant: Date, zone: string): number {
  const at = instant.getTime()
  const key = `${zone} ${Math.floor(at / bucketMs)}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    if (offsets.size >= mostBuckets) offsets.clear()
    offset = offsetMs(instant, zone)
    offsets.set(key, offset)
  }
  return at + offset
}

/** `2026-11-22 16:30:05`, as the wall clock of the zone shows it. */
export const wallText = (instant: Date, zone: string) => new Date(wallMs(instant, zone)).toISOString().slice(0, 19).replace('T', ' ')
