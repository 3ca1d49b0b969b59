import type { MeasureCut } from '@zhiwei/contract'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { stateOf } from '../roll-ups/state.ts'
import { cuts, type FactSetName, isRolledUp, setNamed } from '../sets.ts'
import { dayStart, isDayStart, type Period, untilNow } from './period.ts'
import { clockCuts, isOfClock, isOfDays } from './time-cuts.ts'

/** Only of these cycles: conditions over `f`. */
export type Only = readonly RawBuilder<SqlBool>[]
export type Asked = {
  tenantId: string
  actor: Actor
  zone: string
  now: Date
  period: Period
  by: MeasureCut | null
  /** A second cut at once. */
  across?: MeasureCut
  only: Only
  /** What `only` filters by, for figures that are not counted of facts. */
  filter?: Filter
  /** What the figures of one answer all need, read once. */
  once?: Map<string, Promise<unknown>>
}
export function readOnce<T>({ once }: Pick<Asked, 'once'>, name: string, read: () => Promise<T>): Promise<T> {
  const known = once?.get(name) as Promise<T> | undefined
  const found = known ?? read()
  once?.set(name, found)
  return found
}
export type Filter = Partial<
  Record<'category' | 'channel' | 'product' | 'node' | 'region' | 'unitId' | 'handlerId' | 'personId' | 'flow', string | undefined>
>
/** Between the keys of two cuts. */
export const keySign = '\u001F'

/** Count and total of a set, by key of the cut, or of both. */
export type Tally = Map<string, { count: number; total: number }>

/**
 * Counts sets of facts in a period, by the values of a cut. Whole days come from the roll-ups; the rest — today up to now, a period that begins
 * within a day, a filter, another cut — from the facts themselves, which the roll-ups are counted of.
 */
export async function tally(tx: Tx, asked: Asked, sets: readonly FactSetName[]): Promise<Record<string, Tally>> {
  const found: Record<string, Tally> = Object.fromEntries(sets.map((name) => [name, new Map()]))
  if (sets.length === 0) return found
  const { zone, generation } = await readOnce(asked, 'state', () => stateOf(tx, asked.tenantId))
  for (const part of partsOf(asked, zone === asked.zone)) {
    const rows = part.rolledUp ? await countedDays(tx, part.asked, sets, generation) : await countedFacts(tx, part.asked, sets)
    for (const { fact_set: name, key, count, total } of rows) {
      const own = found[name]
      const before = own?.get(key)
      own?.set(key, { count: (before?.count ?? 0) + count, total: (before?.total ?? 0) + total })
    }
  }
  return found
}

type Counted = { fact_set: FactSetName; key: string; count: number; total: number }

/** @param sameDays whether the roll-ups have the days of the tenant's zone: after it was changed not until they are counted anew */
function partsOf(asked: Asked, sameDays: boolean): { rolledUp: boolean; asked: Asked }[] {
  const { zone, now } = asked
  const period = untilNow(asked.period, now)
  if (period.from >= period.to) return []
  const capped = { ...asked, period }
  if (!sameDays || !isRolledUpFor(asked) || !isDayStart(period.from, zone)) return [{ rolledUp: false, asked: capped }]
  const lastDay = dayStart(period.to, zone)
  const whole = { rolledUp: true, asked: { ...asked, period: { from: period.from, to: lastDay } } }
  const rest = { rolledUp: false, asked: { ...asked, period: { from: lastDay, to: period.to } } }
  return [...(period.from < lastDay ? [whole] : []), ...(lastDay < period.to ? [rest] : [])]
}

/** Whether whole days of it are counted beforehand. */
export const isRolledUpFor = (asked: Pick<Asked, 'by' | 'across' | 'only'>) => asked.only.length === 0 && rolledUpOf(asked) !== null

/** The one cut whose roll-ups tell it, days standing under every cut; null where there is none. */
function rolledUpOf({ by, across }: Pick<Asked, 'by' | 'across'>): string | null {
  const own = [by, across ?? null].filter((cut) => cut !== null && !isOfDays(cut))
  if (own.length > 1) return null
  const [cut = 'all'] = own
  return cut !== null && isRolledUp(cut) ? cut : null
}

