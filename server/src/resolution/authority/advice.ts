import type { Advice } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Case, findCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { enoughCases, farOffOf, isCheaperToSettle } from '../rules.ts'
import { authorityOf, authorityShown } from './held.ts'
import { settingsOf } from './rulebook.ts'

const lookedBackDays = 365
/** Newest like cases that are looked at: what was paid five years ago is no measure. */
const mostCases = 200
/** An act counts with the time since the same person's previous one on the case; after a longer break it is one begun afresh. Our own measure. */
const actMinutes = { least: 2, afresh: 5, breakAfter: 30 }

/**
 * 当场了结建议: what handling like cases took (measured minutes × cost a minute) against what is disputed, and what like cases got.
 * @param amountFen asked about; left out: what is disputed
 * @throws CASE_NOT_FOUND
 * Source: docs/rules/authority.md
 */
export async function adviceOn(tx: Tx, actor: Actor, idOrNumber: string, amountFen: number | undefined, now: Date): Promise<Advice> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { tenantId } = actor
  const { minuteCostFen } = await settingsOf(tx, tenantId)
  const held = await authorityOf(tx, tenantId, actor.userId, complaintCase, now)
  const since = new Date(now.getTime() - lookedBackDays * 86_400_000)
  const { category, ...measured } = await measureLike(tx, complaintCase, since)
  const costFen = Math.round(measured.minutes * minuteCostFen)
  const disputedFen = complaintCase.amount_fen
  const { cases, ...got } = await remediesOfLike(tx, complaintCase, category, since)
  return {
    disputedFen,
    handling: { ...measured, minuteCostFen, costFen, enough: measured.cases >= enoughCases },
    settleNow: isCheaperToSettle(disputedFen, { costFen, cases: measured.cases }, held.remainingFen),
    fairness: { cases, ...got, enough: cases >= enoughCases, farOff: farOffOf(amountFen ?? null, got.medianFen, cases) },
    halfFen: disputedFen === null ? null : Math.round(disputedFen / 2),
    category,
    authority: authorityShown(held),
  }
}

/** The node itself, then the branch above it while there are too few. */
async function measureLike(tx: Tx, complaintCase: Case, since: Date) {
  let category = complaintCase.category
  let measured = await minutesOfLike(tx, complaintCase, category, since)
  while (measured.cases < enoughCases && category?.includes('.')) {
    category = category.slice(0, category.lastIndexOf('.'))
    measured = await minutesOfLike(tx, complaintCase, category, since)
  }
  return { ...measured, category }
}

// A node and its branch are one stretch in the order of bytes: no code has a character below the dot.
const likeCases = ({ tenant_id: tenantId, id }: Case, category: string | null, since: Date) => sql`
  select c.id from complaint_case c
  where c.tenant_id = ${tenantId} and c.id <> ${id} and c.erased_at is null and c.merged_into is null and c.origin = 'live'
    and c.received_at >= ${since} and c.status in ('answered', 'confirmed', 'closed', 'archived')
    and c.category collate "C" >= ${category} and c.category collate "C" < ${`${category}/`}`

/** Median minutes people worked at like cases that went through a unit, from acceptance on. */
async function minutesOfLike(
  tx: Tx,
  complaintCase: Case,
  category: string | null,
  since: Date,
): Promise<{ minutes: number; cases: number }> {
  if (category === null) return { minutes: 0, cases: 0 }
  const { rows } = await sql<{ minutes: number | null; cases: number }>`
    with alike as (
      ${likeCases(complaintCase, category, since)} and c.accepted_at is not null and c.unit_id is not null
      order by c.received_at desc limit ${mostCases}
    ), worked as (
      select e.case_id, extract(epoch from e.at - lag(e.at) over (partition by e.case_id, e.actor_id order by e.no)) / 60 as gap
      from alike join case_event e on e.tenant_id = ${complaintCase.tenant_id} and e.case_id = alike.id
      where e.actor_id is not null and e.kind <> 'complaint.received'
    ), sums as (
      select case_id, sum(case when gap <= ${actMinutes.breakAfter} then greatest(gap, ${actMinutes.least}) else ${actMinutes.afresh} end) as minutes
      from worked group by case_id
    )
    select percentile_cont(0.5) within group (order by minutes)::float8 as minutes, count(*) as cases from sums`.execute(tx)
  return { minutes: Math.round((rows[0]?.minutes ?? 0) * 10) / 10, cases: rows[0]?.cases ?? 0 }
}

type Got = { cases: number; medianFen: number | null; minFen: number | null; maxFen: number | null }

/** What like cases got that got money, each case's remedies together. */
async function remediesOfLike(tx: Tx, complaintCase: Case, category: string | null, since: Date): Promise<Got> {
  if (category === null) return { cases: 0, medianFen: null, minFen: null, maxFen: null }
  const { rows } = await sql<Got>`
    with alike as (${likeCases(complaintCase, category, since)} order by c.received_at desc limit ${mostCases * 5}),
    got as (
      select r.case_id, sum(r.amount_fen) as fen from alike
      join remedy r on r.tenant_id = ${complaintCase.tenant_id} and r.case_id = alike.id and r.state = 'granted' and r.kind <> 'thanks'
      group by r.case_id having sum(r.amount_fen) > 0
    )
    select count(*) as cases, round(percentile_cont(0.5) within group (order by fen::float8))::bigint as "medianFen",
      min(fen)::bigint as "minFen", max(fen)::bigint as "maxFen" from got`.execute(tx)
  return rows[0] ?? { cases: 0, medianFen: null, minFen: null, maxFen: null }
}
