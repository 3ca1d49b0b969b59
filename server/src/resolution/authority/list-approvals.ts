import type { ApprovalList, ApprovalRow } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { openStatuses, personNamed, textOfEvent, visibleCases } from '../../cases/index.ts'
import { customerNames } from '../../customers/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { type GrantedSoFar, isWithin, limitOf, nothingGranted } from '../rules.ts'
import { authorityShown, type Held } from './held.ts'
import { grantedBy, grantedOnCases } from './ledger.ts'
import { principalsOf, type Rulebook, rulebookOf } from './rulebook.ts'

type Query = { mine?: boolean | undefined; limit: number; cursor?: string | undefined }

/**
 * 审批: remedies that wait for somebody, the next due first; `mine`: those this person, or one they stand in for, was asked about.
 * @throws CURSOR_INVALID
 */
export async function listApprovals(tx: Tx, actor: Actor, query: Query, now: Date): Promise<ApprovalList> {
  const { tenantId } = actor
  const rulebook = await rulebookOf(tx, tenantId)
  const ownIds = [actor.userId, ...principalsOf(rulebook, actor.userId, now)].filter((id) => id !== null)
  const { page, nextCursor } = pageOf(await waitingRows(tx, actor, query, ownIds), query.limit, (row) => [row.due_at.toISOString(), row.id])
  const { count } = await waiting(tx, actor, query, ownIds).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  const granted = await grantedOnCases(tx, tenantId, [...new Set(page.map(({ case_id }) => case_id))])
  const sums = new Map<string, Pick<GrantedSoFar, 'dayFen' | 'monthFen'>>()
  for (const id of ownIds) sums.set(id, await grantedBy(tx, tenantId, id, now))
  const customers = await customerNames(tx, tenantId, [...new Set(page.map((row) => row.customer_id).filter((id) => id !== null))])
  const names = await personNamesOf(
    tx,
    tenantId,
    page.flatMap(({ asked }) => asked),
  )
  const rows = page.map((row): ApprovalRow => {
    const customer = row.customer_id ? customers.get(row.customer_id) : undefined
    const facts = { category: row.category, tier: customer?.tier ?? null, at: now }
    const heldBy = (id: string): Held => {
      const so = { ...nothingGranted, ...sums.get(id), caseFen: granted(row.case_id) }
      return { ...limitOf(rolesOf(rulebook, id), facts, so, rulebook.lines), userId: id, granted: so, tier: facts.tier }
    }
    const own = heldBy(actor.userId ?? '')
    const isOwn = row.by_id === actor.userId
    const lent = isOwn ? [] : ownIds.slice(1).filter((id) => id !== row.by_id)
    const covering = [own, ...lent.map(heldBy)].find((held) => isWithin(row.amount_fen, held))
    return {
      remedyId: row.remedy_id,
      kind: row.kind,
      amountFen: row.amount_fen,
      text: row.text ?? '',
      proposedBy: row.proposed_by,
      proposedAt: row.at.toISOString(),
      dueAt: row.due_at.toISOString(),
      overdue: row.due_at < now,
      level: row.level,
      reminders: row.reminders,
      asked: row.asked.map((id) => ({ id, name: names.get(id) ?? '' })),
      mine: row.asked.some((id) => ownIds.includes(id)),
      mayApprove: covering !== undefined,
      authority: authorityShown(covering ?? own),
      case: {
        id: row.case_id,
        number: row.number,
        subject: row.subject,
        status: row.status,
        category: row.category,
        finding: row.finding,
        amountFen: row.disputed_fen,
        customer: row.customer_id && customer ? { id: row.customer_id, ...customer } : null,
        version: row.version,
      },
    }
  })
  return { rows, nextCursor, total: cappedTotal(count) }
}

const rolesOf = ({ people }: Rulebook, id: string) => people.find((person) => person.id === id)?.roles ?? []

function waiting(tx: Tx, actor: Actor, { mine }: Query, ownIds: string[]) {
  return tx
    .selectFrom('remedy_approval as a')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'a.tenant_id').onRef('complaint_case.id', '=', 'a.case_id'),
    )
    .innerJoin('remedy as r', (join) => join.onRef('r.tenant_id', '=', 'a.tenant_id').onRef('r.id', '=', 'a.remedy_id'))
    .where('a.tenant_id', '=', actor.tenantId)
    .where('a.ended_at', 'is', null)
    .where('complaint_case.status', 'in', [...openStatuses])
    .where('complaint_case.merged_into', 'is', null)
    .where(visibleCases(actor) as never)
    .$if(mine === true, (select) => select.where(sql<SqlBool>`a.asked ?| ${ownIds}::text[]`))
}

async function waitingRows(tx: Tx, actor: Actor, query: Query, ownIds: string[]) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2)
  return waiting(tx, actor, query, ownIds)
    .select(['a.id', 'a.remedy_id', 'a.case_id', 'a.at', 'a.by_id', 'a.due_at', 'a.level', 'a.reminders', 'a.asked'])
    .select(['r.kind', 'r.amount_fen', textOfEvent('r', 'text').as('text'), personNamed('a', 'by_id').as('proposed_by')])
    .select(['complaint_case.number', 'complaint_case.subject', 'complaint_case.status', 'complaint_case.category'])
    .select(['complaint_case.finding', 'complaint_case.amount_fen as disputed_fen', 'complaint_case.customer_id', 'complaint_case.version'])
    .$if(after !== null, (select) => select.where(sql<SqlBool>`(a.due_at, a.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('a.due_at')
    .orderBy('a.id')
    .limit(query.limit + 1)
    .execute()
}