async function countedDays(tx: Tx, asked: Asked, sets: readonly FactSetName[], generation: number): Promise<Counted[]> {
  const { tenantId, zone, period, by, across } = asked
  const cut = rolledUpOf(asked)
  const keyIn = (one: MeasureCut | null) => (isOfDays(one) ? sql`to_char(m.day, ${clockCuts[one]})` : sql`m.key`)
  const key = across === undefined ? keyIn(by) : joined(keyIn(by), keyIn(across))
  const { rows } = await sql<Counted>`
    select m.fact_set, ${key} as key, sum(m.count)::bigint as count, sum(m.total)::bigint as total from measure_count m
    where m.tenant_id = ${tenantId} and m.generation = ${generation} and m.fact_set = any(${[...sets]}::text[]) and m.cut = ${cut}
      and m.day >= ${dayOf(period.from, zone)}::date and m.day < ${dayOf(period.to, zone)}::date
    group by 1, 2 having sum(m.count) <> 0`.execute(tx)
  return rows
}

async function countedFacts(tx: Tx, asked: Asked, sets: readonly FactSetName[]): Promise<Counted[]> {
  const each = sets.map((name) => {
    const { value = '0' } = setNamed(name)
    return sql`select ${name}::text as fact_set, ${keyOf(asked, name)} as key, count(*)::bigint as count, coalesce(sum(${sql.raw(value)}), 0)::bigint as total
      from ${factsOf(asked)} where ${heldBy(asked, name)} group by 2`
  })
  const { rows } = await sql<Counted>`${sql.join(each, sql` union all `)}`.execute(tx)
  return rows
}

/** As many customers as stand behind the facts of a set: each once, however often; of the facts, for no roll-up knows them apart. */
export async function tallyCustomers(tx: Tx, asked: Asked, sets: readonly FactSetName[]): Promise<Record<string, Tally>> {
  const passed = { ...asked, period: untilNow(asked.period, asked.now) }
  const found: Record<string, Tally> = {}
  for (const name of sets) {
    const { rows } = await sql<{ key: string; count: number }>`
      select ${keyOf(asked, name)} as key, count(distinct f.customer_id)::int as count from ${factsOf(asked)} where ${heldBy(passed, name)} group by 1`.execute(
      tx,
    )
    found[name] = new Map(rows.map(({ key, count }) => [key, { count, total: count }]))
  }
  return found
}

const joined = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) => sql<string>`${one} || ${sql.lit(keySign)} || ${other}`

/** The value of the cut under which a fact stands; of two cuts both. */
export const keyOf = ({ by, across, zone }: Pick<Asked, 'by' | 'across' | 'zone'>, name: FactSetName): RawBuilder<string> =>
  across === undefined ? keyBy(by, zone, name) : joined(keyBy(by, zone, name), keyBy(across, zone, name))

export function keyBy(by: MeasureCut | null, zone: string, name: FactSetName): RawBuilder<string> {
  const { at } = setNamed(name)
  if (by === null) return sql`''::text`
  if (isOfClock(by)) return sql`to_char(${sql.raw(at)} at time zone ${zone}, ${clockCuts[by]})`
  if (by === 'tier') return sql`coalesce(u.tier, '')`
  return sql`coalesce(${sql.raw(cuts[by])}, '')`
}

/** The facts, each with its customer where the cut is by tier. */
export const factsOf = ({ by, across }: Pick<Asked, 'by' | 'across'>) =>
  by === 'tier' || across === 'tier'
    ? sql`cycle_fact f left join customer u on u.tenant_id = f.tenant_id and u.id = f.customer_id`
    : sql`cycle_fact f`

/** What of the facts a set takes in the period. */
export function heldBy({ tenantId, period, only }: Pick<Asked, 'tenantId' | 'period' | 'only'>, name: FactSetName): RawBuilder<SqlBool> {
  const { at, holds = 'true' } = setNamed(name)
  const conditions = [
    sql<SqlBool>`f.tenant_id = ${tenantId} and ${sql.raw(at)} >= ${period.from} and ${sql.raw(at)} < ${period.to} and ${sql.raw(holds)}`,
    ...only,
  ]
  return sql.join(conditions, sql` and `) as RawBuilder<SqlBool>
}
