import type { MeasureCut } from '@zhiwei/contract'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { beginOf, dayAfter, dayOf } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { stateOf } from '../roll-ups/state.ts'
import { type CutName, cuts, type FactSetName, type RolledUpCut, rollUpOf, setNamed } from '../sets.ts'
import { bucketOf, dayStart, isDayStart, type Period, stepsOf, untilNow } from './period.ts'
import { type ClockCut, clockCuts, isOfClock, isOfDays, isTime } from './time-cuts.ts'

/** A condition over `f`, and where the values of a cut tell it alone, over such a value. */
export type Condition = { where: RawBuilder<SqlBool>; told?: { by: CutName; holds: (value: RawBuilder<unknown>) => RawBuilder<SqlBool> } }
/** Only of these cycles. */
export type Only = readonly Condition[]
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
 * Counts sets of facts in a period, by the values of a cut. Whole days come from the roll-ups; the rest — parts of days at both ends, what no roll-up
 * keeps apart — from the facts themselves, which the roll-ups are counted of.
 */
export async function tally(tx: Tx, asked: Asked, sets: readonly FactSetName[]): Promise<Record<string, Tally>> {
  const found: Record<string, Tally> = Object.fromEntries(sets.map((name) => [name, new Map()]))
  if (sets.length === 0) return found
  const state = await readOnce(asked, 'state', () => stateOf(tx, asked.tenantId))
  // After the zone was changed the roll-ups have other days, until they are counted anew.
  const rollUp = state.zone === asked.zone ? rollUpFor(asked) : null
  const { days, begun, rest } = periodsOf(asked, rollUp !== null)
  const whole = begun ? await setsWithoutLater(tx, asked, sets, begun) : []
  const ofFacts = [
    ...rest.map((period) => ({ period, names: sets })),
    ...(begun ? [{ period: begun, names: sets.filter((name) => !whole.includes(name)) }] : []),
  ]
  const rows = [
    ...(days && rollUp ? await countedDays(tx, { ...asked, period: days }, { sets, whole }, rollUp, state.generation) : []),
    ...(await countedFacts(tx, asked, ofFacts)),
  ]
  for (const { fact_set: name, key, count, total } of rows) {
    const own = found[name]
    const before = own?.get(key)
    own?.set(key, { count: (before?.count ?? 0) + count, total: (before?.total ?? 0) + total })
  }
  return found
}

type Counted = { fact_set: FactSetName; key: string; count: number; total: number }

/** The whole days of a period, where a roll-up tells them, of the day that runs what has passed (`begun`), and what is left of the period. */
function periodsOf({ zone, now, period }: Asked, isRolledUp: boolean): { days: Period | null; begun: Period | null; rest: Period[] } {
  const { from, to } = untilNow(period, now)
  if (from >= to) return { days: null, begun: null, rest: [] }
  const firstDay = isDayStart(from, zone) ? from : beginOf(dayAfter(dayOf(from, zone), 1), zone)
  const lastDay = dayStart(to, zone)
  if (!isRolledUp || firstDay > lastDay) return { days: null, begun: null, rest: [{ from, to }] }
  const [begin, end] = [
    { from, to: firstDay },
    { from: lastDay, to },
  ]
  const runs = to >= now && end.from < end.to
  const rest = (runs ? [begin] : [begin, end]).filter((one) => one.from < one.to)
  return { days: firstDay < lastDay || runs ? { from: firstDay, to: lastDay } : null, begun: runs ? end : null, rest }
}

/** Sets of which nothing lies in the rest of the day: its roll-up holds just what has passed. Of what will fall due it holds more. */
async function setsWithoutLater(tx: Tx, asked: Asked, sets: readonly FactSetName[], { from, to }: Period): Promise<FactSetName[]> {
  const nextDay = beginOf(dayAfter(dayOf(from, asked.zone), 1), asked.zone)
  const later = new Set<string>()
  for (const at of new Set(sets.map((name) => setNamed(name).at)))
    if (await readOnce(asked, `${at} after ${to.toISOString()}`, () => liesIn(tx, asked, at, { from: to, to: nextDay }))) later.add(at)
  return sets.filter((name) => !later.has(setNamed(name).at))
}

async function liesIn(tx: Tx, { tenantId }: Asked, at: string, { from, to }: Period): Promise<boolean> {
  const { rows } = await sql`
    select 1 from cycle_fact f where f.tenant_id = ${tenantId} and ${sql.raw(at)} >= ${from} and ${sql.raw(at)} < ${to} limit 1`.execute(tx)
  return rows.length > 0
}

/** The roll-up that keeps apart what is asked by and filtered by, days standing under every one. */
function rollUpFor({ by, across, only }: Cutting): RolledUpCut | null {
  if (!only.every(({ told }) => told)) return null
  const asked = [by, across ?? null].filter((cut) => cut !== null && !isOfDays(cut)) as MeasureCut[]
  return rollUpOf([...asked, ...only.flatMap(({ told }) => told?.by ?? [])])
}
type Cutting = Pick<Asked, 'by' | 'across' | 'only'>

