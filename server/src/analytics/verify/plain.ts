import type { FactSetName } from '../sets.ts'

import { moreQueries, moreSources } from './plain-more.ts'

/**
 * Each set of facts once more, as a plain and slow query over what happened: no roll-up, no fact, none of the code that keeps them. Columns case_id,
 * cycle, at, value; $1 the tenant. What they find and what is kept must be the same rows. What many parts of a query look into by the case is not
 * materialized: looked through as a list it took the square of the cases.
 */
const sources = `
  standing as not materialized (select * from complaint_case where tenant_id = $1 and erased_at is null),
  happened as not materialized (select e.* from case_event e join standing c on c.id = e.case_id where e.tenant_id = $1),
  cycles as not materialized (
    select id as case_id, 1 as cycle, received_at as began_at from standing
    union all select case_id, cycle, at from happened where kind = 'case.reopened'),
  rests as (
    select s.case_id, s.cycle, s.at as rests_at,
      (select min(r.at) from happened r where r.case_id = s.case_id and r.cycle = s.cycle and r.kind = 'case.resumed' and r.no > s.no) as works_at
    from happened s where s.kind = 'case.suspended'),
  ends as (
    select case_id, cycle, min(at) as at from happened where kind = 'case.closed' group by 1, 2
    union all select id, 1, closed_at from standing c where origin = 'history' and closed_at is not null
      and not exists (select 1 from happened e where e.case_id = c.id and e.cycle = 1 and e.kind = 'case.closed')),
  findings as (
    select case_id, cycle, no, at, kind, facts ->> 'finding' as finding, facts ->> 'kind' as made from happened
    where kind in ('case.findingMade', 'case.returned', 'case.answered') and facts ->> 'finding' is not null),
  decided as (
    select case_id, cycle, min(at) as at, (array_agg(finding order by no desc))[1] as finding from findings group by 1, 2),
  clocks as (select k.* from case_clock k join standing c on c.id = k.case_id where k.tenant_id = $1 and k.regime = 'company'),
  due_closures as (
    select distinct on (case_id, cycle) * from clocks where step in ('closure', 'answer') order by case_id, cycle, step = 'closure' desc),
  answers as (select distinct on (case_id, cycle) * from happened where kind = 'case.answered' order by case_id, cycle, no),
  told_scores as (
    select distinct on (case_id, cycle) case_id, cycle, (facts ->> 'satisfaction')::int as score from happened
    where kind in ('case.confirmed', 'case.followedUp') and facts ? 'satisfaction' order by case_id, cycle, no desc),
  scores as (
    select y.case_id, y.cycle, coalesce(s.satisfaction, t.score) as score from cycles y
    left join survey s on s.tenant_id = $1 and s.case_id = y.case_id and s.cycle = y.cycle
    left join told_scores t on t.case_id = y.case_id and t.cycle = y.cycle),
  remedies as (
    select e.case_id, e.cycle, e.at, e.kind, (e.facts ->> 'amountFen')::bigint as fen from happened e
    where (e.kind = 'case.remedyGranted' or (e.kind = 'case.remedyDecided' and e.facts ->> 'verdict' = 'approved')) and e.facts ->> 'kind' <> 'thanks'
      and not exists (select 1 from happened r where r.case_id = e.case_id and r.kind = 'case.remedyReversed'
        and r.facts ->> 'remedyId' = e.facts ->> 'remedyId'))`

const nothing = '0::bigint as value'
const cycleHas = (kind: string) =>
  `exists (select 1 from happened x where x.case_id = r.case_id and x.cycle = r.cycle and x.kind = '${kind}')`
const first = (...kinds: string[]) =>
  `select case_id, cycle, min(at) as at, ${nothing} from happened where kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}) group by 1, 2`
const accepted = `select * from (${first('case.accepted')}) r where cycle = 1`
const counted = (...kinds: string[]) => `(select count(*) from happened x where x.case_id = r.case_id and x.cycle = r.cycle
  and x.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`
