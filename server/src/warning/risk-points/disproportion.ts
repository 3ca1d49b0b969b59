import type { DisproportionatePair } from '@zhiwei/contract'
import { type Pair, priorOf, proportionalReportingRatio, shrunkRatios } from '@zhiwei/signals'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Candidate } from './suggest.ts'

const lookBackDays = 90
const fewestCases = 5
/** So many pairs say how far pairs usually lie from what is expected. */
const mostPairs = 1_000
/** A pair of which more than this share lies in points already is not new. */
const newShare = 0.5

type Counted = {
  product: string
  category: string
  observed: number
  row_total: number
  column_total: number
  total: number
  free: string[]
}

/**
 * 不成比例: products that one category of complaints names out of proportion, where no point holds them. Two measures have to agree: EB05 above 2
 * (DuMouchel 1999), PRR 2 with χ² 4 (Evans 2001). Source: docs/rules/risk-points.md
 */
export async function disproportionCandidates(
  tx: Tx,
  tenantId: string,
  names: ReadonlyMap<string, string>,
  now: Date,
): Promise<Candidate[]> {
  const counted = await pairsOf(tx, tenantId, new Date(now.getTime() - lookBackDays * 86_400_000))
  const isNew = ({ free, observed }: Counted) => free.length >= fewestCases && free.length >= newShare * observed
  if (!counted.some(isNew)) return []
  const prior = priorOf(counted.map(pairOf))
  return shrunkRatios(counted.filter(isNew).map(pairOf), prior)
    .filter((pair) => pair.isSignal && proportionalReportingRatio(pair).isSignal)
    .map(({ row: product, column: category, observed, expected, ebgm, low, high }) => {
      const round = (value: number) => Number(value.toFixed(2))
      const pair: DisproportionatePair = {
        product,
        category,
        observed,
        expected: round(expected),
        ratio: round(ebgm),
        low: round(low),
        high: round(high),
      }
      const caseIds = counted.find((one) => one.product === product && one.category === category)?.free ?? []
      return {
        source: 'disproportion',
        key: `${product}\n${category}`,
        name: `${product}·${names.get(category) ?? category}`,
        words: [],
        caseIds,
        pair,
      }
    })
}

const pairOf = ({ product, category, observed, row_total: rowTotal, column_total: columnTotal, total }: Counted): Pair => ({
  row: product,
  column: category,
  observed,
  rowTotal,
  columnTotal,
  total,
})

/** The commonest pairs, counted among all cases that name both; `free`: of a pair the cases that belong to no point, the newest first. */
async function pairsOf(tx: Tx, tenantId: string, from: Date): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with named as (
      select c.id, c.product, c.category, c.received_at,
        not exists (select 1 from risk_point_match m where m.tenant_id = c.tenant_id and m.of_id = c.id) as free
      from complaint_case c
      where c.tenant_id = ${tenantId} and c.received_at >= ${from} and c.erased_at is null and c.product <> '' and c.category is not null)
    select product, category, count(*)::int as observed, sum(count(*)) over (partition by product)::int as row_total,
      sum(count(*)) over (partition by category)::int as column_total, sum(count(*)) over ()::int as total,
      coalesce(array_agg(id order by received_at desc) filter (where free), '{}') as free
    from named group by 1, 2 order by observed desc, 1, 2 limit ${mostPairs}`.execute(tx)
  return rows
}
