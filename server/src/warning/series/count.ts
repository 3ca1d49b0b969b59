import { type SqlBool, sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { dayAfter, dayOf, hourOf } from './days.ts'
import { type CountedCase, mostOfKind, othersOf, type SeriesKey, seriesOf } from './keys.ts'
import type { Day } from './tables.ts'

/** Events after which a case may be counted elsewhere: its category, its unit, or that it is blanked. */
export const seriesEvents = [
  'complaint.received',
  'case.accepted',
  'case.classified',
  'case.dispatched',
  'case.transferred',
  'case.sentBack',
  'case.recalled',
  'case.disputeDecided',
  'case.reopened',
  'case.erased',
] as const satisfies FeedEvent['kind'][]

// As the picture of an ordinary day; other series keep today and yesterday.
export const hoursKeptDays = 56

/**
 * 计数: rolls what happened into the series. A case is counted as it stands now and what it was counted as before is taken out, so a batch read
 * twice, a late import and a blanked case all end in the same figures. A reader of the feed.
 */
export async function countSeries({ clock }: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const caseIds = [...new Set(events.map(({ caseId }) => caseId))]
  await holdSeries(tx, tenantId)
  await countCases(tx, tenantId, caseIds, { zone: await tenantZone(tx, tenantId), now: clock(), seq: events.at(-1)?.seq ?? 0 })
}

/** One counts at a time. */
export async function holdSeries(tx: Tx, tenantId: string) {
  await tx
    .insertInto('series_state')
    .values({ tenant_id: tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx.selectFrom('series_state').select(['screened_seq']).where('tenant_id', '=', tenantId).forUpdate().executeTakeFirstOrThrow()
}

type CaseRow = CountedCase & { id: string; received_at: Date; origin: 'live' | 'history'; erased_at: Date | null }
type Known = { case_id: string; day: Day; received_at: Date; live: boolean; series: number[] }
export type Counting = { zone: string; now: Date; seq: number }

/** Counts these cases as they stand now. */
export async function countCases(tx: Tx, tenantId: string, caseIds: string[], { zone, now, seq }: Counting) {
  if (caseIds.length === 0) return
  const cases = await casesById(tx, tenantId, caseIds)
  const known = await knownCounts(tx, tenantId, caseIds)
  const standing = cases.filter(({ erased_at }) => erased_at === null)
  const keysOf = new Map(standing.map((one) => [one.id, seriesOf(one)]))
  const today = dayOf(now, zone)
  const idOf = await seriesIds(tx, tenantId, [...keysOf.values()].flat(), today)
  const changes = new Changes()
  const counted: Known[] = []
  for (const one of standing) {
    const series = [...new Set((keysOf.get(one.id) ?? []).map((key) => idOf(key)))]
    const next = { case_id: one.id, day: dayOf(one.received_at, zone), received_at: one.received_at, live: one.origin === 'live', series }
    const before = known.get(one.id)
    if (before && isSame(before, next)) continue
    if (before) changes.add(before, -1)
    changes.add(next, 1)
    counted.push(next)
  }
  const gone = cases.filter(({ id, erased_at }) => erased_at !== null && known.has(id)).map(({ id }) => id)
  for (const id of gone) changes.add(known.get(id) as Known, -1)
  await keepCounts(tx, tenantId, changes, { from: dayAfter(today, -hoursKeptDays), today, zone, seq })
  await keepLedger(tx, tenantId, counted, gone)
}

const isSame = (before: Known, next: Known) =>
  before.day === next.day &&
  before.live === next.live &&
  before.series.length === next.series.length &&
  before.series.every((id) => next.series.includes(id))

type Cell = { series: number; day: Day; count: number; live: number }

/** Sums by series and day, and by series and hour for live cases. */
class Changes {
  readonly days = new Map<string, Cell>()
  readonly hours = new Map<string, { series: number; hour: Date; count: number }>()
  add({ day, received_at, live, series }: Known, by: 1 | -1) {
    const hour = hourOf(received_at)
    for (const id of series) {
      const cell = this.days.get(`${id} ${day}`) ?? { series: id, day, count: 0, live: 0 }
      this.days.set(`${id} ${day}`, { ...cell, count: cell.count + by, live: cell.live + (live ? by : 0) })
      if (!live) continue
      const at = `${id} ${hour.getTime()}`
      this.hours.set(at, { series: id, hour, count: (this.hours.get(at)?.count ?? 0) + by })
    }
  }
}

async function casesById(tx: Tx, tenantId: string, caseIds: string[]): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select id, category, product, region, node, unit_id, channel, received_at, origin, erased_at
    from complaint_case where tenant_id = ${tenantId} and id = any(${caseIds}::uuid[])`.execute(tx)
  return rows
}

async function knownCounts(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select case_id, day::text as day, received_at, live, series from series_case where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.case_id, row]))
}

const nameOf = ({ dims, key }: SeriesKey) => `${dims}\n${key}`

/** Numbers of these series; new ones are opened, up to the most of a kind. Nobody else opens any meanwhile. */
async function seriesIds(tx: Tx, tenantId: string, keys: SeriesKey[], today: Day) {
  const wanted = new Map(keys.map((key) => [nameOf(key), key]))
  const ids = await findSeries(tx, tenantId, [...wanted.values()])
  const missing = [...wanted.values()].filter((key) => !ids.has(nameOf(key)))
  if (missing.length > 0) {
    const { rows } = await sql<{ dims: string; count: number; last: number }>`
      select dims, count(*) as count, max(id) as last from series where tenant_id = ${tenantId} group by dims`.execute(tx)
    const counts = new Map(rows.map(({ dims, count }) => [dims, count]))
    let last = Math.max(0, ...rows.map((row) => row.last))
    const opened: (SeriesKey & { id: number })[] = []
    const together: SeriesKey[] = []
    for (const key of missing) {
      const count = counts.get(key.dims) ?? 0
      if (count >= mostOfKind) together.push(key)
      else {
        last += 1
        counts.set(key.dims, count + 1)
        opened.push({ ...key, id: last })
      }
    }
    const rest = new Map(together.map(({ dims }) => [dims, othersOf(dims)]))
    const knownRest = await findSeries(tx, tenantId, [...rest.values()])
    for (const key of rest.values()) {
      if (knownRest.has(nameOf(key))) continue
      last += 1
      opened.push({ ...key, id: last })
    }
    await openSeries(tx, tenantId, opened, today)
    for (const { id, ...key } of opened) ids.set(nameOf(key), id)
    for (const key of together) {
      const id = knownRest.get(nameOf(othersOf(key.dims))) ?? ids.get(nameOf(othersOf(key.dims)))
      if (id !== undefined) ids.set(nameOf(key), id)
    }
  }
  return (key: SeriesKey): number => {
    const id = ids.get(nameOf(key))
    if (id === undefined) throw new Error(`series ${nameOf(key)} was not opened`)
    return id
  }
}

async function findSeries(tx: Tx, tenantId: string, keys: SeriesKey[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<SeriesKey & { id: number }>`
    select s.id, s.dims, s.key from unnest(${keys.map(({ dims }) => dims)}::text[], ${keys.map(({ key }) => key)}::text[]) as w (dims, key)
    join series s on s.tenant_id = ${tenantId} and s.dims = w.dims and s.key = w.key`.execute(tx)
  return new Map(rows.map((row) => [nameOf(row), row.id]))
}

async function openSeries(tx: Tx, tenantId: string, opened: (SeriesKey & { id: number })[], today: Day) {
  if (opened.length === 0) return
  await sql`
    insert into series (tenant_id, id, dims, key, first_day)
    select ${tenantId}::uuid, id, dims, key, ${today}::date
    from unnest(${opened.map(({ id }) => id)}::int[], ${opened.map(({ dims }) => dims)}::text[], ${opened.map(({ key }) => key)}::text[]) as o (id, dims, key)`.execute(
    tx,
  )
}

async function keepCounts(
  tx: Tx,
  tenantId: string,
  changes: Changes,
  { from, today, zone, seq }: { from: Day; today: Day; zone: string; seq: number },
) {
  const cells = [...changes.days.values()].filter(({ count, live }) => count !== 0 || live !== 0)
  if (cells.length > 0) {
    await sql`
      insert into series_count (tenant_id, series_id, day, count, live)
      select ${tenantId}::uuid, series, day, count, live
      from unnest(${cells.map(({ series }) => series)}::int[], ${cells.map(({ day }) => day)}::date[], ${cells.map(({ count }) => count)}::int[], ${cells.map(({ live }) => live)}::int[]) as c (series, day, count, live)
      on conflict (tenant_id, series_id, day) do update set count = series_count.count + excluded.count, live = series_count.live + excluded.live`.execute(
      tx,
    )
    if (cells.some(({ count }) => count < 0))
      await sql`
        delete from series_count c using unnest(${cells.map(({ series }) => series)}::int[], ${cells.map(({ day }) => day)}::date[]) as t (series, day)
        where c.tenant_id = ${tenantId} and c.series_id = t.series and c.day = t.day and c.count = 0`.execute(tx)
    await updateTotals(tx, tenantId, cells, { today, seq })
  }
  // What is too old to be looked at by the hour is not written at all: else a late import would leave rows behind that nobody takes away.
  const hours = [...changes.hours.values()].filter(({ hour, count }) => count !== 0 && dayOf(hour, zone) >= from)
  if (hours.length > 0)
    await sql`
      insert into series_hour (tenant_id, series_id, hour, count)
      select ${tenantId}::uuid, series, hour, count
      from unnest(${hours.map(({ series }) => series)}::int[], ${hours.map(({ hour }) => hour)}::timestamptz[], ${hours.map(({ count }) => count)}::int[]) as h (series, hour, count)
      on conflict (tenant_id, series_id, hour) do update set count = series_hour.count + excluded.count`.execute(tx)
}

async function updateTotals(tx: Tx, tenantId: string, cells: Cell[], { today, seq }: { today: Day; seq: number }) {
  const totals = new Map<number, { count: number; first: Day; lives: boolean }>()
  for (const { series, day, count, live } of cells) {
    const total = totals.get(series) ?? { count: 0, first: day, lives: false }
    const lives = total.lives || (day === today && live > 0)
    totals.set(series, { count: total.count + count, first: earlierOf(day, total.first), lives })
  }
  const rows = [...totals]
  await sql`
    update series s set cases = s.cases + t.count, first_day = least(s.first_day, t.first), live_seq = case when t.lives then ${seq} else s.live_seq end
    from unnest(${rows.map(([id]) => id)}::int[], ${rows.map(([, { count }]) => count)}::int[], ${rows.map(([, { first }]) => first)}::date[],
      ${rows.map(([, { lives }]) => lives)}::bool[]) as t (id, count, first, lives)
    where s.tenant_id = ${tenantId} and s.id = t.id`.execute(tx)
}

async function keepLedger(tx: Tx, tenantId: string, counted: Known[], gone: string[]) {
  if (counted.length > 0)
    await sql`
      insert into series_case (tenant_id, case_id, day, received_at, live, series)
      select ${tenantId}::uuid, case_id, day, received_at, live, series::int[]
      from unnest(${counted.map((one) => one.case_id)}::uuid[], ${counted.map(({ day }) => day)}::date[], ${counted.map((one) => one.received_at)}::timestamptz[],
        ${counted.map(({ live }) => live)}::bool[], ${counted.map(({ series }) => `{${series.join(',')}}`)}::text[]) as c (case_id, day, received_at, live, series)
      on conflict (tenant_id, case_id) do update set day = excluded.day, received_at = excluded.received_at, live = excluded.live, series = excluded.series`.execute(
      tx,
    )
  if (gone.length > 0)
    await tx.deleteFrom('series_case').where('tenant_id', '=', tenantId).where(sql<SqlBool>`case_id = any(${gone}::uuid[])`).execute()
}

const earlierOf = (one: Day, other: Day): Day => [one, other].sort()[0] ?? one