const dispatched = `(${first('case.dispatched')}) r`
const contactDue =
  "select case_id, cycle, due_at as at, 0::bigint as value from clocks where step = 'firstContact' and state not in ('cancelled', 'paused')"
const closureDue = "select case_id, cycle, due_at as at, 0::bigint as value from due_closures where state not in ('cancelled', 'paused')"
const handlingDue =
  "select case_id, cycle, due_at as at, 0::bigint as value from clocks where step = 'handling' and state not in ('cancelled', 'paused')"
const received = `select id as case_id, 1 as cycle, received_at as at, ${nothing} from standing`
const reached = (condition: string) => `select * from (${received}) r where ${condition}`
const ended = `select case_id, cycle, at, ${nothing} from ends r`
const scored = `select r.case_id, r.cycle, r.at, s.score as value from ends r join scores s using (case_id, cycle) where s.score is not null`
const decided = `select case_id, cycle, at, ${nothing} from decided where finding in ('substantiated', 'partly', 'unsubstantiated')`
const substantiated = `select case_id, cycle, at, ${nothing} from decided r where finding = 'substantiated'`
const claimed = 'select id as case_id, 1 as cycle, received_at as at, amount_fen as value from standing where amount_fen > 0'
const remedied = 'select case_id, cycle, min(at) as at, count(*) as value from remedies group by 1, 2'
const outside = `coalesce((select regulator from standing where id = r.case_id), 'null') <> 'null' or exists (
  select 1 from happened x where x.case_id = r.case_id and x.kind = 'case.stageChanged' and (x.facts ->> 'to')::int >= 5)`
const reviews = "select * from findings where kind = 'case.findingMade' and made <> 'made'"
const restSeconds = `coalesce((select sum(extract(epoch from least(coalesce(x.works_at, r.at), r.at) - x.rests_at)) from rests x
  where x.case_id = r.case_id and x.cycle = r.cycle), 0)`
const wholeSeconds = 'extract(epoch from r.at - (select began_at from cycles y where y.case_id = r.case_id and y.cycle = r.cycle))'

const overdueClocks = `select * from due_closures where state not in ('cancelled', 'paused') and due_at < coalesce(ended_at, 'infinity')`
const opened = "('registered', 'accepted', 'dispatched', 'handling', 'returned', 'answered', 'confirmed')"
const leaves = "(e.kind in ('case.closed', 'case.withdrawn', 'case.declined') or (e.kind = 'case.merged' and e.facts ? 'intoId'))"
/** Whoever was brought in as ended has no event of it. */
const leftHand = `select y.case_id, y.cycle, ${nothing},
    coalesce((select e.at from happened e where e.case_id = y.case_id and e.cycle = y.cycle and ${leaves} order by e.no desc limit 1), r.at, y.began_at) as at
  from cycles y join standing c on c.id = y.case_id left join ends r on r.case_id = y.case_id and r.cycle = y.cycle
  where c.status not in ${opened} or c.merged_into is not null or exists (select 1 from cycles n where n.case_id = y.case_id and n.cycle > y.cycle)`
const isAsked =
  'exists (select 1 from survey s where s.tenant_id = $1 and s.case_id = r.case_id and s.cycle = r.cycle and s.asked_at is not null)'

