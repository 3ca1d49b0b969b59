import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { contributionsOfAll } from '../counts.ts'
import { stateOf } from '../roll-ups/state.ts'
import { type FactSetName, factSetNames, setNamed } from '../sets.ts'
import { plainQuery } from './plain.ts'

/** `onlyKept`, `onlyPlain`: rows of a set that only one of the two ways finds, or finds with another instant or sum. */
export type SetDifference = { set: FactSetName; caseId: string; cycle: number; kept: string | null; plain: string | null }
export type CountDifference = { set: string; cut: string; key: string; day: string; kept: number; counted: number }
export type Verified = { rows: number; sets: SetDifference[]; counts: CountDifference[] }

const mostTold = 100

/**
 * 核对指标: finds each set of facts a second time by a plain query over the events and compares row by row; then every roll-up against the facts.
 * Reads one moment of the data, up to what the reader of the feed has read; changes nothing.
 */
export const verifyMeasures = ({ database }: Pick<Deps, 'database'>, tenantId: string): Promise<Verified> =>
  database
    .tenant(tenantId)
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => verifyIn(tx, tenantId))

async function verifyIn(tx: Tx, tenantId: string): Promise<Verified> {
  const sets: SetDifference[] = []
  let rows = 0
  for (const name of factSetNames) {
    const found = await differencesOf(tx, tenantId, name)
    rows += found.rows
    sets.push(...found.differences)
  }
  return { rows, sets, counts: await countDifferences(tx, tenantId) }
}

async function differencesOf(tx: Tx, tenantId: string, name: FactSetName) {
  const { at, holds = 'true', value } = setNamed(name)
  // Working time is told by the calendars, which no query knows.
  const isSummed = value !== undefined && name !== 'contacted'
  const amount = (column: string) => (isSummed ? sql`${sql.raw(column)}::bigint` : sql`0::bigint`)
  const kept = sql`select f.case_id, f.cycle, ${sql.raw(at)} as at, ${amount(value ?? '0')} as value from cycle_fact f
    where f.tenant_id = ${tenantId} and ${sql.raw(at)} is not null and ${sql.raw(holds)}`
  const plain = sql`select case_id, cycle, at, ${amount('value')} as value from (${withTenant(plainQuery(name), tenantId)}) q`
  const { rows } = await sql<{ case_id: string; cycle: number; kept: string | null; plain: string | null; all: number }>`
    select coalesce(k.case_id, p.case_id) as case_id, coalesce(k.cycle, p.cycle) as cycle, k.at || ' ' || k.value as kept, p.at || ' ' || p.value as plain
    from (${kept}) k full join (${plain}) p on p.case_id = k.case_id and p.cycle = k.cycle
    where k.at is distinct from p.at or k.value is distinct from p.value limit ${mostTold}`.execute(tx)
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from (${kept}) k`.execute(tx)
  return {
    rows: counted[0]?.count ?? 0,
    differences: rows.map((row): SetDifference => ({ set: name, caseId: row.case_id, cycle: row.cycle, kept: row.kept, plain: row.plain })),
  }
}

/** The plain queries name the tenant as $1; here it is a value of the one statement around them. */
const withTenant = (query: string, tenantId: string): RawBuilder<unknown> =>
  sql.join(
    query.split('$1').map((part) => sql.raw(part)),
    sql`${tenantId}`,
  )

async function countDifferences(tx: Tx, tenantId: string): Promise<CountDifference[]> {
  const { rows } = await sql<CountDifference>`
    select coalesce(m.fact_set, c.fact_set) as set, coalesce(m.cut, c.cut) as cut, coalesce(m.key, c.key) as key, coalesce(m.day, c.day)::text as day,
      coalesce(m.count, 0) as kept, coalesce(c.n, 0) as counted
    from (select * from measure_count where tenant_id = ${tenantId} and generation = ${(await stateOf(tx, tenantId)).generation} and (count <> 0 or total <> 0)) m
    full join (${await contributionsOfAll(tx, tenantId)}) c on c.fact_set = m.fact_set and c.cut = m.cut and c.key = m.key and c.day = m.day
    where m.count is distinct from c.n or m.total is distinct from c.v limit ${mostTold}`.execute(tx)
  return rows
}
