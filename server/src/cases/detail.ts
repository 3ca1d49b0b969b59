import type { CaseDetail, CaseLink, TimelineRow } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { isUuid } from '../platform/ids.ts'
import { filesOfCase } from './files.ts'
import type { Case } from './lifecycle.ts'
import { readCaseNumber } from './numbers.ts'
import { canOf, visibleCases } from './policy.ts'
import { type CaseListSources, rowsOf } from './rows.ts'
import { scoresHiddenFrom, withoutScores } from './secrecy.ts'

/** What a stage module adds to the case page: its own rows over the status. Wired in app.ts. */
export type CasePart = (tx: Tx, tenantId: string, caseId: string, now: Date, view: CaseView) => Promise<Partial<CaseDetail>>
/** How the person who asks may see it. */
export type CaseView = { scoresHidden: boolean; userId: string | null }
export type CaseDetailSources = CaseListSources & {
  caseCustomer: (
    tx: Tx,
    tenantId: string,
    customerId: string,
  ) => Promise<Omit<NonNullable<CaseDetail['customer']>, 'caseCountOneYear' | 'openCaseCount'> | null>
  parts: CasePart[]
}

/** @throws CASE_NOT_FOUND also for a case the person may not see, so that numbers cannot be tried out */
export async function findCase(tx: Tx, actor: Actor, idOrNumber: string): Promise<Case> {
  const number = isUuid(idOrNumber) ? null : readCaseNumber(idOrNumber)
  if (!isUuid(idOrNumber) && !number) throw new AppError('CASE_NOT_FOUND', '请检查编号')
  const complaintCase = await tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where(number ? 'number' : 'id', '=', number ?? idOrNumber)
    .where(visibleCases(actor))
    .executeTakeFirst()
  if (!complaintCase) throw new AppError('CASE_NOT_FOUND', '请检查编号，或问班长是否有权查看')
  return complaintCase
}

/** The case page: the case, its customer, every row over its status, and what the person may do now. */
export async function caseDetail(tx: Tx, actor: Actor, idOrNumber: string, now: Date, sources: CaseDetailSources): Promise<CaseDetail> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { tenantId } = actor
  const { id } = complaintCase
  const [row] = await rowsOf(tx, tenantId, [complaintCase], now, sources)
  if (!row) throw new AppError('CASE_NOT_FOUND')
  const { customer: _customer, excerpt: _excerpt, ...shared } = row
  const text = await firstTextOf(tx, tenantId, id)
  const parts: Partial<CaseDetail>[] = []
  const view = { scoresHidden: await scoresHiddenFrom(tx, actor, complaintCase), userId: actor.userId }
  for (const part of sources.parts) parts.push(await part(tx, tenantId, id, now, view))
  return {
    ...shared,
    text: text?.text ?? '',
    textMasked: true,
    externalId: complaintCase.external_id,
    registeredAt: complaintCase.registered_at.toISOString(),
    acceptedAt: complaintCase.accepted_at?.toISOString() ?? null,
    product: complaintCase.product,
    node: complaintCase.node,
    region: complaintCase.region,
    amountFen: complaintCase.amount_fen,
    remedySought: complaintCase.remedy_sought,
    regulator: complaintCase.regulator,
    categoryConfirmed: complaintCase.category_confirmed,
    finding: complaintCase.finding,
    duplicateOf: complaintCase.duplicate_of,
    mergedInto: complaintCase.merged_into,
    origin: complaintCase.origin,
    customer: await customerOf(tx, complaintCase, now, sources),
    clocks: [],
    tasks: [],
    remedies: [],
    rootCause: null,
    answer: null,
    returned: null,
    followUps: [],
    survey: null,
    suspension: null,
    escalation: null,
    supervisions: [],
    reminders: complaintCase.reminders,
    sendBacks: complaintCase.send_backs,
    transfers: complaintCase.transfers,
    reworks: complaintCase.reworks,
    links: await linksOf(tx, actor, id),
    files: await filesOfCase(tx, tenantId, id),
    can: canOf(actor, complaintCase),
    ...Object.assign({}, ...parts),
  }
}

/** The complaint's own texts, masked; undefined once they were erased. */
export async function firstTextOf(tx: Tx, tenantId: string, caseId: string) {
  const row = await tx
    .selectFrom('case_text')
    .select('masked')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', 1)
    .executeTakeFirst()
  return row?.masked
}

