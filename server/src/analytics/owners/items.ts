import type { MeasureItemList, MeasureItemsQuery, MeasureName } from '@zhiwei/contract'
import type { z } from 'zod'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { filterOf } from '../measures/answer.ts'
import { measureRules } from '../measures/definitions.ts'
import { periodOf } from '../measures/period.ts'
import { ownKeyOf, readOwn } from './figures.ts'

const mostItems = 1_000

/** 明细 behind a figure of another module, the newest first, at most a thousand. @throws INPUT_INVALID of a measure of cases, NOT_PERMITTED */
export async function measureItems(
  tx: Tx,
  actor: Actor,
  name: MeasureName,
  query: z.infer<typeof MeasureItemsQuery>,
  now: Date,
): Promise<MeasureItemList> {
  const rule = measureRules[name]
  if (rule.kind !== 'owner') throw invalidInput('#/name', '这个指标背后是工单，请查 /rows')
  const zone = await tenantZone(tx, actor.tenantId)
  const asked = {
    tenantId: actor.tenantId,
    actor,
    zone,
    now,
    period: periodOf(query, zone, now),
    by: null,
    only: [],
    filter: filterOf(query),
  }
  const own = await readOwn(tx, asked, rule.owner)
  if (own === 'right') throw new AppError('NOT_PERMITTED', '您无权查看这个指标的明细')
  if (own === 'cut') throw invalidInput('#/unitId', '这个指标不分部门')
  const { by, key, part } = query
  const ofKey = by && key !== undefined ? own.items.filter((item) => ownKeyOf(item, by, zone) === key) : own.items
  const wanted = part === 'numerator' ? ofKey.filter(({ counts }) => counts) : ofKey
  const rows = wanted.toSorted((one, other) => (one.at < other.at ? 1 : -1)).slice(0, mostItems)
  return {
    rows: rows.map(({ unitId: _, ...item }) => item),
    nextCursor: null,
    total: { count: wanted.length, capped: false },
  }
}
