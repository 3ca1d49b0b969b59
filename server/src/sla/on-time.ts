import type { OnTime, OnTimeQuery, OnTimeRow } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

type Counted = { key: string | null; name: string | null; due: number; on_time: number; open_late: number }

/**
 * 按时率: of what was due in the period [from, to), how much was done in time. The denominator is what was due, not what was done, so that what is
 * open and late counts; what is not due yet counts nowhere, and neither does what was cancelled or rests.
 * @param unitIds only of these units; undefined: of all
 */
export async function onTimeOf(tx: Tx, tenantId: string, query: OnTimeQuery, now: Date, unitIds?: readonly string[]): Promise<OnTime> {
  const { from, to, by } = query
  const until = new Date(Math.min(new Date(to).getTime(), now.getTime() + 1))
  const { rows } = await sql<Counted>`
    select ${groups[by].key} as key, max(${groups[by].name}) as name, count(*)::int as due,
      (count(*) filter (where k.state = 'met' and k.breached_at is null))::int as on_time,
      (count(*) filter (where k.ended_at is null))::int as open_late
    from case_clock k
    join complaint_case c on c.tenant_id = k.tenant_id and c.id = k.case_id
    left join unit u on u.tenant_id = c.tenant_id and u.id = c.unit_id
    join tenant t on t.id = k.tenant_id
    where k.tenant_id = ${tenantId} and k.due_at >= ${new Date(from)} and k.due_at < ${until} and k.state not in ('cancelled', 'paused')
      and c.erased_at is null
      ${query.regime === undefined ? sql`` : sql`and k.regime = ${query.regime}`}
      ${query.step === undefined ? sql`` : sql`and k.step = ${query.step}`}
      ${query.category === undefined ? sql`` : sql`and (c.category = ${query.category} or starts_with(c.category, ${`${query.category}.`}))`}
      ${unitIds === undefined ? sql`` : sql`and c.unit_id = any(${[...unitIds]}::uuid[])`}
    group by 1 order by 2 nulls last, 1 limit 500`.execute(tx)
  const sum = (column: 'due' | 'on_time' | 'open_late') => rows.reduce((total, row) => total + row[column], 0)
  const total = { key: null, name: null, due: sum('due'), on_time: sum('on_time'), open_late: sum('open_late') }
  return { from, to, by, rows: rows.map(figures), total: figures(total) }
}

const groups: Record<OnTimeQuery['by'], { key: RawBuilder<unknown>; name: RawBuilder<unknown> }> = {
  unit: { key: sql`c.unit_id::text`, name: sql`u.name` },
  step: { key: sql`k.regime || ' ' || k.step`, name: sql`null::text` },
  category: { key: sql`c.category`, name: sql`null::text` },
  month: { key: sql`to_char(k.due_at at time zone t.zone, 'YYYY-MM')`, name: sql`null::text` },
}

const figures = ({ key, name, due, on_time: onTime, open_late: openLate }: Counted): OnTimeRow => ({
  key,
  name,
  due,
  onTime,
  late: due - onTime,
  openLate,
  ratio: due === 0 ? null : onTime / due,
  interval: due === 0 ? null : wilson(onTime, due),
})

/** Interval of a share, 95 % (Wilson 1927). */
function wilson(count: number, of: number): [number, number] {
  const z = 1.959964
  const share = count / of
  const middle = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)]
}
