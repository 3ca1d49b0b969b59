import type { FollowUp, FollowUpDetail, FollowUpList, FollowUpListQuery, Severity, Status, SurveyState } from '@zhiwei/contract'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { personNamed, textOfEvent, visibleCases } from '../../cases/index.ts'
import { caseCustomerOf, customerNames } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import type { FollowUpTaskTable } from '../tables.ts'
import { scriptOf } from './script.ts'

type Query = z.infer<typeof FollowUpListQuery>
type Found = Selectable<FollowUpTaskTable> & {
  number: string
  subject: string
  category: string | null
  severity: Severity | null
  status: Status
  customer_id: string | null
  case_version: number
  owner: { id: string; name: string } | null
  survey_state: SurveyState | null
  survey_expires_at: Date | null
}

const ofVisibleCases = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('follow_up_task')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'follow_up_task.tenant_id').onRef('complaint_case.id', '=', 'follow_up_task.case_id'),
    )
    .where('follow_up_task.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))

type Rows = ReturnType<typeof ofVisibleCases>
const selected = (rows: Rows) =>
  rows
    .leftJoin('survey', (join) =>
      join
        .onRef('survey.tenant_id', '=', 'follow_up_task.tenant_id')
        .onRef('survey.case_id', '=', 'follow_up_task.case_id')
        .onRef('survey.cycle', '=', 'follow_up_task.cycle'),
    )
    .selectAll('follow_up_task')
    .select([
      'complaint_case.number',
      'complaint_case.subject',
      'complaint_case.category',
      'complaint_case.severity',
      'complaint_case.status',
      'complaint_case.customer_id',
      'complaint_case.version as case_version',
      'survey.state as survey_state',
      'survey.expires_at as survey_expires_at',
      personNamed('follow_up_task', 'owner_id').as('owner'),
    ])

/** What nobody was given is of everybody who may call, or of the unit the plan names. */
const mine = ({ userId, unitId }: Actor) => sql<SqlBool>`(follow_up_task.owner_id = ${userId}
  or (follow_up_task.owner_id is null and (follow_up_task.unit_id is null or follow_up_task.unit_id = ${unitId})))`

/** 回访清单: open ones as they fall due, finished ones newest first. @throws CURSOR_INVALID */
export async function listFollowUps(tx: Tx, actor: Actor, query: Query, now: Date): Promise<z.infer<typeof FollowUpList>> {
  const isDone = query.state === 'done'
  let rows = ofVisibleCases(tx, actor)
  if (query.of === 'mine') rows = rows.where(mine(actor))
  rows = rows.where('follow_up_task.ended', isDone ? 'is not' : 'is', null)
  if (query.state === 'overdue') rows = rows.where('follow_up_task.due_at', '<', now)
  if (query.channel?.length) rows = rows.where('follow_up_task.channel', 'in', query.channel)
  if (query.caseId) rows = rows.where('follow_up_task.case_id', '=', query.caseId)
  const { count } = await tx
    .selectFrom(
      rows
        .select('follow_up_task.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const at = isDone ? 'follow_up_task.done_at' : 'follow_up_task.due_at'
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const beyond = sql<SqlBool>`(${sql.ref(at)}, follow_up_task.id) ${sql.raw(isDone ? '<' : '>')} (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`
  const found: Found[] = await selected(after === undefined ? rows : rows.where(beyond))
    .orderBy(at, isDone ? 'desc' : 'asc')
    .orderBy('follow_up_task.id', isDone ? 'desc' : 'asc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(found, query.limit, (row) => [(isDone ? row.done_at : row.due_at)?.toISOString() ?? '', row.id])
  const names = await customerNames(
    tx,
    actor.tenantId,
    page.flatMap(({ customer_id }) => customer_id ?? []),
  )
  return { rows: page.map((row) => shown(row, names.get(row.customer_id ?? ''), now)), nextCursor, total: cappedTotal(count) }
}

type Customer = { name: string; tier: NonNullable<FollowUp['customer']>['tier'] }

function shown(row: Found, customer: Customer | undefined, now: Date): FollowUp {
  return {
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    subject: row.subject,
    category: row.category,
    severity: row.severity,
    status: row.status,
    cycle: row.cycle,
    customer: row.customer_id && customer ? { id: row.customer_id, name: customer.name, tier: customer.tier } : null,
    channel: row.channel,
    owner: row.owner,
    at: row.at.toISOString(),
    opensAt: row.opens_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    waits: row.ended === null && row.opens_at > now,
    overdue: row.ended === null && row.due_at < now,
    attempts: row.attempts,
    tries: row.tries,
    state: row.ended === null ? 'open' : 'done',
    ended: row.ended,
    doneAt: row.done_at?.toISOString() ?? null,
    survey: row.survey_state && row.survey_expires_at ? { state: row.survey_state, expiresAt: row.survey_expires_at.toISOString() } : null,
    version: row.version,
  }
}

/** One follow-up with what was answered, the calls before and what to say. No score: that is nobody's matter who calls. @throws NOT_FOUND */
export async function followUpDetail(tx: Tx, actor: Actor, id: string, now: Date): Promise<FollowUpDetail> {
  const { tenantId } = actor
  const row: Found | undefined = await selected(ofVisibleCases(tx, actor).where('follow_up_task.id', '=', id)).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这件回访，或您无权查看')
  const customer = row.customer_id ? await caseCustomerOf(tx, tenantId, row.customer_id) : null
  const answer = await tx
    .selectFrom('answer')
    .select(['at', textOfEvent('answer', 'text').as('text'), personNamed('answer', 'by_id').as('by')])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', row.case_id)
    .orderBy('event_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  const calls = await tx
    .selectFrom('follow_up')
    .select(['id', 'at', 'verdict', textOfEvent('follow_up', 'text').as('note'), personNamed('follow_up', 'by_id').as('by')])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', row.case_id)
    .orderBy('event_no')
    .execute()
  const isOpen = row.ended === null && row.status === 'answered'
  return {
    ...shown(row, customer ?? undefined, now),
    phone: customer?.phone ?? null,
    answer: answer ? { text: answer.text ?? '', at: answer.at.toISOString(), by: answer.by } : null,
    calls: calls.map((call) => ({ ...call, note: call.note ?? '', at: call.at.toISOString() })),
    script: scriptOf(row),
    caseVersion: row.case_version,
    can: {
      register: isOpen && actor.permissions.has('cases:followUp'),
      assign: row.ended === null && actor.permissions.has('cases:assign'),
      link: row.survey_state !== 'answered' && actor.permissions.has('cases:followUp'),
    },
  }
}
