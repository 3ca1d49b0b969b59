import type { SeriesCases, SeriesList, SeriesPick } from '@zhiwei/contract'
import { sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { dayAfter, dayOf } from './days.ts'
import { type Dimension, dimensions, everyDims, others, type SeriesKey } from './keys.ts'
import { type CategoryNames, seriesNames } from './names.ts'
import type { Day } from './tables.ts'

const mostListed = 200

/** Values of a dimension, the busiest of the last four weeks first. */
export async function listSeries(
  tx: Tx,
  tenantId: string,
  categoryNames: CategoryNames,
  { dimension, q }: { dimension: Dimension; q?: string | undefined },
  now: Date,
): Promise<SeriesList> {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const { rows } = await sql<SeriesKey & { id: number; cases: number; late: number }>`
    select s.id, s.dims, s.key, s.cases, coalesce(sum(c.count), 0) as late from series s
    left join series_count c on c.tenant_id = s.tenant_id and c.series_id = s.id and c.day > ${dayAfter(today, -28)}::date
    where s.tenant_id = ${tenantId} and s.dims = ${dimension} and s.cases > 0 and s.key <> ${others}
    group by s.id, s.dims, s.key, s.cases order by late desc, s.cases desc, s.id`.execute(tx)
  const names = await seriesNames(tx, tenantId, categoryNames)
  const named = rows.map(({ id, late, cases, ...key }) => ({
    id,
    name: names.subject(key),
    parts: names.parts(key),
    cases,
    lastFourWeeks: late,
  }))
  const wanted = q ? named.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase())) : named
  return wholeList(wanted.slice(0, mostListed))
}

/** Parts in the order their combination is counted in; null where these are not counted together. */
export function keyOf(pick: Omit<SeriesPick, 'days'>): SeriesKey | null {
  const given = dimensions.filter((dimension) => pick[dimension] !== undefined)
  if (given.length === 0) return { dims: 'all', key: '' }
  const dims = everyDims.find(
    (one) => one.split('*').length === given.length && one.split('*').every((part) => given.includes(part as Dimension)),
  )
  return dims
    ? {
        dims,
        key: dims
          .split('*')
          .map((part) => pick[part as Dimension])
          .join('\n'),
      }
    : null
}

export async function findSeries(tx: Tx, tenantId: string, { dims, key }: SeriesKey): Promise<number | null> {
  const row = await tx
    .selectFrom('series')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('dims', '=', dims)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.id ?? null
}

/** @throws NOT_FOUND */
export async function seriesById(tx: Tx, tenantId: string, id: number): Promise<SeriesKey> {
  const row = await tx
    .selectFrom('series')
    .select(['dims', 'key'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个计数序列')
  return row
}

const mostCases = 200

/** The cases of a series on these days that the person may see, newest first; a point's figure counts all. @throws NOT_FOUND */
export async function casesOfSeries(
  tx: Tx,
  actor: Actor,
  id: number,
  { from, to = from }: { from: Day; to?: Day | undefined },
): Promise<SeriesCases> {
  const { tenantId } = actor
  await seriesById(tx, tenantId, id)
  const { rows: counted } = await sql<{ case_id: string }>`
    select case_id from series_case where tenant_id = ${tenantId} and day between ${from}::date and ${to}::date and series @> array[${id}::int]
    order by received_at desc`.execute(tx)
  const ids = counted.slice(0, 2_000).map(({ case_id }) => case_id)
  const cases =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('complaint_case')
          .select(['id', 'number', 'subject', 'status', 'stage', 'category', 'product', 'region', 'received_at'])
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', ids)
          .where(visibleCases(actor))
          .orderBy('received_at', 'desc')
          .limit(mostCases)
          .execute()
  const rows = cases.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at.toISOString() }))
  return { ...wholeList(rows), counted: counted.length }
}
