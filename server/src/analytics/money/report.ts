import type { Measured, MoneyReport } from '@zhiwei/contract'
import { wilsonOf } from '@zhiwei/signals'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import { actionsConcluded } from '../../improvement/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { answerMeasures } from '../measures/answer.ts'
import { enoughFrom } from '../measures/figure.ts'
import { type Period, periodOf, untilNow } from '../measures/period.ts'
import { tallyCustomers } from '../measures/tally.ts'
import { moneySetting } from './setting.ts'

/** Narrow enough (± 10 points at most, 95 %) to tell the published steps apart. */
export const ownFrom = 100
/** CCCS 投诉处理规范, quoted in rules of the domain §2: of those with a major complaint so many buy again. */
const published = { silent: 0.09, unsolved: 0.19, solved: 0.54, solvedFast: 0.82 } as const
/** 24 who feel the same to each who complains: quoted since TARP's surveys of the seventies, also by 客户世界. */
const publishedSilent = 24
const yearMs = 365 * 86_400_000
type Cohorts = MoneyReport['cohorts']

/** 钱与价值 of a period: how customers fare, what not solving costs, what actions saved; each figure from the measures, own data before published ones. */
export async function moneyReport(
  tx: Tx,
  actor: Actor,
  query: { from?: string | undefined; to?: string | undefined },
  now: Date,
): Promise<MoneyReport> {
  const { tenantId } = actor
  const zone = await tenantZone(tx, tenantId)
  const period = untilNow(periodOf(query, zone, now), now)
  const year = { from: new Date(period.to.getTime() - yearMs), to: period.to }
  // Cohorts of a year: whether a customer stays shows late.
  const { measures } = await answerMeasures(
    tx,
    actor,
    { names: ['repurchaseSolvedFastRatio', 'repurchaseSolvedRatio', 'repurchaseUnsolvedRatio', 'handlingCostFen'], ...asQuery(year) },
    now,
  )
  const [fast, solved, unsolved, cost] = measures.map(({ total }) => total)
  const asked = { tenantId, actor, zone, now, period, by: null, only: [] }
  const closed = await tallyCustomers(tx, asked, ['closedSolvedFast', 'closedSolved', 'closedUnsolved'])
  const counted = (name: string) => closed[name]?.get('')?.count ?? 0
  const silent = await silentOf(tx, actor, period, year, now)
  const cohorts: Cohorts = [
    cohortOf('silent', await silentKept(tx, tenantId, year), silent.estimate),
    cohortOf('unsolved', unsolved, counted('closedUnsolved')),
    cohortOf('solved', solved, counted('closedSolved')),
    cohortOf('solvedFast', fast, counted('closedSolvedFast')),
  ]
  const costFen = cost?.value ?? null
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    ownFrom,
    cohorts,
    silent,
    unsolved: await lossOf(tx, tenantId, cohorts),
    costFen,
    actions: await savedByActions(tx, actor, year, costFen),
  }
}

const asQuery = ({ from, to }: Period) => ({ from: from.toISOString(), to: to.toISOString() })

type Known = Pick<Measured['total'], 'numerator' | 'denominator'>
function cohortOf(cohort: keyof typeof published, known: Known | undefined, count: number): Cohorts[number] {
  const [stayed, of] = [known?.numerator ?? 0, known?.denominator ?? 0]
  const enough = of >= enoughFrom
  const own = { stayed, of, value: enough ? stayed / of : null, interval: enough ? wilsonOf(stayed, of) : null }
  const basis = of >= ownFrom ? 'own' : 'published'
  return { cohort, published: published[cohort], own, basis, kept: basis === 'own' ? stayed / of : published[cohort], count }
}

/** 沉默客户: unhappy in a contact of the year and without a complaint until ninety days later; whether they stayed, as far as it is known. */
async function silentKept(tx: Tx, tenantId: string, { from, to }: Period): Promise<Known> {
  const { rows } = await sql<{ of: number; stayed: number }>`
    select count(*)::int as of, (count(*) filter (where last.outcome <> 'left'))::int as stayed from (
      select distinct on (customer_id) customer_id, at from latent_customer l where l.tenant_id = ${tenantId} and l.at >= ${from} and l.at < ${to}
        and not exists (select 1 from complaint_case c where c.tenant_id = l.tenant_id and c.customer_id = l.customer_id
          and c.received_at >= l.first_contact_at and c.received_at < l.at + interval '90 days')
      order by customer_id, at) s
    join lateral (
      select o.outcome from customer_outcome o where o.tenant_id = ${tenantId} and o.customer_id = s.customer_id and o.on_day > s.at::date
        and o.on_day <= s.at::date + 365 order by o.on_day desc limit 1) last on true`.execute(tx)
  return { numerator: rows[0]?.stayed ?? 0, denominator: rows[0]?.of ?? 0 }
}

