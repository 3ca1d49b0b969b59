import shipped from '../facts/standard-minutes.json' with { type: 'json' }

// The plain queries of repeats, cost and whether customers stayed; see plain.ts, whose names they use.

const dayOf = (instant: string) => `(${instant} at time zone (select zone from tenant where id = $1))::date`
const shippedMinutes = `'${JSON.stringify(shipped)}'::jsonb`
const movedKinds = "('case.dispatched', 'case.transferred', 'case.sentBack', 'case.recalled')"

/** The newest rate of this unit and kind of work that holds on the day of the event; `unit`, `work`: SQL conditions. */
const rate = (unit: string, work: string) => `(select fen_per_hour from cost_rate c where c.tenant_id = $1 and ${unit} and ${work}
  and c.effective_from <= w.day order by c.effective_from desc, c.made_at desc, c.id desc limit 1)`

export const moreSources = `
  moves as (
    select e.*, count(*) filter (where e.kind in ${movedKinds}) over (partition by e.case_id order by e.no) as nth,
      case e.kind when 'case.dispatched' then (e.facts ->> 'unitId')::uuid when 'case.transferred' then (e.facts ->> 'toUnitId')::uuid end as moved_to from happened e),
  acts as (
    select e.case_id, e.cycle, e.no, e.kind, e.actor_id, ${dayOf('e.at')} as day, ${shippedMinutes} -> e.kind ->> 'work' as work,
      coalesce((e.facts ->> 'talkSeconds')::numeric, 60 * coalesce(
        (select (s.minutes ->> e.kind)::numeric from cost_standard s where s.tenant_id = $1 and s.effective_from <= ${dayOf('e.at')}
          order by s.effective_from desc, s.made_at desc, s.id desc limit 1),
        (${shippedMinutes} -> e.kind ->> 'minutes')::numeric)) as seconds,
      first_value(e.moved_to) over (partition by e.case_id, e.nth order by e.no) as unit_id
    from moves e),
  paid as (
    select w.*, coalesce(${rate('c.unit_id = w.unit_id', 'c.work = w.work')}, ${rate('c.unit_id = w.unit_id', 'c.work is null')},
      ${rate('c.unit_id is null', 'c.work = w.work')}, ${rate('c.unit_id is null', 'c.work is null')}) as fen_per_hour
    from acts w where w.actor_id is not null and ${shippedMinutes} ? w.kind),
  own_costs as (
    select y.case_id, y.cycle, coalesce(sum(round(p.seconds * p.fen_per_hour / 3600)), 0) as fen,
      count(*) filter (where p.case_id is not null and p.fen_per_hour is null) as unpaid
    from cycles y left join paid p using (case_id, cycle) group by 1, 2),
  given as (
    select e.case_id, e.cycle, sum((e.facts ->> 'amountFen')::bigint) as fen from happened e
    left join happened x on x.case_id = e.case_id and x.kind = 'case.remedyReversed' and x.facts ->> 'remedyId' = e.facts ->> 'remedyId'
    where (e.kind = 'case.remedyGranted' or (e.kind = 'case.remedyDecided' and e.facts ->> 'verdict' = 'approved')) and x.case_id is null group by 1, 2),
  fees as (select case_id, cycle, sum(amount_fen) as fen from outside_fee where tenant_id = $1 group by 1, 2),
  costs as (
    select r.case_id, r.cycle, r.at, o.fen as own, coalesce(g.fen, 0) as remedy, coalesce(f.fen, 0) as outside
    from ends r join own_costs o on o.case_id = r.case_id and o.cycle = r.cycle join standing c on c.id = r.case_id
    left join given g on g.case_id = r.case_id and g.cycle = r.cycle
    left join fees f on f.case_id = r.case_id and f.cycle = r.cycle
    where c.origin = 'live' and o.unpaid = 0 and exists (select 1 from cost_rate c where c.tenant_id = $1)),
  rested as materialized (
    select x.case_id, x.cycle, sum(extract(epoch from least(coalesce(x.works_at, r.at), r.at) - x.rests_at)) as seconds
    from rests x join ends r using (case_id, cycle) group by 1, 2),
  last_cycles as (select case_id, max(cycle) as cycle from cycles group by 1),
  again as (
    select distinct a.case_id, a.cycle from answers a join standing d on d.duplicate_of = a.case_id
    where a.cycle = 1 and d.received_at > a.at and d.received_at <= a.at + interval '7 days'),
  bad_scores as materialized (select case_id, cycle from scores where score <= 2),
  done as (
    select o.customer_id, o.outcome <> 'left' as stayed, o.on_day::timestamp at time zone (select zone from tenant where id = $1) as at
    from customer_outcome o where o.tenant_id = $1),
  stays as (
    select distinct on (r.case_id, r.cycle) r.case_id, r.cycle, r.at, o.stayed,
      l.cycle = r.cycle and n.case_id is null and b.case_id is null as solved,
      l.cycle > r.cycle or n.case_id is not null as again, c.customer_id is not null as known,
      round(extract(epoch from r.at - y.began_at) - coalesce(s.seconds, 0)) <= 259200 as fast
    from ends r join standing c on c.id = r.case_id join cycles y on y.case_id = r.case_id and y.cycle = r.cycle join last_cycles l on l.case_id = r.case_id
    left join again n on n.case_id = r.case_id and n.cycle = r.cycle left join bad_scores b on b.case_id = r.case_id and b.cycle = r.cycle
    left join rested s on s.case_id = r.case_id and s.cycle = r.cycle
    left join done o on o.customer_id = c.customer_id and o.at > r.at and o.at <= r.at + interval '365 days'
    order by r.case_id, r.cycle, o.at desc)`

