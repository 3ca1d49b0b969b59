import type { PartAction, PartAsk, PartDetail, PartDetails, PartList, PartListQuery, PartRow } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { type Act, personNamed, unitNamed } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Day, dayOf } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest, wholeList } from '../../platform/keyset.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { mayEdit, visibleReports } from '../eight-d/index.ts'
import { filesOfPart } from './files.ts'
import { partsOfFirm } from './find.ts'

const waiting = ['asked', 'returned']
const isClosed = sql<boolean>`exists (select 1 from eight_d r where r.tenant_id = partner_part.tenant_id and r.id = partner_part.eight_d_id and r.closed_at is not null)`
const counted = (condition = sql`true`) =>
  sql<number>`(select count(*)::int from partner_ask a where a.tenant_id = partner_part.tenant_id and a.part_id = partner_part.id and ${condition})`

const shownParts = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('partner_part')
    .select(['id', 'eight_d_id', 'unit_id', 'title', 'brief', 'at', 'by_id', 'withdrawn_at', 'withdrawal'])
    .select([
      unitNamed('partner_part', 'unit_id').as('unit'),
      personNamed('partner_part', 'by_id').as('by'),
      isClosed.as('closed'),
      counted().as('all'),
      counted(sql`a.state = 'accepted'`).as('accepted'),
      counted(sql`a.state = 'answered'`).as('waiting'),
      sql<Day | null>`(select min(a.due_on)::text from partner_ask a where a.tenant_id = partner_part.tenant_id and a.part_id = partner_part.id
        and a.state = any(${waiting}))`.as('due_on'),
    ])
    .where('tenant_id', '=', tenantId)

type Found = Awaited<ReturnType<ReturnType<typeof shownParts>['execute']>>[number]

function rowOf(row: Found, today: Day): PartRow {
  const open = row.withdrawn_at === null && !row.closed
  return {
    id: row.id,
    title: row.title,
    unit: row.unit ?? { id: row.unit_id, name: '' },
    at: row.at.toISOString(),
    by: row.by,
    open,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    asks: { all: row.all, accepted: row.accepted, waiting: row.waiting },
    dueOn: row.due_on,
    overdue: open && row.due_on !== null && row.due_on < today,
  }
}