async function customerOf(tx: Tx, complaintCase: Case, now: Date, sources: CaseDetailSources): Promise<CaseDetail['customer']> {
  const { tenant_id: tenantId, customer_id: customerId } = complaintCase
  if (!customerId) return null
  const customer = await sources.caseCustomer(tx, tenantId, customerId)
  if (!customer) return null
  const yearAgo = new Date(now.getTime() - 365 * 86_400_000)
  const { rows } = await sql<{ year: number; open: number }>`
    select count(*) filter (where received_at >= ${yearAgo}) as year,
      count(*) filter (where status in ('registered','accepted','dispatched','handling','returned','answered','confirmed')) as open
    from complaint_case where tenant_id = ${tenantId} and customer_id = ${customerId}`.execute(tx)
  return { ...customer, caseCountOneYear: rows[0]?.year ?? 0, openCaseCount: rows[0]?.open ?? 0 }
}

/** Only to cases the person may open. */
async function linksOf(tx: Tx, actor: Actor, caseId: string): Promise<CaseLink[]> {
  const { tenantId } = actor
  const links = await tx
    .selectFrom('case_link')
    .innerJoin('complaint_case', (join) =>
      join
        .on('complaint_case.tenant_id', '=', tenantId)
        .on((eb) =>
          eb(
            'complaint_case.id',
            '=',
            eb
              .case()
              .when('case_link.case_id', '=', caseId)
              .then(eb.ref('case_link.other_case_id'))
              .else(eb.ref('case_link.case_id'))
              .end(),
          ),
        ),
    )
    .select([
      'case_link.kind',
      'case_link.case_id as from_id',
      'complaint_case.id',
      'complaint_case.number',
      'complaint_case.subject',
      'complaint_case.status',
    ])
    .where('case_link.tenant_id', '=', tenantId)
    .where('case_link.ended_at', 'is', null)
    .where(visibleCases(actor))
    .where((eb) => eb.or([eb('case_link.case_id', '=', caseId), eb('case_link.other_case_id', '=', caseId)]))
    .orderBy('case_link.at')
    .execute()
  return links.map((link) => ({
    kind: link.kind,
    direction: link.from_id === caseId ? 'to' : 'from',
    caseId: link.id,
    number: link.number,
    subject: link.subject,
    status: link.status,
  }))
}

/** 经过: every event of the case with its texts as masked copies; an erased text is null. */
export async function timelineOf(tx: Tx, actor: Actor, idOrNumber: string): Promise<TimelineRow[]> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { id } = complaintCase
  const isHidden = await scoresHiddenFrom(tx, actor, complaintCase)
  const rows = await tx
    .selectFrom('case_event as e')
    .leftJoin('case_text as t', (join) =>
      join.onRef('t.tenant_id', '=', 'e.tenant_id').onRef('t.case_id', '=', 'e.case_id').onRef('t.event_no', '=', 'e.no'),
    )
    .leftJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'e.tenant_id').onRef('u.id', '=', 'e.actor_id'))
    .leftJoin('unit', (join) => join.onRef('unit.tenant_id', '=', 'u.tenant_id').onRef('unit.id', '=', 'u.unit_id'))
    .select([
      'e.no',
      'e.kind',
      'e.at',
      'e.cycle',
      'e.facts',
      'e.actor_id',
      'e.text_digest',
      't.masked',
      'u.name as by_name',
      'unit.name as unit_name',
    ])
    .where('e.tenant_id', '=', actor.tenantId)
    .where('e.case_id', '=', id)
    .orderBy('e.no')
    .execute()
  return rows.map((row) => ({
    no: row.no,
    kind: row.kind,
    at: row.at.toISOString(),
    cycle: row.cycle,
    by: row.actor_id ? { id: row.actor_id, name: row.by_name ?? '', unit: row.unit_name } : null,
    // What one registered oneself one knows.
    facts: isHidden && row.actor_id !== actor.userId ? withoutScores(row.facts) : row.facts,
    ...(row.masked?.reason !== undefined && { reason: row.masked.reason }),
    ...(row.masked?.text !== undefined && { text: row.masked.text }),
    // A digest without a text: the text was erased.
    ...(row.text_digest && !row.masked && { text: null }),
  }))
}