/** Whether whole days of it are counted beforehand. */
export const isRolledUpFor = (asked: Cutting) => rollUpFor(asked) !== null

async function countedDays(
  tx: Tx,
  asked: Asked,
  { sets, whole }: Record<'sets' | 'whole', readonly FactSetName[]>,
  rollUp: RolledUpCut,
  generation: number,
): Promise<Counted[]> {
  const { tenantId, zone, period, by, across, only } = asked
  const keyIn = (cut: MeasureCut | null) =>
    cut === null ? sql<string>`''::text` : isOfDays(cut) ? sql<string>`to_char(m.day, ${clockCuts[cut]})` : sql<string>`m.key`
  const key = across === undefined ? keyIn(by) : joined(keyIn(by), keyIn(across))
  const held = only.flatMap(({ told }) => (told ? [sql` and ${told.holds(sql`m.key`)}`] : []))
  const { rows } = await sql<Counted>`
    select m.fact_set, ${key} as key, sum(m.count)::bigint as count, sum(m.total)::bigint as total from measure_count m
    where m.tenant_id = ${tenantId} and m.generation = ${generation} and m.fact_set = any(${[...sets]}::text[]) and m.cut = ${rollUp}
      and m.day >= ${dayOf(period.from, zone)}::date and m.day <= ${dayOf(period.to, zone)}::date and (m.day < ${dayOf(period.to, zone)}::date or m.fact_set = any(${[...whole]}::text[]))${held.length > 0 ? sql.join(held, sql``) : sql``}
    group by 1, 2 having sum(m.count) <> 0`.execute(tx)
  return rows
}

/** Sets that fall into a period by the same instant are counted in one look at its facts. */
async function countedFacts(tx: Tx, asked: Asked, parts: readonly { period: Period; names: readonly FactSetName[] }[]): Promise<Counted[]> {
  const each = parts.flatMap(({ period, names }) =>
    [...Map.groupBy(names, (name) => setNamed(name).at).values()].map((alike) => countedTogether({ ...asked, period }, alike)),
  )
  if (each.length === 0) return []
  const { rows } = await sql<Counted>`${sql.join(each, sql` union all `)}`.execute(tx)
  return rows
}

function countedTogether(asked: Asked, names: readonly FactSetName[]): RawBuilder<unknown> {
  const [first] = names as [FactSetName]
  const counted = names.length === 1 ? countedOne(asked, first) : countedBesides(asked, names, first)
  const cutsOfClock = [asked.by, asked.across ?? null].every(isOfClock)
  if (!cutsOfClock && !(asked.across === undefined && isOfClock(asked.by))) return counted(keyOf(asked, first))
  // A clock is told by quarters of an hour, of which there are few: no zone parts them.
  const quarter = sql`date_bin('15 minutes', ${sql.raw(setNamed(first).at)}, timestamptz 'epoch')`
  return sql`select q.fact_set, ${keyOf(asked, sql`q.key`)} as key, sum(q.count)::bigint as count, sum(q.total)::bigint as total
    from (${counted(quarter)}) as q group by 1, 2`
}

const countedOne = (asked: Asked, name: FactSetName) => (key: RawBuilder<unknown>) =>
  sql`
  select ${name}::text as fact_set, ${key} as key, count(*)::bigint as count, coalesce(sum(${sql.raw(setNamed(name).value ?? '0')}), 0)::bigint as total
  from ${factsOf(asked)} where ${heldBy(asked, name)} group by 1, 2`

/** Several sets in one look: each fact stands beside every set it belongs to. */
function countedBesides(asked: Asked, names: readonly FactSetName[], first: FactSetName) {
  const every = names.map((name) => {
    const { holds = 'true', value = '0' } = setNamed(name)
    return sql`(${name}::text, ${sql.raw(holds)}, (${sql.raw(value)})::bigint)`
  })
  return (key: RawBuilder<unknown>) => sql`
    select s.fact_set, ${key} as key, count(*)::bigint as count, coalesce(sum(s.value), 0)::bigint as total
    from ${factsOf(asked)} cross join lateral (values ${sql.join(every)}) as s (fact_set, holds, value)
    where ${fallsInto(asked, first)} and s.holds group by 1, 2`
}

/** As many customers as stand behind the facts of a set: each once, however often; of the facts, for no roll-up knows them apart. */
export async function tallyCustomers(tx: Tx, asked: Asked, sets: readonly FactSetName[]): Promise<Record<string, Tally>> {
  const { by, across = null, period } = asked
  const found: Record<string, Tally> = {}
  for (const alike of Map.groupBy(sets, (name) => setNamed(name).at).values())
    Object.assign(
      found,
      await readOnce(asked, JSON.stringify(['customers', alike, by, across, period]), () => customersBehind(tx, asked, alike)),
    )
  return found
}

