import type { OneVoice, StatementDecision, StatementInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, systemActor, visibleCases } from '../../cases/index.ts'
import { choosablePeople } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { masked } from '../governance/events.ts'
import type { TellPeople } from '../governance/notice.ts'
import { addLine, lockCrisis, noticeOf } from './act.ts'
import './tables.ts'

/** 起草声明: waits for the approval of somebody else; whoever leads crises is told. @throws NOT_FOUND, ALREADY_DECIDED */
export async function draftStatement(act: Act, tell: TellPeople, crisisId: string, { text }: z.infer<typeof StatementInput>) {
  const { tx, actor, now } = act
  const { tenantId, userId } = actor
  if (!userId) throw new AppError('NOT_PERMITTED', '声明要由人起草')
  const crisis = await lockCrisis(act, crisisId)
  const id = newId()
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(no), 0) + 1 as no from crisis_statement where tenant_id = ${tenantId} and crisis_id = ${crisisId}`.execute(tx)
  const no = rows[0]?.no ?? 1
  const undecided = { decided_at: null, decided_by: null, decision: null, decision_note: null, replaced_at: null }
  await tx
    .insertInto('crisis_statement')
    .values({ tenant_id: tenantId, id, crisis_id: crisisId, no, text: masked(text), author_id: userId, at: now, ...undecided })
    .execute()
  await addLine(act, crisisId, { kind: 'statementDrafted', facts: { statementId: id, no } })
  const deciders = await choosablePeople(tx, systemActor(tenantId), { permission: 'crisis:manage' })
  const notices = deciders
    .filter((person) => person.id !== userId)
    .map((person) => noticeOf(crisis, person.id, 'statementWaiting', `statement ${id}`, now))
  await tell(tx, tenantId, notices, now)
  return { id }
}

/**
 * 审批声明: never by its author; an approved one takes the place of the one before, so that one voice speaks.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED
 */
export async function decideStatement(
  act: Act,
  tell: TellPeople,
  crisisId: string,
  statementId: string,
  { verdict, note }: z.infer<typeof StatementDecision>,
) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const crisis = await lockCrisis(act, crisisId)
  const statement = await tx
    .selectFrom('crisis_statement')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('crisis_id', '=', crisisId)
    .where('id', '=', statementId)
    .executeTakeFirst()
  if (!statement) throw new AppError('NOT_FOUND', '没有这份声明')
  if (statement.author_id === actor.userId) throw new AppError('NOT_PERMITTED', '声明要由作者以外的人审批')
  if (statement.decided_at) throw new AppError('ALREADY_DECIDED', '这份声明已有决定')
  if (verdict === 'approved')
    await tx
      .updateTable('crisis_statement')
      .set({ replaced_at: now })
      .where('tenant_id', '=', tenantId)
      .where('crisis_id', '=', crisisId)
      .where('decision', '=', 'approved')
      .where('replaced_at', 'is', null)
      .execute()
  await tx
    .updateTable('crisis_statement')
    .set({ decided_at: now, decided_by: actor.userId, decision: verdict, decision_note: note ? masked(note) : null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', statementId)
    .execute()
  await addLine(act, crisisId, {
    kind: verdict === 'approved' ? 'statementApproved' : 'statementRefused',
    facts: { statementId, no: statement.no },
    note,
  })
  await tell(tx, tenantId, [noticeOf(crisis, statement.author_id, 'statementDecided', `decision ${statementId}`, now)], now)
  return { id: statementId }
}

/** 统一口径: what is said on a case of an open crisis; of a case the person may see. @throws CASE_NOT_FOUND */
export async function oneVoiceFor(tx: Tx, actor: Actor, caseId: string): Promise<OneVoice> {
  const rows = await tx
    .selectFrom('complaint_case')
    .leftJoin('crisis_case as k', (join) =>
      join.onRef('k.tenant_id', '=', 'complaint_case.tenant_id').onRef('k.case_id', '=', 'complaint_case.id'),
    )
    .leftJoin('crisis as r', (join) =>
      join.onRef('r.tenant_id', '=', 'k.tenant_id').onRef('r.id', '=', 'k.crisis_id').on('r.closed_at', 'is', null),
    )
    .leftJoin('crisis_statement as s', (join) =>
      join
        .onRef('s.tenant_id', '=', 'r.tenant_id')
        .onRef('s.crisis_id', '=', 'r.id')
        .on('s.decision', '=', 'approved')
        .on('s.replaced_at', 'is', null),
    )
    .select(['r.id', 'r.title', 's.text', 's.decided_at'])
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('complaint_case.id', '=', caseId)
    .where(visibleCases(actor))
    .orderBy('r.at', 'desc')
    .execute()
  if (rows.length === 0) throw new AppError('CASE_NOT_FOUND')
  return {
    crises: rows.flatMap(({ id, title, text, decided_at: approvedAt }) =>
      id === null || title === null ? [] : { id, title, statement: text, approvedAt: approvedAt?.toISOString() ?? null },
    ),
  }
}
