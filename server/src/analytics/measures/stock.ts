import type { MeasureCut, MeasureFigure } from '@zhiwei/contract'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { setNamed } from '../sets.ts'
import type { StockRule } from './definitions.ts'
import { empty } from './figure.ts'
import { dayStart, stepsOf, untilNow } from './period.ts'
import { type Asked, factsOf, isRolledUpFor, keyOf, keySign, type Tally, tally } from './tally.ts'
import { isTime, type TimeCut } from './time-cuts.ts'

type Stock = Map<string, number>

/** 存量: how much stands at the end of the period, by key of the cut; over time at the end of every day, week or month of it. */
export async function stocksOf(tx: Tx, asked: Asked, rule: StockRule): Promise<Map<string, MeasureFigure>> {
  const time = [asked.by, asked.across ?? null].find(isTime)
  const stock = time ? await stockOverTime(tx, asked, rule, time) : await stockAt(tx, asked, rule, untilNow(asked.period, asked.now).to)
  if (asked.by === null && !stock.has('')) stock.set('', 0)
  return new Map([...stock].map(([key, count]) => [key, { ...empty, numerator: count, value: count, enough: true }]))
}

/** What of the facts stands at the moment: it had come before, and had not left. */
export function standingAt(asked: Pick<Asked, 'tenantId' | 'only'>, rule: StockRule, at: Date): RawBuilder<SqlBool> {
  const until = sql.raw(setNamed(rule.left).at)
  return sql`${cameBefore(asked, rule, at)} and (${until} is null or ${until} >= ${at})`
}

function cameBefore({ tenantId, only }: Pick<Asked, 'tenantId' | 'only'>, { came }: StockRule, at: Date): RawBuilder<SqlBool> {
  const since = sql<SqlBool>`f.tenant_id = ${tenantId} and ${sql.raw(setNamed(came).at)} < ${at}`
  return sql.join([since, ...only.map(({ where }) => where)], sql` and `) as RawBuilder<SqlBool>
}

/** Counted beforehand it is all that ever came less all that ever left; else of the facts that stand. */
async function stockAt(tx: Tx, asked: Asked, rule: StockRule, at: Date): Promise<Stock> {
  if (asked.period.from >= at && asked.period.from >= asked.now) return new Map()
  if (isRolledUpFor(asked)) {
    const ever = { ...asked, period: { from: dayStart(new Date(0), asked.zone), to: at } }
    return without(await tally(tx, ever, [rule.came, rule.left]), rule)
  }
  const until = sql.raw(setNamed(rule.left).at)
  // Each half by an index of its own.
  const halves = [sql`${until} is null`, sql`${until} >= ${at}`].map(
    (half) =>
      sql`select ${keyOf(asked, rule.came)} as key, count(*) as count from ${factsOf(asked)} where ${cameBefore(asked, rule, at)} and ${half} group by 1`,
  )
  const { rows } = await sql<{ key: string; count: number }>`
    select key, sum(count)::int as count from (${sql.join(halves, sql` union all `)}) as half group by 1`.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

function without(counted: Record<string, Tally>, { came, left }: StockRule): Stock {
  const stock: Stock = new Map()
  for (const [key, { count }] of counted[came] ?? []) stock.set(key, count)
  for (const [key, { count }] of counted[left] ?? []) stock.set(key, (stock.get(key) ?? 0) - count)
  return new Map([...stock].filter(([, count]) => count !== 0))
}

/** What stood when the period began, and on with what came and left in every step. */
async function stockOverTime(tx: Tx, asked: Asked, rule: StockRule, time: TimeCut): Promise<Stock> {
  const { across: second = null, ...first } = asked
  const own: MeasureCut | null = first.by === time ? second : first.by
  const opening = await stockAt(tx, { ...first, by: own }, rule, asked.period.from)
  const changes = without(await tally(tx, asked, [rule.came, rule.left]), rule)
  const keyAt = (step: string, key: string) =>
    second === null ? step : first.by === time ? `${step}${keySign}${key}` : `${key}${keySign}${step}`
  const parts = [...changes.keys()].map((key) => key.split(keySign))
  const keys = new Set([
    ...opening.keys(),
    ...(second === null ? [''] : parts.map(([one = '', other = '']) => (first.by === time ? other : one))),
  ])
  const stock: Stock = new Map()
  for (const key of keys) {
    let standing = opening.get(key) ?? 0
    for (const step of stepsOf(asked.period, time, asked.zone, asked.now)) {
      standing += changes.get(keyAt(step, key)) ?? 0
      stock.set(keyAt(step, key), standing)
    }
  }
  return stock
}
