import type { Measured, MeasureName, MeasureRow, MeasuresAnswer, MeasuresQuery } from '@zhiwei/contract'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { seesAll } from '../../cases/index.ts'
import { personNamesOf, tenantZone, unitNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { holder } from '../hands/hands.ts'
import { readerName } from '../rebuild.ts'
import { stateOf } from '../roll-ups/state.ts'
import type { CutName } from '../sets.ts'
import { measureDefinitions, measureNames, measureRules, setsCounted } from './definitions.ts'
import { figuresOf } from './figures.ts'
import { linksOf } from './links.ts'
import { codeNamesOf } from './names.ts'
import { periodBefore, periodLastYear, periodOf } from './period.ts'
import { type Asked, type Condition, type Filter, readOnce, tally } from './tally.ts'
import { isOfClock } from './time-cuts.ts'

type Filtered = Pick<MeasuresQuery, 'category' | 'channel' | 'product' | 'node' | 'region' | 'unitId' | 'handlerId' | 'personId' | 'flow'>
const noUnit = '00000000-0000-0000-0000-000000000000'

type Holds = (own: RawBuilder<unknown>) => RawBuilder<SqlBool>
const condition = (column: RawBuilder<unknown>, by: CutName | null, holds: Holds): Condition => ({
  where: holds(column),
  ...(by && { told: { by, holds } }),
})

/** Conditions of a filter, and of what the person may see: whoever sees only the cases of a unit is told that unit's figures. */
export function onlyOf(
  actor: Actor,
  { category, channel, product, node, region, unitId, handlerId, personId, flow }: Filtered,
): readonly Condition[] {
  const equal = (column: string, value: string | undefined, by?: CutName) =>
    value === undefined ? [] : [condition(sql.ref(`f.${column}`), by && value ? by : null, (own) => sql`${own} = ${value}`)]
  const within = (top: string) =>
    condition(sql`f.category`, top ? 'category' : null, (own) => sql`(${own} = ${top} or starts_with(${own}, ${`${top}.`}))`)
  return [
    ...(category === undefined ? [] : [within(category)]),
    ...equal('channel', channel, 'channel'),
    ...equal('product', product),
    ...equal('node', node),
    ...equal('region', region),
    ...equal('unit_id', unitId, 'unit'),
    ...equal('handler_id', handlerId),
    ...(personId === undefined ? [] : [{ where: sql<SqlBool>`${holder} = ${personId}` }]),
    ...(flow === undefined ? [] : [{ where: sql<SqlBool>`${flow} = any(f.flows)` }]),
    ...(seesAll(actor) ? [] : equal('unit_id', actor.unitId ?? noUnit, 'unit')),
  ]
}

export const filterOf = ({ category, channel, product, node, region, unitId, handlerId, personId, flow }: Filtered): Filter =>
  Object.fromEntries(
    Object.entries({ category, channel, product, node, region, unitId, handlerId, personId, flow }).filter(
      ([, value]) => value !== undefined,
    ),
  )

/** 指标: the figures that were asked for, beside those of the period before and the year before, all of one moment. @throws INPUT_INVALID */
export async function answerMeasures(tx: Tx, actor: Actor, query: MeasuresQuery, now: Date): Promise<MeasuresAnswer> {
  const { names = measureNames, by = null, ...under } = query
  const [answer] = await answerTogether(tx, actor, under, [{ names: [...new Set(names)], by }], now)
  if (!answer) throw new Error('no answer')
  return answer
}

/** Several cuts under one filter: what they have in common is counted once. */
export async function answerTogether(
  tx: Tx,
  actor: Actor,
  query: Omit<MeasuresQuery, 'names' | 'by'>,
  parts: readonly Part[],
  now: Date,
): Promise<MeasuresAnswer[]> {
  const { tenantId } = actor
  const once = new Map<string, Promise<unknown>>()
  const zone = await tenantZone(tx, tenantId)
  const period = periodOf(query, zone, now)
  const asked: Asked = { tenantId, actor, zone, now, period, by: null, only: onlyOf(actor, query), filter: filterOf(query), once }
  const sets = countedBefore([...new Set(parts.flatMap(({ names }) => names))])
  const tallied = async (one: Asked) => ({ asked: one, counted: await tally(tx, one, sets) })
  const now_ = await tallied(asked)
  const before = await tallied({ ...asked, period: periodBefore(period, zone) })
  const lastYear = await tallied({ ...asked, period: periodLastYear(period, zone) })
  const whole = async ({ asked: one, counted }: typeof now_, name: MeasureName) => {
    const figure = (await figuresOf(tx, one, name, counted)).get('')
    if (!figure) throw new Error(`${name} without a figure`)
    return figure
  }
  const wholes = new Map<MeasureName, Pick<Measured, 'total' | 'previous' | 'lastYear'>>()
  for (const name of new Set(parts.flatMap(({ names }) => names)))
    wholes.set(name, { total: await whole(now_, name), previous: await whole(before, name), lastYear: await whole(lastYear, name) })
  const common = { sequence: await countedUpTo(tx, tenantId), recounting: await recountingOf(asked, tx) }
  const answers: MeasuresAnswer[] = []
  for (const { names, by } of parts) {
    const rows = await cutRows(tx, asked, names, by)
    const measures = names.flatMap((name): Measured[] => {
      const figures = wholes.get(name)
      const { unit = 'count', rowsOf = 'none' } = definitions.get(name) ?? {}
      return figures ? [{ name, unit, ...figures, rows: rows.get(name) ?? [], links: linksOf(name, rowsOf, query, period, by) }] : []
    })
    answers.push({ from: period.from.toISOString(), to: period.to.toISOString(), by, ...common, measures })
  }
  return answers
}

export type Part = { names: readonly MeasureName[]; by: MeasuresAnswer['by'] }
const definitions = new Map(measureDefinitions().map((definition) => [definition.name, definition]))

const countedBefore = (names: readonly MeasureName[]) => [...new Set(names.flatMap((name) => setsCounted(measureRules[name])))]

/** The rows of a cut, named; of a measure that cannot be cut so none. */
export async function cutRows(
  tx: Tx,
  asked: Asked,
  names: readonly MeasureName[],
  by: MeasuresAnswer['by'],
): Promise<Map<MeasureName, MeasureRow[]>> {
  const found = new Map<MeasureName, MeasureRow[]>()
  const cut = names.filter((name) => by && definitions.get(name)?.cuts.includes(by))
  if (cut.length === 0) return found
  const one = { ...asked, by }
  const counted = await tally(tx, one, countedBefore(cut))
  for (const name of cut) {
    const figures = await figuresOf(tx, one, name, counted)
    found.set(name, [...figures].map(([key, figure]): MeasureRow => ({ ...figure, key, name: null })).toSorted(inOrderOf(by)))
  }
  const rows = [...found.values()].flat()
  const named = await namesOf(tx, asked.actor, by, new Set(rows.map(({ key }) => key)))
  for (const row of rows) row.name = named.get(row.key) ?? null
  return found
}

/** How much is counted anew already, while it is. */
async function recountingOf(asked: Asked, tx: Tx): Promise<number | null> {
  const state = await readOnce(asked, 'state', () => stateOf(tx, asked.tenantId))
  const { asked_at: askedAt, next_generation: next, counted, of } = state
  if (next === null) return askedAt === null ? null : 0
  return of === 0 ? 0 : Math.min(1, counted / of)
}

/** Up to which event of the feed everything is counted. */
export async function countedUpTo(tx: Tx, tenantId: string): Promise<number> {
  const { seq } = await tx
    .selectFrom('feed_position')
    .select(sql<number>`coalesce(max(seq), 0)`.as('seq'))
    .where('tenant_id', '=', tenantId)
    .where('reader', '=', readerName)
    .executeTakeFirstOrThrow()
  return seq
}

/** Time runs; everything else stands by its size. */
export const inOrderOf = (by: MeasuresAnswer['by']) => (one: MeasureRow, other: MeasureRow) =>
  isOfClock(by)
    ? one.key < other.key
      ? -1
      : 1
    : (other.denominator ?? other.numerator ?? 0) - (one.denominator ?? one.numerator ?? 0) || (one.key < other.key ? -1 : 1)

export async function namesOf(
  tx: Tx,
  { tenantId }: Actor,
  by: MeasuresAnswer['by'],
  keys: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...keys].filter((key) => key !== '')
  if (by === 'unit') return unitNamesOf(tx, tenantId, ids)
  if (by === 'handler') return personNamesOf(tx, tenantId, ids)
  if (by === 'category' || by === 'cause') return codeNamesOf(tx, tenantId, by, ids)
  if (by === 'hour') return new Map(ids.map((hour) => [hour, `${hour}:00`]))
  return new Map()
}
