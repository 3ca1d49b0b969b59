import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { stateOf } from './roll-ups/state.ts'
import { cuts, factSetNames, rolledUpCuts, setNamed } from './sets.ts'
import type { CycleFactTable, MeasureState } from './tables.ts'

// The text of these statements comes from the table of sets alone.
const everySet = sql.raw(
  factSetNames
    .map((name) => ({ name, ...setNamed(name) }))
    .map(({ name, at, holds = 'true', value = '0' }) => `('${name}', ${at}, ${holds}, ${value}::bigint)`)
    .join(', '),
)
const everyCut = sql.raw(rolledUpCuts.map((name) => `('${name}', coalesce(${cuts[name]}, ''))`).join(', '))

const contributions = (rows: RawBuilder<unknown>, sign: 1 | -1, zone: string) => sql`
  select s.fact_set, c.cut, c.key, (s.at at time zone ${zone})::date as day, ${sql.lit(sign)} as n, ${sql.lit(sign)} * coalesce(s.value, 0) as v
  from ${rows} f
  cross join lateral (values ${everySet}) as s (fact_set, at, holds, value)
  cross join lateral (values ${everyCut}) as c (cut, key)
  where s.at is not null and s.holds`

const asRows = (facts: readonly CycleFactTable[]) => sql`jsonb_populate_recordset(null::cycle_fact, ${JSON.stringify(facts)}::jsonb)`

/** Takes facts out of the roll-ups and puts others in, on the day and under the values each falls on; also of those being counted anew, as far as they are. */
export async function recount(tx: Tx, state: MeasureState, gone: readonly CycleFactTable[], came: readonly CycleFactTable[]) {
  const { generation, next_generation: next, after_case_id: after } = state
  await replace(tx, { ...state, generation }, gone, came)
  if (next === null || after === null) return
  const isCounted = ({ case_id: id }: CycleFactTable) => id <= after
  await replace(tx, { ...state, generation: next, zone: state.next_zone ?? state.zone }, gone.filter(isCounted), came.filter(isCounted))
}

type Counting = Pick<MeasureState, 'tenant_id' | 'generation' | 'zone'>

async function replace(tx: Tx, counting: Counting, gone: readonly CycleFactTable[], came: readonly CycleFactTable[]) {
  if (gone.length + came.length === 0) return
  const { zone } = counting
  await store(tx, counting, sql`${contributions(asRows(gone), -1, zone)} union all ${contributions(asRows(came), 1, zone)}`)
}

/** Counts facts into the roll-ups that are counted anew. */
export const countInto = (tx: Tx, counting: Counting, facts: readonly CycleFactTable[]) => replace(tx, counting, [], facts)

/** Every roll-up anew from the facts as they stand. */
export async function countAllFacts(tx: Tx, counting: Counting) {
  const { tenant_id: tenantId, zone } = counting
  await tx.deleteFrom('measure_count').where('tenant_id', '=', tenantId).execute()
  await store(tx, counting, contributions(sql`(select * from cycle_fact where tenant_id = ${tenantId})`, 1, zone))
}

/** What the roll-ups should hold, counted of the facts as they stand. */
export async function contributionsOfAll(tx: Tx, tenantId: string) {
  const each = contributions(sql`(select * from cycle_fact where tenant_id = ${tenantId})`, 1, (await stateOf(tx, tenantId)).zone)
  return sql`select fact_set, cut, key, day, sum(n)::bigint as n, sum(v)::bigint as v from (${each}) as every group by 1, 2, 3, 4`
}

async function store(tx: Tx, { tenant_id: tenantId, generation }: Counting, changes: RawBuilder<unknown>) {
  await sql`
    insert into measure_count (tenant_id, generation, fact_set, cut, key, day, count, total)
    select ${tenantId}::uuid, ${generation}::int, fact_set, cut, key, day, sum(n), sum(v) from (${changes}) as changed
    group by fact_set, cut, key, day having sum(n) <> 0 or sum(v) <> 0
    on conflict (tenant_id, generation, fact_set, cut, day, key) do update
      set count = measure_count.count + excluded.count, total = measure_count.total + excluded.total`.execute(tx)
}

/** Stores facts; those that are there are written over. */
export async function storeFacts(tx: Tx, facts: readonly CycleFactTable[]) {
  if (facts.length === 0) return
  await sql`
    insert into cycle_fact select * from ${asRows(facts)} on conflict (tenant_id, case_id, cycle) do update set ${everyColumn(facts[0])}`.execute(
    tx,
  )
}

const everyColumn = (fact: CycleFactTable | undefined) =>
  sql.join(Object.keys(fact ?? {}).map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))
