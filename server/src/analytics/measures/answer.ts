import type { Measured, MeasureName, MeasureRow, MeasuresAnswer, MeasuresQuery } from '@zhiwei/contract'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { seesAll } from '../../cases/index.ts'
import { personNamesOf, tenantZone, unitNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { holder } from '../hands/hands.ts'
import { readerName } from '../rebuild.ts'
import { stateOf } from '../roll-ups/state.ts'
import { isCounted, measureDefinitions, measureNames, measureRules, setsOf } from './definitions.ts'
import { figuresOf } from './figures.ts'
import { linksOf } from './links.ts'
import { categoryNamesOf } from './names.ts'
import { periodBefore, periodLastYear, periodOf } from './period.ts'
import { type Asked, type Filter, tally } from './tally.ts'

type Filtered = Pick<MeasuresQuery, 'category' | 'channel' | 'product' | 'node' | 'region' | 'unitId' | 'handlerId' | 'personId'>
const noUnit = '00000000-0000-0000-0000-000000000000'

/** Conditions of a filter, and of what the person may see: whoever sees only the cases of a unit is told that unit's figures. */
export function onlyOf(
  actor: Actor,
  { category, channel, product, node, region, unitId, handlerId, personId }: Filtered,
): RawBuilder<SqlBool>[] {
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? [] : [sql<SqlBool>`${sql.ref(`f.${column}`)} = ${value}`]
  return [
    ...(category === undefined ? [] : [sql<SqlBool>`(f.category = ${category} or starts_with(f.category, ${`${category}.`}))`]),
    ...equal('channel', channel),
    ...equal('product', product),
    ...equal('node', node),
    ...equal('region', region),
    ...equal('unit_id', unitId),
    ...equal('handler_id', handlerId),
    ...(personId === undefined ? [] : [sql<SqlBool>`${holder} = ${personId}`]),
    ...(seesAll(actor) ? [] : equal('unit_id', actor.unitId ?? noUnit)),
  ]
}

export const filterOf = ({ category, channel, product, node, region, unitId, handlerId, personId }: Filtered): Filter =>
  Object.fromEntries(
    Object.entries({ category, channel, product, node, region, unitId, handlerId, personId }).filter(([, value]) => value !== undefined),
  )

/** 指标: the figures that were asked for, beside those of the period before and the year before, all of one moment. @throws INPUT_INVALID */
export async function answerMeasures(tx: Tx, actor: Actor, query: MeasuresQuery, now: Date): Promise<MeasuresAnswer> {
  const { tenantId } = actor
  const zone = await tenantZone(tx, tenantId)
  const period = periodOf(query, zone, now)
  const by = query.by ?? null
  const asked: Asked = { tenantId, actor, zone, now, period, by: null, only: onlyOf(actor, query), filter: filterOf(query) }
  const names = [...new Set(query.names ?? measureNames)]
  const sets = [
    ...new Set(
      names.flatMap((name) => {
        const rule = measureRules[name]
        return isCounted(rule) && rule.kind !== 'duration' && rule.kind !== 'customers' ? Object.values(setsOf(rule)) : []
      }),
    ),
  ]
  const tallied = async (one: Asked) => ({ asked: one, counted: await tally(tx, one, sets) })
  const now_ = await tallied(asked)
  const before = await tallied({ ...asked, period: periodBefore(period) })
  const lastYear = await tallied({ ...asked, period: periodLastYear(period, zone) })
  const cut = by && (await tallied({ ...asked, by }))
  const whole = async ({ asked: one, counted }: typeof now_, name: MeasureName) => {
    const figure = (await figuresOf(tx, one, name, counted)).get('')
    if (!figure) throw new Error(`${name} without a figure`)
    return figure
  }
  const definitions = new Map(measureDefinitions().map((definition) => [definition.name, definition]))
  const measures: Measured[] = []
  for (const name of names) {
    const definition = definitions.get(name)
    const isCut = cut && by && definition?.cuts.includes(by)
    const rows = isCut ? [...(await figuresOf(tx, cut.asked, name, cut.counted))] : []
    measures.push({
      name,
      unit: definition?.unit ?? 'count',
      total: await whole(now_, name),
      previous: await whole(before, name),
      lastYear: await whole(lastYear, name),
      rows: rows.map(([key, figure]): MeasureRow => ({ ...figure, key, name: null })).toSorted(inOrderOf(by)),
      links: linksOf(name, definition?.rowsOf ?? 'none', query, period, by),
    })
  }
  const named = await namesOf(tx, actor, by, new Set(measures.flatMap(({ rows }) => rows.map(({ key }) => key))))
  for (const { rows } of measures) for (const row of rows) row.name = named.get(row.key) ?? null
  const seq = await countedUpTo(tx, tenantId)
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    by,
    sequence: seq,
    recounting: await recountingOf(tx, tenantId),
    measures,
  }
}

/** How much is counted anew already, while it is. */
async function recountingOf(tx: Tx, tenantId: string): Promise<number | null> {
  const { asked_at: askedAt, next_generation: next, counted, of } = await stateOf(tx, tenantId)
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
  by === 'day' || by === 'week' || by === 'month'
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
  if (by === 'category') return categoryNamesOf(tx, tenantId, ids)
  return new Map()
}
