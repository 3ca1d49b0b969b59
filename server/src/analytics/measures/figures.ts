import type { MeasureFigure, MeasureName } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { hasRates } from '../money/rates.ts'
import { ownFigures } from '../owners/figures.ts'
import { setNamed } from '../sets.ts'
import { type MeasureRule, measureRules, setsOf } from './definitions.ts'
import { empty, enoughFrom, figureOf } from './figure.ts'
import { untilNow } from './period.ts'
import { ratesOf } from './rates.ts'
import { stocksOf } from './stock.ts'
import { type Asked, factsOf, groupingOf, heldBy, readOnce, type Tally, tally, tallyCustomers } from './tally.ts'

/** The figures of one measure, by key of the cut ('' alone where it is not cut). */
export async function figuresOf(
  tx: Tx,
  asked: Asked,
  name: MeasureName,
  tallies?: Record<string, Tally>,
): Promise<Map<string, MeasureFigure>> {
  const rule = measureRules[name]
  if (rule.kind === 'owner') return ownFigures(tx, asked, rule.owner)
  if (rule.kind === 'duration') return durations(tx, asked, rule)
  if (rule.kind === 'stock') return stocksOf(tx, asked, rule)
  const { numerator, denominator } = setsOf(rule)
  const sets = [...new Set([numerator, denominator])]
  const counted = rule.kind === 'customers' ? await tallyCustomers(tx, asked, sets) : (tallies ?? (await tally(tx, asked, sets)))
  if (rule.kind === 'rate') return ratesOf(tx, asked, rule, counted[numerator] ?? new Map())
  const lacks = rule.kind === 'mean' && rule.needsRates && !(await readOnce(asked, 'rates', () => hasRates(tx, asked.tenantId)))
  const keys = new Set([...(counted[numerator]?.keys() ?? []), ...(counted[denominator]?.keys() ?? [])])
  if (asked.by === null) keys.add('')
  return new Map(
    [...keys].map((key) => [
      key,
      {
        ...figureOf(rule, counted[numerator]?.get(key), counted[denominator]?.get(key)),
        ...(lacks && { lacks: 'rates' as const }),
      },
    ]),
  )
}

type Duration = { key: string; count: number; median: number | null; p90: number | null }

/** 时长: median and ninth decile, which no roll-up can give. */
async function durations(tx: Tx, asked: Asked, { set }: { set: MeasureRuleSet }): Promise<Map<string, MeasureFigure>> {
  const value = sql.raw(setNamed(set).value ?? '0')
  const passed = { ...asked, period: untilNow(asked.period, asked.now) }
  const { step, keyOf } = groupingOf(asked, set)
  const { rows } = await sql<Duration>`
    select ${keyOf(sql`each.step`)} as key, count(*)::int as count,
      percentile_cont(0.5) within group (order by each.value) as median, percentile_cont(0.9) within group (order by each.value) as p90
    from (select ${step} as step, ${value} as value from ${factsOf(asked)} where ${heldBy(passed, set)}) as each
    group by each.step`.execute(tx)
  const figures = new Map(
    rows.map(({ key, count, median, p90 }): [string, MeasureFigure] => {
      const enough = count >= enoughFrom
      const minutes = (seconds: number | null) => (enough && seconds !== null ? seconds / 60 : null)
      return [key, { ...empty, denominator: count, value: minutes(median), p90: minutes(p90), enough }]
    }),
  )
  if (asked.by === null && figures.size === 0) figures.set('', { ...empty, denominator: 0 })
  return figures
}
type MeasureRuleSet = Extract<MeasureRule, { kind: 'duration' }>['set']
