import type { PartnerDetail, PartnerList, PartnerRow, PartnerScore } from '@zhiwei/contract'
import { sql } from 'kysely'
import { findUnits, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginOf, type Day, dayAfter, dayOf } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import { wholeList } from '../../platform/keyset.ts'
import { type PartnerCounts, scoreOf } from './rules.ts'

/** Days that are looked back upon. */
const scoredDays = 365

type Firm = { id: string; name: string }
type Counts = { unit_id: string; open: number; overdue: number; due: number; on_time: number; decided: number; first: number }
type Judged = { unit_id: string; worked: number; judged: number; undecided: number }

/** Of each firm: its asks that fell due or were answered in the year, their first answers, and the actions judged in it. */
async function countsOf(tx: Tx, tenantId: string, now: Date, unitId?: string) {
  const zone = await tenantZone(tx, tenantId)
  const today = dayOf(now, zone)
  const from = dayAfter(today, -scoredDays)
  const ofUnit = unitId ? sql`and p.unit_id = ${unitId}` : sql``
  const { rows } = await sql<Counts>`
    select p.unit_id,
      count(distinct p.id) filter (where r.closed_at is null)::int as open,
      count(*) filter (where r.closed_at is null and a.state in ('asked', 'returned') and a.due_on < ${today}::date)::int as overdue,
      count(*) filter (where a.due_on >= ${from}::date and (n.answered_on is not null or a.due_on < ${today}::date))::int as due,
      count(*) filter (where a.due_on >= ${from}::date and n.answered_on <= a.due_on)::int as on_time,
      count(*) filter (where n.answered_on >= ${from}::date and n.verdict is not null)::int as decided,
      count(*) filter (where n.answered_on >= ${from}::date and n.verdict = 'accepted')::int as first
    from partner_part p
    join eight_d r on r.tenant_id = p.tenant_id and r.id = p.eight_d_id
    join partner_ask a on a.tenant_id = p.tenant_id and a.part_id = p.id
    left join partner_answer n on n.tenant_id = a.tenant_id and n.part_id = a.part_id and n.discipline = a.discipline and n.round = 1
    where p.tenant_id = ${tenantId} and p.withdrawn_at is null ${ofUnit}
    group by p.unit_id`.execute(tx)
  const judged = await sql<Judged>`
    select a.unit_id, count(*) filter (where a.verdict = 'worked')::int as worked,
      count(*) filter (where a.verdict in ('worked', 'didNotWork'))::int as judged,
      count(*) filter (where a.verdict in ('unclear', 'notEnoughData'))::int as undecided
    from action a
    where a.tenant_id = ${tenantId} and a.judged_at >= ${beginOf(from, zone)} and a.unit_id is not null
      and exists (select 1 from partner_part p where p.tenant_id = a.tenant_id and p.unit_id = a.unit_id ${ofUnit})
    group by a.unit_id`.execute(tx)
  const asks = new Map(rows.map((row) => [row.unit_id, row]))
  const actions = new Map(judged.rows.map((row) => [row.unit_id, row]))
  return (firm: Firm): PartnerRow => rowOf(firm, asks.get(firm.id), actions.get(firm.id))
}

function rowOf(unit: Firm, asks: Counts | undefined, actions: Judged | undefined): PartnerRow {
  const counts: PartnerCounts = {
    timely: { hits: asks?.on_time ?? 0, of: asks?.due ?? 0 },
    complete: { hits: asks?.first ?? 0, of: asks?.decided ?? 0 },
    effective: { hits: actions?.worked ?? 0, of: actions?.judged ?? 0 },
    undecided: actions?.undecided ?? 0,
  }
  return { unit, openParts: asks?.open ?? 0, overdueAsks: asks?.overdue ?? 0, score: scoreOf(counts) }
}

/** The units that are partner firms, in the order of their names. */
async function firmsOf(tx: Tx, tenantId: string): Promise<Firm[]> {
  const units = await findUnits(tx, tenantId)
  const asked = new Set(
    (await tx.selectFrom('partner_part').select('unit_id').distinct().where('tenant_id', '=', tenantId).execute()).map(
      (row) => row.unit_id,
    ),
  )
  return units.filter(({ id, kind, active }) => asked.has(id) || (kind === 'partner' && active)).map(({ id, name }) => ({ id, name }))
}

/** 合作单位与评分. */
export async function listPartners(tx: Tx, tenantId: string, now: Date): Promise<PartnerList> {
  const shown = await countsOf(tx, tenantId, now)
  return wholeList((await firmsOf(tx, tenantId)).map(shown))
}

/** What a firm is told of its own score. */
export async function ownScore(tx: Tx, tenantId: string, unitId: string | null, now: Date): Promise<PartnerScore> {
  const shown = await countsOf(tx, tenantId, now, unitId ?? undefined)
  return shown({ id: unitId ?? '', name: '' }).score
}

/** 合作单位页: the score and every figure it rests on. @throws NOT_FOUND */
export async function partnerDetail(tx: Tx, tenantId: string, unitId: string, now: Date): Promise<PartnerDetail> {
  const firm = (await firmsOf(tx, tenantId)).find(({ id }) => id === unitId)
  if (!firm) throw new AppError('NOT_FOUND', '没有这家合作单位')
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const { rows: asks } = await sql<AskRow>`
    select p.id as part_id, jsonb_build_object('id', r.id, 'name', r.title) as report, a.discipline, a.due_on::text as due_on, a.state,
      r.closed_at is null and a.state in ('asked', 'returned') and a.due_on < ${today}::date as overdue,
      (select min(n.answered_on)::text from partner_answer n where n.tenant_id = a.tenant_id and n.part_id = a.part_id and n.discipline = a.discipline) as first,
      (select count(*)::int from partner_answer n where n.tenant_id = a.tenant_id and n.part_id = a.part_id and n.discipline = a.discipline) as rounds
    from partner_part p
    join eight_d r on r.tenant_id = p.tenant_id and r.id = p.eight_d_id
    join partner_ask a on a.tenant_id = p.tenant_id and a.part_id = p.id
    where p.tenant_id = ${tenantId} and p.unit_id = ${unitId} and p.withdrawn_at is null
    order by a.due_on desc, p.id limit 200`.execute(tx)
  const { rows: actions } = await sql<PartnerDetail['actions'][number]>`
    select a.id, a.kind, a.title, a.due_on::text as "dueOn", a.state, a.verdict, jsonb_build_object('id', r.id, 'name', r.title) as report
    from action a join eight_d r on r.tenant_id = a.tenant_id and r.id = a.eight_d_id
    where a.tenant_id = ${tenantId} and a.unit_id = ${unitId} order by a.at desc limit 200`.execute(tx)
  return {
    ...(await countsOf(tx, tenantId, now, unitId))(firm),
    asks: asks.map(({ part_id: partId, due_on: dueOn, first, ...ask }) => ({
      ...ask,
      partId,
      dueOn,
      firstAnsweredOn: first,
      onTime: first ? first <= dueOn : dueOn < today ? false : null,
    })),
    actions,
  }
}

type AskRow = Pick<PartnerDetail['asks'][number], 'report' | 'discipline' | 'state' | 'overdue' | 'rounds'> & {
  part_id: string
  due_on: Day
  first: Day | null
}
