import type { CareEffect, CareResult, EffectArm } from '@zhiwei/contract'
import { wilsonOf } from '@zhiwei/signals'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Arm } from '../tables.ts'

/** 30 天 after the decision to call or to leave. */
export const windowDays = 30
/** Complaints one must expect in an arm before a rate is told (rules of measures). */
const neededExpected = 5
const dayMs = 86_400_000

/** One customer of an arm whose window is over. */
export type Observed = { arm: Arm; probability: number; complained: boolean; inCare: boolean; wentOutside: boolean }

/** 关怀效果 of an arm: how many, who complained within the window; no rate where fewer than five complaints could be expected. */
export function armOf(observed: readonly Observed[], pooledRate: number): EffectArm {
  const people = observed.length
  const complained = observed.filter((one) => one.complained).length
  const enough = people > 0 && Math.max(people * pooledRate, complained) >= neededExpected
  return {
    people,
    complained,
    inCare: observed.filter(({ inCare }) => inCare).length,
    wentOutside: observed.filter(({ wentOutside }) => wentOutside).length,
    rate: enough ? complained / people : null,
    interval: enough ? wilsonOf(complained, people) : null,
  }
}

/** Difference of two shares with its interval (Newcombe 1998, from the Wilson intervals of both). */
export function differenceOf(left: EffectArm, treated: EffectArm) {
  if (left.rate === null || treated.rate === null || !left.interval || !treated.interval) return null
  const value = left.rate - treated.rate
  const low = value - Math.hypot(left.rate - left.interval.low, treated.interval.high - treated.rate)
  const high = value + Math.hypot(left.interval.high - left.rate, treated.rate - treated.interval.low)
  return { value, interval: { low, high } }
}

/** Likelier customers are called first, so the arms are also set beside each other within bands. */
const bandEdges = [0, 0.7, 0.85, 1]

const pooled = (observed: readonly Observed[]) =>
  observed.length === 0 ? 0 : observed.filter(({ complained }) => complained).length / observed.length

/** 关怀预防了什么: treated against untreated. Source: docs/rules/latent.md */
export function effectOf(observed: readonly Observed[]) {
  const of = (...arms: Arm[]) => observed.filter(({ arm }) => arms.includes(arm))
  const rate = pooled(observed)
  const treated = armOf(of('treated'), rate)
  const capacity = armOf(of('capacity'), rate)
  const holdOut = armOf(of('holdout'), rate)
  // Who was left out at random is the honest comparison, where there are enough of them.
  const randomised = holdOut.rate !== null
  const against = randomised ? holdOut : capacity
  const difference = differenceOf(against, treated)
  return {
    treated,
    capacity,
    holdOut,
    against: randomised ? ('holdOut' as const) : ('capacity' as const),
    randomised,
    enough: difference !== null,
    neededExpected,
    difference: difference?.value ?? null,
    differenceInterval: difference?.interval ?? null,
    prevented: difference ? Math.round(difference.value * treated.people) : null,
    bands: bandEdges.slice(0, -1).map((from, at) => {
      const to = bandEdges[at + 1] ?? 1
      const within = observed.filter(({ probability }) => probability >= from && (probability < to || to === 1))
      const bandRate = pooled(within)
      return {
        from,
        to,
        treated: armOf(
          within.filter(({ arm }) => arm === 'treated'),
          bandRate,
        ),
        left: armOf(
          within.filter(({ arm }) => arm !== 'treated'),
          bandRate,
        ),
      }
    }),
  }
}

type Row = { arm: Arm; probability: number; complained: boolean; in_care: boolean; outside: boolean }

/** Everyone decided about between the two instants whose 30 days are over. */
export async function careEffect(tx: Tx, tenantId: string, from: Date, to: Date, now: Date): Promise<CareEffect> {
  const overBefore = new Date(Math.min(to.getTime(), now.getTime() - windowDays * dayMs))
  const decided = sql`(select l.id, l.customer_id, l.arm, l.probability, coalesce(t.at, l.ended_at) as decided_at, t.case_id
    from latent_customer l left join care_task t on t.tenant_id = l.tenant_id and t.latent_id = l.id
    where l.tenant_id = ${tenantId} and l.arm is not null)`
  const { rows } = await sql<Row>`
    select d.arm, d.probability, k.id is not null as complained, d.case_id is not null and d.case_id = k.id as in_care, coalesce(k.outside, false) as outside
    from ${decided} d left join lateral (
      select c.id, c.regulator is not null or c.channel = 'regulator' or c.stage = 5 as outside from complaint_case c
      where c.tenant_id = ${tenantId} and c.customer_id = d.customer_id and c.erased_at is null and c.origin = 'live'
        and c.received_at > d.decided_at and c.received_at <= d.decided_at + make_interval(days => ${windowDays})
      order by c.received_at limit 1
    ) k on true
    where d.decided_at >= ${from} and d.decided_at < ${overBefore}`.execute(tx)
  const observed = rows.map((row) => ({
    arm: row.arm,
    probability: row.probability,
    complained: row.complained,
    inCare: row.in_care,
    wentOutside: row.outside,
  }))
  const { rows: waiting } = await sql<{ count: number }>`
    select count(*) as count from ${decided} d where d.decided_at >= ${overBefore} and d.decided_at < ${to}`.execute(tx)
  const { rows: results } = await sql<{ result: CareResult; count: number }>`
    select result, count(*) as count from care_task
    where tenant_id = ${tenantId} and done_at >= ${from} and done_at < ${to} and result is not null and purpose = 'latent' group by result order by count(*) desc`.execute(
    tx,
  )
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    windowDays,
    ...effectOf(observed),
    waitingForWindow: waiting[0]?.count ?? 0,
    results,
    onTime: await onTimeOf(tx, tenantId, from, to, now),
  }
}

/** 按时回访率: first calls in time of those that fell due in the period; what is overdue and open counts as late. */
async function onTimeOf(tx: Tx, tenantId: string, from: Date, to: Date, now: Date): Promise<CareEffect['onTime']> {
  const until = to < now ? to : now
  const { rows } = await sql<{ due: number; in_time: number }>`
    select count(*) as due, count(*) filter (where f.at <= t.first_due_at) as in_time from care_task t
    left join care_attempt f on f.tenant_id = t.tenant_id and f.care_task_id = t.id and f.no = 1
    where t.tenant_id = ${tenantId} and t.purpose = 'latent' and t.first_due_at >= ${from} and t.first_due_at < ${until}`.execute(tx)
  const due = rows[0]?.due ?? 0
  const inTime = rows[0]?.in_time ?? 0
  const enough = due >= neededExpected
  return { due, inTime, rate: enough ? inTime / due : null, interval: enough ? wilsonOf(inTime, due) : null }
}