const nothing = '0::bigint as value'
const fromCustomers = `select id as case_id, 1 as cycle, received_at as at, ${nothing} from standing where customer_id is not null`
const cost = (value: string) => `select case_id, cycle, at, (${value})::bigint as value from costs`
const stays = (condition: string) => `select case_id, cycle, at, ${nothing} from stays where ${condition}`

export const moreQueries = {
  fromCustomers,
  repeated: `select r.case_id, r.cycle, r.at, r.value from (${fromCustomers}) r join standing c on c.id = r.case_id where exists (
    select 1 from standing d where d.customer_id = c.customer_id and (d.received_at, d.id) < (c.received_at, c.id) and d.received_at >= c.received_at - interval '30 days'
      and (c.duplicate_of in (d.id, d.duplicate_of) or d.duplicate_of = c.id or exists (select 1 from case_link l where l.tenant_id = $1
        and l.kind = 'repeatOf' and l.ended_at is null and ((l.case_id, l.other_case_id) in ((c.id, d.id), (d.id, c.id))))))`,
  costed: cost('own + remedy + outside'),
  costedOwn: cost('own'),
  costedRemedy: cost('remedy'),
  costedOutside: cost('outside'),
  outcomeKnown: stays('stayed is not null'),
  outcomeStayed: stays('stayed'),
  solvedFastKnown: stays('stayed is not null and solved and fast'),
  solvedFastStayed: stays('stayed and solved and fast'),
  solvedKnown: stays('stayed is not null and solved and not fast'),
  solvedStayed: stays('stayed and solved and not fast'),
  unsolvedKnown: stays('stayed is not null and not solved'),
  unsolvedStayed: stays('stayed and not solved'),
  closedSolvedFast: stays('solved and fast'),
  closedSolved: stays('solved and not fast'),
  closedUnsolved: stays('not solved'),
  closedOfCustomer: stays('known'),
  customerAgain: stays('known and again'),
  customerKept: stays('known and not again and stayed'),
  customerLeft: stays('known and not again and not stayed'),
  customerSilent: stays('known and not again and stayed is null'),
}
