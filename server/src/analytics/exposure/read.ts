import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { beginOf } from '../../platform/days.ts'
import type { Period } from '../measures/period.ts'
import type { ExposureKind } from '../money/tables.ts'

/** 暴露量 of a period: of the whole, or of a product or region that has figures of its own; null where a month of it is not given. */
export type Exposures = (period: Period, of: { product?: string | undefined; region?: string | undefined }) => number | null

const nameOf = (month: string, product: string, region: string) => `${month}\n${product}\n${region}`

/**
 * The figure of a month is spread evenly over it: of 30,000 customers ten days of a month of thirty are 10,000 customer-months, of orders a third of
 * the month's. Nothing is guessed: a month without a figure leaves the period without one.
 */
export async function readExposures(tx: Tx, tenantId: string, kind: ExposureKind, zone: string): Promise<Exposures> {
  const { rows } = await sql<{ month: string; product: string; region: string; amount: number }>`
    select to_char(month, 'YYYY-MM') as month, product, region, amount from exposure where tenant_id = ${tenantId} and kind = ${kind}`.execute(
    tx,
  )
  const given = new Map(rows.map(({ month, product, region, amount }) => [nameOf(month, product, region), amount]))
  return ({ from, to }, { product = '', region = '' }) => {
    let sum = 0
    for (const { month, begin, end } of monthsOf({ from, to }, zone)) {
      const amount = given.get(nameOf(month, product, region))
      if (amount === undefined) return null
      const share = Math.min(end.getTime(), to.getTime()) - Math.max(begin.getTime(), from.getTime())
      sum += (amount * share) / (end.getTime() - begin.getTime())
    }
    return sum
  }
}

function* monthsOf({ from, to }: Period, zone: string) {
  const first = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(from)
  let [year = 0, no = 1] = first.split('-').map(Number)
  for (;;) {
    const month = `${year}-${String(no).padStart(2, '0')}`
    const begin = beginOf(`${month}-01`, zone)
    if (begin >= to) return
    ;[year, no] = no === 12 ? [year + 1, 1] : [year, no + 1]
    yield { month, begin, end: beginOf(`${year}-${String(no).padStart(2, '0')}-01`, zone) }
  }
}