const queries: Record<FactSetName, string> = {
  received,
  accepted,
  contacted: first('case.messageSent', 'case.answered', 'case.declined'),
  contactDue,
  contactInTime: `${contactDue} and state = 'met' and breached_at is null`,
  closureDue,
  closureDone: `${closureDue} and ended_at is not null`,
  closureInTime: `${closureDue} and state = 'met' and breached_at is null`,
  handlingDue,
  handlingInTime: `${handlingDue} and state = 'met' and breached_at is null`,
  closed: `select case_id, cycle, at, round(${wholeSeconds} - ${restSeconds})::bigint as value from ends r`,
  closedWithRest: `select case_id, cycle, at, round(${wholeSeconds})::bigint as value from ends r`,
  closedReopened: `${ended} where exists (select 1 from cycles y where y.case_id = r.case_id and y.cycle > r.cycle)`,
  solvedAtOnce: `select c.id as case_id, 1 as cycle, c.received_at as at, ${nothing} from standing c
    join answers a on a.case_id = c.id and a.cycle = 1 and a.facts ->> 'onTheSpot' = 'true'
    where not exists (select 1 from cycles y where y.case_id = c.id and y.cycle > 1)
      and c.id not in (select case_id from again)`,
  acceptedEscalated: `${accepted} and ${cycleHas('case.escalated')}`,
  acceptedOutside: `${accepted} and (${outside})`,
  decided,
  decidedSubstantiated: `${decided} and finding <> 'unsubstantiated'`,
  decidedUnsubstantiated: `${decided} and finding = 'unsubstantiated'`,
  reviewed: `select case_id, cycle, min(at) as at, ${nothing} from (${reviews}) r group by 1, 2`,
  reviewedOverturned: `select r.case_id, r.cycle, min(r.at) as at, ${nothing} from (${reviews}) r join decided d using (case_id, cycle)
    group by r.case_id, r.cycle, d.finding having d.finding <> (select f.finding from findings f where f.case_id = r.case_id and f.cycle = r.cycle
      and f.no < min(r.no) order by f.no desc limit 1)`,
  substantiated,
  substantiatedWithCause: `${substantiated} and ${cycleHas('case.causeFound')}`,
  dispatched: `select case_id, cycle, at, ${counted('case.dispatched', 'case.transferred')} as value from ${dispatched}`,
  sentBack: `select case_id, cycle, at, ${counted('case.sentBack')} as value from ${dispatched} where ${cycleHas('case.sentBack')}`,
  moved: `select case_id, cycle, at, ${counted('case.dispatched', 'case.transferred', 'case.sentBack', 'case.recalled')} as value from ${dispatched}`,
  claimed,
  claimedGranted: `select r.case_id, r.cycle, r.at, coalesce((select sum(fen) from remedies x where x.case_id = r.case_id and x.cycle = 1), 0)::bigint as value
    from (${claimed}) r`,
  remedied,
  remediedOverLimit: `select r.case_id, r.cycle, r.at, x.value from (${remedied}) r
    join (select case_id, cycle, count(*) as value from remedies where kind = 'case.remedyDecided' group by 1, 2) x using (case_id, cycle)`,
  asked: `${ended} where ${isAsked} or ${cycleHas('case.confirmed')} or ${cycleHas('case.followedUp')}`,
  scored,
  satisfied: `${scored} and s.score >= 4`,
  scoredLow: `${scored} and s.score <= 2`,
  ...moreQueries,
  reachedAcceptance: reached(cycleHas('case.accepted')),
  reachedDispatch: reached(cycleHas('case.dispatched')),
  reachedAnswer: reached(cycleHas('case.answered')),
  reachedFollowUp: reached(`${isAsked} or ${cycleHas('case.confirmed')} or ${cycleHas('case.followedUp')}`),
  reachedClosure: reached('exists (select 1 from ends x where x.case_id = r.case_id and x.cycle = r.cycle)'),
  cameInHand: `select case_id, cycle, began_at as at, ${nothing} from cycles`,
  leftHand,
  fellOverdue: `select case_id, cycle, due_at as at, ${nothing} from (${overdueClocks}) r`,
  leftOverdue: `select case_id, cycle, ended_at as at, ${nothing} from (${overdueClocks}) r where ended_at is not null`,
  caused: first('case.causeFound'),
  recovered: `${scored} and s.score <= 2 and exists (select 1 from scores t where t.case_id = r.case_id and t.cycle = r.cycle + 1 and t.score >= 4)`,
}

export const plainQuery = (name: FactSetName) => `with ${sources}, ${moreSources} ${queries[name]}`
