import type { CaseDetail, GrantKind, Remedy, RemedyKind } from '@zhiwei/contract'
import { type Insertable, sql } from 'kysely'
import { type Case, type Outcome, personNamed, textOfEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { AnswerTable, RemedyTable } from './tables.ts'

export const insertRemedy = (tx: Tx, row: Insertable<RemedyTable>) => tx.insertInto('remedy').values(row).execute()
export const insertAnswer = (tx: Tx, row: Insertable<AnswerTable>) => tx.insertInto('answer').values(row).execute()

/** @param lock until the transaction ends: a remedy is paid or taken back, never both */
export const findRemedy = (tx: Tx, tenantId: string, caseId: string, id: string, lock = false) =>
  tx
    .selectFrom('remedy')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()

export async function isPaid(tx: Tx, tenantId: string, remedyId: string): Promise<boolean> {
  const paid = await tx
    .selectFrom('authority_ledger')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('remedy_id', '=', remedyId)
    .where('kind', '=', 'paid')
    .executeTakeFirst()
  return paid !== undefined
}

export async function reverseRemedy(tx: Tx, tenantId: string, id: string) {
  await tx.updateTable('remedy').set({ state: 'reversed' }).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
}

/** Is there another remedy of this cycle that stands? A reward of thanks is none. */
export async function hasGrantedRemedy(tx: Tx, { tenant_id, id, cycle }: Case): Promise<boolean> {
  const granted = await tx
    .selectFrom('remedy')
    .select('id')
    .where('tenant_id', '=', tenant_id)
    .where('case_id', '=', id)
    .where('cycle', '=', cycle)
    .where('state', '=', 'granted')
    .where('kind', '<>', 'thanks')
    .executeTakeFirst()
  return granted !== undefined
}

/** The same money for the same case in this cycle, granted or waiting. */
export const findSameRemedy = (tx: Tx, { tenant_id, id, cycle }: Case, kind: GrantKind, amountFen: number) =>
  tx
    .selectFrom('remedy')
    .select('id')
    .where('tenant_id', '=', tenant_id)
    .where('case_id', '=', id)
    .where('cycle', '=', cycle)
    .where('kind', '=', kind)
    .where('amount_fen', '=', amountFen)
    .where('state', 'in', ['granted', 'awaitingApproval'])
    .executeTakeFirst()

/** Thanks given on this case, or waiting: there is one a case, whatever the amount. */
export const findThanks = (tx: Tx, { tenant_id, id }: Case) =>
  tx
    .selectFrom('remedy')
    .select('id')
    .where('tenant_id', '=', tenant_id)
    .where('case_id', '=', id)
    .where('kind', '=', 'thanks')
    .where('state', 'in', ['granted', 'awaitingApproval'])
    .executeTakeFirst()

export async function decideRemedy(tx: Tx, tenantId: string, id: string, state: RemedyTable['state'], by: string | null, at: Date) {
  await tx
    .updateTable('remedy')
    .set({ state, decided_by: by, decided_at: at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** What the case page shows of this module: every remedy, and the answer of the present cycle. */
export async function resolutionPart(tx: Tx, tenantId: string, caseId: string): Promise<Pick<CaseDetail, 'remedies' | 'answer'>> {
  return { remedies: await remediesOf(tx, tenantId, caseId), answer: await answerOf(tx, tenantId, caseId) }
}

async function remediesOf(tx: Tx, tenantId: string, caseId: string): Promise<Remedy[]> {
  const rows = await tx
    .selectFrom('remedy as r')
    .select(['r.id', 'r.kind', 'r.amount_fen', 'r.state', 'r.at', textOfEvent('r', 'text').as('text')])
    .select([personNamed('r', 'by_id').as('proposed_by'), personNamed('r', 'decided_by').as('decided_by')])
    .where('r.tenant_id', '=', tenantId)
    .where('r.case_id', '=', caseId)
    .orderBy('r.event_no')
    .execute()
  return rows.map((remedy) => ({
    id: remedy.id,
    kind: remedy.kind,
    amountFen: remedy.amount_fen,
    text: remedy.text ?? '',
    state: remedy.state,
    proposedBy: remedy.proposed_by,
    decidedBy: remedy.decided_by,
    at: remedy.at.toISOString(),
  }))
}

async function answerOf(tx: Tx, tenantId: string, caseId: string): Promise<CaseDetail['answer']> {
  const row = await tx
    .selectFrom('answer as a')
    .innerJoin('complaint_case as c', (join) =>
      join.onRef('c.tenant_id', '=', 'a.tenant_id').onRef('c.id', '=', 'a.case_id').onRef('c.cycle', '=', 'a.cycle'),
    )
    .select(['a.at', textOfEvent('a', 'text').as('text'), personNamed('a', 'by_id').as('by')])
    .where('a.tenant_id', '=', tenantId)
    .where('a.case_id', '=', caseId)
    .orderBy('a.event_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { text: row.text ?? '', at: row.at.toISOString(), by: row.by } : null
}

/** What came of many cases: the remedy granted last, and the newest answer to the customer, masked. */
export async function outcomesOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, Outcome>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; kind: RemedyKind | null; amount_fen: number | null; answer: string | null }>`
    select c.id, r.kind, r.amount_fen, a.answer
    from unnest(${caseIds}::uuid[]) as c (id)
    left join lateral (
      select kind, amount_fen from remedy where tenant_id = ${tenantId} and case_id = c.id and state = 'granted' and kind <> 'thanks' order by event_no desc limit 1
    ) r on true
    left join lateral (
      select t.masked ->> 'text' as answer from answer join case_text t using (tenant_id, case_id, event_no)
      where tenant_id = ${tenantId} and case_id = c.id order by event_no desc limit 1
    ) a on true`.execute(tx)
  return new Map(
    rows.map(({ id, kind, amount_fen: amountFen, answer }) => [id, { remedy: kind && { kind, amountFen: amountFen ?? 0 }, answer }]),
  )
}