/** Sets that fall into a period by the same instant, in one look at its facts. */
async function customersBehind(tx: Tx, asked: Asked, sets: readonly FactSetName[]): Promise<Record<string, Tally>> {
  const [first] = sets as [FactSetName]
  const passed = { ...asked, period: untilNow(asked.period, asked.now) }
  const { step, keyOf: keyOfStep } = groupingOf(asked, first)
  const held = sets.map((name) => sql.raw(`(${setNamed(name).holds ?? 'true'})`))
  const column = (at: number) => sql.ref(`held_${at}`)
  const { rows } = await sql<{ key: string; counts: number[] }>`
    select ${keyOfStep(sql`each.step`)} as key, array[${sql.join(held.map((_, at) => sql`count(*) filter (where ${column(at)})`))}]::int[] as counts
    from (
      select ${step} as step, f.customer_id, ${sql.join(held.map((holds, at) => sql`bool_or(${holds}) as ${column(at)}`))}
      from ${factsOf(asked)} where ${fallsInto(passed, first)} and f.customer_id is not null and (${sql.join(held, sql` or `)})
      group by 1, 2
    ) as each
    group by each.step`.execute(tx)
  const tallyAt = (at: number): Tally =>
    new Map(
      rows.map(({ key, counts: { [at]: count = 0 } }) => [key, { count, total: count }] as const).filter(([, { count }]) => count > 0),
    )
  return Object.fromEntries(sets.map((name, at) => [name, tallyAt(at)]))
}

const joined = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) => sql<string>`${one} || ${sql.lit(keySign)} || ${other}`

/** The value of the cut under which a fact stands; of two cuts both. @param at the instant by which it falls into a period, or the set that tells it */
export const keyOf = (
  { by, across, zone }: Pick<Asked, 'by' | 'across' | 'zone'>,
  at: FactSetName | RawBuilder<unknown>,
): RawBuilder<string> => (across === undefined ? keyBy(by, zone, at) : joined(keyBy(by, zone, at), keyBy(across, zone, at)))

/** What the facts of a period are grouped by, and the key that this stands for. */
type Grouping = { step: RawBuilder<unknown>; keyOf: (step: RawBuilder<unknown>) => RawBuilder<string> }

/**
 * Days, weeks and months are grouped by their number among those of the period, found among the instants at which these begin: PostgreSQL takes six
 * times as long to tell the local date of each fact, and twice as long to sort them by its letters.
 */
export function groupingOf(asked: Pick<Asked, 'by' | 'across' | 'zone' | 'period' | 'now'>, name: FactSetName): Grouping {
  const { by, across, zone, period, now } = asked
  if (across !== undefined || !isTime(by)) return { step: keyOf(asked, name), keyOf: (step) => sql<string>`${step}` }
  const steps = stepsOf(period, by, zone, now)
  const begins = steps.map((step) => bucketOf(step, by, period, zone).from)
  return {
    step: sql`width_bucket(${sql.raw(setNamed(name).at)}, ${begins}::timestamptz[])`,
    keyOf: (step) => sql<string>`(${steps}::text[])[${step}]`,
  }
}

export function keyBy(by: MeasureCut | null, zone: string, at: FactSetName | RawBuilder<unknown>): RawBuilder<string> {
  if (by === null) return sql`''::text`
  if (isOfClock(by)) return keyOfClock(by, sql`${typeof at === 'string' ? sql.raw(setNamed(at).at) : at} at time zone ${zone}`)
  if (by === 'tier') return sql`coalesce(u.tier, '')`
  return sql`coalesce(${sql.raw(cuts[by])}, '')`
}

/** Days and months as dates are written: to_char takes three times as long. */
function keyOfClock(by: ClockCut, local: RawBuilder<unknown>): RawBuilder<string> {
  if (by === 'day') return sql`(${local})::date::text`
  if (by === 'month') return sql`left((${local})::date::text, 7)`
  return sql`to_char(${local}, ${clockCuts[by]})`
}

/** The facts, each with its customer where the cut is by tier. */
export const factsOf = ({ by, across }: Pick<Asked, 'by' | 'across'>) =>
  by === 'tier' || across === 'tier'
    ? sql`cycle_fact f left join customer u on u.tenant_id = f.tenant_id and u.id = f.customer_id`
    : sql`cycle_fact f`

/** What of the facts a set takes in the period. */
export function heldBy(asked: Pick<Asked, 'tenantId' | 'period' | 'only'>, name: FactSetName): RawBuilder<SqlBool> {
  return sql<SqlBool>`${fallsInto(asked, name)} and ${sql.raw(setNamed(name).holds ?? 'true')}`
}

/** What of the facts falls into the period by the instant of a set. */
function fallsInto({ tenantId, period, only }: Pick<Asked, 'tenantId' | 'period' | 'only'>, name: FactSetName): RawBuilder<SqlBool> {
  const at = sql.raw(setNamed(name).at)
  const conditions = [
    sql<SqlBool>`f.tenant_id = ${tenantId} and ${at} >= ${period.from} and ${at} < ${period.to}`,
    ...only.map(({ where }) => where),
  ]
  return sql.join(conditions, sql` and `) as RawBuilder<SqlBool>
}
