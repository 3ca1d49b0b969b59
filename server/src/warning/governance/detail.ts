import type { WarningDetail } from '@zhiwei/contract'
import { sql } from 'kysely'
import { personNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { mayHandle } from './act.ts'
import { lookedUp, shownWarning } from './list.ts'
import { measuresOf } from './measures.ts'
import { planInForce } from './versions.ts'
import { visibleContact, visibleWarnings } from './visible.ts'

/** 预警详情: facts, rows, history, measures, plan, who was told. @throws NOT_FOUND */
export async function findWarning(tx: Tx, actor: Actor, id: string, now: Date): Promise<WarningDetail> {
  const { tenantId } = actor
  const row = await tx
    .selectFrom('warning as w')
    .selectAll('w')
    .select(lookedUp)
    .where('w.tenant_id', '=', tenantId)
    .where('w.id', '=', id)
    .where(visibleWarnings(tx, actor))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条预警，或您无权查看')
  const history = await historyOf(tx, tenantId, id)
  const label = row.verdict && history.findLast(({ kind }) => kind === 'labelled')
  return {
    ...shownWarning(row, now),
    ...(await casesOf(tx, actor, id)),
    contactIds: await contactsOf(tx, actor, id),
    history,
    measures: await measuresOf(tx, tenantId, id, now),
    plan: await planInForce(tx, tenantId, row.kind, now),
    notices: await noticesOf(tx, tenantId, id),
    label: label && row.verdict ? { verdict: row.verdict, note: label.note ?? '', at: label.at, by: label.by } : null,
    mergedInto: row.merged_into,
    crisisId: await crisisOf(tx, tenantId, id),
    can: { handle: mayHandle(actor, row), openCrisis: actor.permissions.has('crisis:manage') },
  }
}

/** The rows behind it that the person may see; the rest is a count. */
async function casesOf(tx: Tx, actor: Actor, warningId: string) {
  const { tenantId } = actor
  const rows = await tx
    .selectFrom('complaint_case')
    .innerJoin('warning_case as wc', (join) =>
      join.onRef('wc.tenant_id', '=', 'complaint_case.tenant_id').onRef('wc.case_id', '=', 'complaint_case.id'),
    )
    .select(['complaint_case.id', 'number', 'subject', 'excerpt', 'status', 'stage', 'received_at'])
    .where('complaint_case.tenant_id', '=', tenantId)
    .where('wc.warning_id', '=', warningId)
    .where(visibleCases(actor))
    .orderBy('wc.at', 'desc')
    .execute()
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from warning_case where tenant_id = ${tenantId} and warning_id = ${warningId}`.execute(tx)
  return {
    caseRows: rows.map((row) => ({
      id: row.id,
      number: row.number,
      subject: row.subject || row.excerpt,
      status: row.status,
      stage: row.stage,
      receivedAt: row.received_at.toISOString(),
    })),
    hiddenCases: (counted[0]?.count ?? 0) - rows.length,
  }
}

async function contactsOf(tx: Tx, actor: Actor, warningId: string) {
  const rows = await tx
    .selectFrom('warning_contact')
    .select('contact_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('warning_id', '=', warningId)
    .where(visibleContact(actor, sql`warning_contact.contact_id`))
    .orderBy('at', 'desc')
    .execute()
  return rows.map((row) => row.contact_id)
}

async function historyOf(tx: Tx, tenantId: string, warningId: string) {
  const rows = await tx
    .selectFrom('warning_event as e')
    .select(['e.no', 'e.kind', 'e.at', 'e.facts', 'e.note', personNamed('e', 'by_id').as('by')])
    .where('e.tenant_id', '=', tenantId)
    .where('e.warning_id', '=', warningId)
    .orderBy('e.no')
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

async function noticesOf(tx: Tx, tenantId: string, warningId: string): Promise<WarningDetail['notices']> {
  const { rows } = await sql<{ person: { id: string; name: string } | null; kind: string; at: Date; read: boolean }>`
    select ${personNamed('t', 'user_id')} as person, t.kind, t.at, t.read_at is not null as read from notice t
    where t.tenant_id = ${tenantId} and t.facts ->> 'warningId' = ${warningId} order by t.at limit 50`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

async function crisisOf(tx: Tx, tenantId: string, warningId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from crisis where tenant_id = ${tenantId} and warning_id = ${warningId} order by at desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