/** 沉默者估计: customers who complained × who feel the same; one's own ratio where the contacts of a year know at least a hundred who complained. */
async function silentOf(tx: Tx, actor: Actor, period: Period, { from, to }: Period, now: Date): Promise<MoneyReport['silent']> {
  const { tenantId } = actor
  const { measures } = await answerMeasures(tx, actor, { names: ['repeatRatio'], ...asQuery(period) }, now)
  const complained = measures[0]?.total.denominator ?? 0
  const { rows } = await sql<{ silent: number; complained: number }>`
    with unhappy as (
      select distinct customer_id from latent_customer where tenant_id = ${tenantId} and at >= ${from} and at < ${to}
      union select distinct customer_id from contact where tenant_id = ${tenantId} and at >= ${from} and at < ${to} and verdict = 'complained' and customer_id is not null)
    select (count(*) filter (where c.hit is null))::int as silent, (count(*) filter (where c.hit is not null))::int as complained
    from unhappy u left join lateral (
      select 1 as hit from complaint_case k where k.tenant_id = ${tenantId} and k.customer_id = u.customer_id and k.received_at >= ${from} and k.received_at < ${to} limit 1) c on true`.execute(
    tx,
  )
  const own = rows[0] ?? { silent: 0, complained: 0 }
  const value = own.complained >= enoughFrom ? own.silent / own.complained : null
  const basis = own.complained >= ownFrom ? 'own' : 'published'
  const factor = basis === 'own' ? (value ?? publishedSilent) : publishedSilent
  return { complained, published: publishedSilent, own: { ...own, value }, basis, factor, estimate: Math.round(complained * factor) }
}

/** 不解决的代价: of the unsolved and the silent those whom a solution would have kept. */
async function lossOf(tx: Tx, tenantId: string, cohorts: Cohorts): Promise<MoneyReport['unsolved']> {
  const { customer_year_fen: customerYearFen } = await moneySetting(tx, tenantId)
  const of = (name: string) => cohorts.find(({ cohort }) => cohort === name)
  const lostOf = (name: string) => Math.max(0, (of('solved')?.kept ?? 0) - (of(name)?.kept ?? 0)) * (of(name)?.count ?? 0)
  const lost = Math.round(lostOf('unsolved'))
  return { lost, lostSilent: Math.round(lostOf('silent')), customerYearFen, fen: customerYearFen === null ? null : lost * customerYearFen }
}

/** 措施省下的: complaints fewer than at the rate before within the window watched, by the measured rate ratio with its interval, × cost per complaint. */
async function savedByActions(tx: Tx, actor: Actor, { from, to }: Period, costFen: number | null): Promise<MoneyReport['actions']> {
  const concluded = await actionsConcluded(tx, actor, from, to)
  return concluded
    .flatMap(({ id, title, at, counted, ratio, interval }) => {
      if (!counted) return []
      const { before, after } = counted
      const expected = before.exposure > 0 ? (before.count * after.exposure) / before.exposure : 0
      const known = ratio !== null && interval !== null && interval.high !== null && before.count >= enoughFrom
      const saved = known ? expected * (1 - ratio) : null
      const savedInterval = known ? { low: expected * (1 - (interval.high ?? 0)), high: expected * (1 - interval.low) } : null
      const money = (count: number) => Math.round(count * (costFen ?? 0))
      const isPriced = saved !== null && savedInterval !== null && costFen !== null
      return [
        {
          ...{ id, title, at: at.toISOString(), before: before.count, after: after.count, rateRatio: ratio },
          interval: interval?.high == null ? null : { low: interval.low, high: interval.high },
          ...{ saved, savedInterval },
          savedFen: isPriced ? money(saved) : null,
          savedFenInterval: isPriced ? { low: money(savedInterval.low), high: money(savedInterval.high) } : null,
        },
      ]
    })
    .toSorted((one, other) => (other.saved ?? 0) - (one.saved ?? 0))
}