/** 我单位的 8D 协同: the newest first. Nobody of a firm sees another one's. @throws CURSOR_INVALID */
export async function listParts(tx: Tx, actor: Actor, query: PartListQuery, now: Date): Promise<PartList> {
  const today = dayOf(now, await tenantZone(tx, actor.tenantId))
  const isOpen = sql<SqlBool>`(${isClosed} = false) = ${query.open ?? true}`
  const matching = shownParts(tx, actor.tenantId)
    .where(partsOfFirm(actor))
    .$if(query.open !== undefined, (rows) => rows.where(isOpen))
  const { count } = await tx
    .selectFrom(matching.limit(countCap + 1).as('n'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(await matching.$call(newestFirst('partner_part', query)).execute(), query.limit)
  return { rows: page.map((row) => rowOf(row, today)), nextCursor, total: cappedTotal(count) }
}

/** 合作单位部分 of a report, oldest first. @throws NOT_FOUND */
export async function partsOfReport(tx: Tx, actor: Actor, reportId: string, now: Date): Promise<PartDetails> {
  const report = await tx
    .selectFrom('eight_d')
    .select(['closed_at', 'leader_id', 'team_ids'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', reportId)
    .where(visibleReports(tx, actor))
    .executeTakeFirst()
  if (!report) throw new AppError('NOT_FOUND', '没有这份 8D 报告，或您无权查看')
  const rows = await shownParts(tx, actor.tenantId).where('eight_d_id', '=', reportId).orderBy('at').orderBy('id').execute()
  const writes = !report.closed_at && mayEdit(actor, report)
  const details: PartDetail[] = []
  for (const row of rows) details.push(await detailOf(tx, actor, row, now, writes && row.withdrawn_at === null ? 'company' : 'nobody'))
  return wholeList(details)
}

/** 8D 协同 in its report, as the company sees it. @throws NOT_FOUND */
export async function partOfReport(tx: Tx, actor: Actor, reportId: string, id: string, now: Date): Promise<PartDetail> {
  const { rows } = await partsOfReport(tx, actor, reportId, now)
  const found = rows.find((part) => part.id === id)
  if (!found) throw new AppError('NOT_FOUND', '没有这份 8D 协同')
  return found
}

/** 8D 协同 as the firm sees it; titles of its actions were written for the house, and leave it without what is personal. @throws NOT_FOUND */
export async function partOfFirm(act: Act, id: string, sources: ImprovementSources): Promise<PartDetail> {
  const { tx, actor, now } = act
  const row = await shownParts(tx, actor.tenantId).where('id', '=', id).where(partsOfFirm(actor)).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份 8D 协同，或它不是请您答复的')
  const part = await detailOf(tx, actor, row, now, row.closed ? 'nobody' : 'firm')
  const clean = await sources.personalRemover(act, await casesOf(tx, actor.tenantId, row.eight_d_id))
  return { ...part, actions: part.actions.map((action) => ({ ...action, title: clean(action.title) })) }
}

/** Cases of the report and of its actions. */
async function casesOf(tx: Tx, tenantId: string, reportId: string): Promise<string[]> {
  const { rows } = await sql<{ case_ids: string[] }>`
    select case_ids from eight_d where tenant_id = ${tenantId} and id = ${reportId}
    union all select case_ids from action where tenant_id = ${tenantId} and eight_d_id = ${reportId}`.execute(tx)
  return rows.flatMap(({ case_ids: ids }) => ids)
}

async function detailOf(tx: Tx, { tenantId }: Actor, row: Found, now: Date, writer: 'firm' | 'company' | 'nobody'): Promise<PartDetail> {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const asks = await asksOf(tx, tenantId, row.id, today, row.withdrawn_at === null && !row.closed)
  return {
    ...rowOf(row, today),
    brief: row.brief,
    withdrawal: row.withdrawal,
    asks,
    files: await filesOfPart(tx, tenantId, row.id),
    actions: await actionsOfFirm(tx, tenantId, row.eight_d_id, row.unit_id),
    can: {
      answer: writer === 'firm' && asks.some(({ state }) => waiting.includes(state)),
      attach: writer !== 'nobody',
      decide: writer === 'company',
      ask: writer === 'company',
    },
  }
}

async function asksOf(tx: Tx, tenantId: string, partId: string, today: Day, open: boolean): Promise<PartAsk[]> {
  const asks = await tx
    .selectFrom('partner_ask')
    .select(['discipline', 'state', sql<Day>`due_on::text`.as('dueOn')])
    .where('tenant_id', '=', tenantId)
    .where('part_id', '=', partId)
    .orderBy(sql`array_position(array['containment', 'cause', 'chosen', 'implemented', 'prevention'], discipline)`)
    .execute()
  const answers = await tx
    .selectFrom('partner_answer as w')
    .selectAll()
    .select([personNamed('w', 'by_id').as('by'), personNamed('w', 'decided_by').as('decidedBy')])
    .where('w.tenant_id', '=', tenantId)
    .where('w.part_id', '=', partId)
    .orderBy('w.round')
    .execute()
  return asks.map((ask) => ({
    ...ask,
    overdue: open && waiting.includes(ask.state) && ask.dueOn < today,
    answers: answers
      .filter(({ discipline }) => discipline === ask.discipline)
      .map(({ id, round, text, at, by, verdict, reason, decided_at: decidedAt, decidedBy }) => ({
        id,
        round,
        text,
        at: at.toISOString(),
        by,
        verdict,
        reason,
        decidedAt: decidedAt?.toISOString() ?? null,
        decidedBy,
      })),
  }))
}

const actionsOfFirm = (tx: Tx, tenantId: string, reportId: string, unitId: string): Promise<PartAction[]> =>
  tx
    .selectFrom('action')
    .select(['id', 'kind', 'title', sql<Day>`due_on::text`.as('dueOn'), 'state', 'verdict'])
    .where('tenant_id', '=', tenantId)
    .where('eight_d_id', '=', reportId)
    .where('unit_id', '=', unitId)
    .where('state', 'not in', ['proposed', 'declined'])
    .orderBy('at')
    .execute()
