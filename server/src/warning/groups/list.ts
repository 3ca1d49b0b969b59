import type { CaseGroupDetail, CaseGroupList, CaseGroupListQuery, CaseGroupRow } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { type Case, isOpen, missingFor, personNamed, unitNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { fewestPeople } from './same-matter.ts'
import type { CaseGroupTable } from './tables.ts'

type Found = Selectable<CaseGroupTable> & {
  cases: number
  parent: CaseGroupRow['parent']
}

const groups = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('case_group as g')
    .selectAll('g')
    .select([
      sql<number>`(select count(*)::int from case_group_member m where m.tenant_id = g.tenant_id and m.group_id = g.id and m.left_at is null)`.as(
        'cases',
      ),
      sql<CaseGroupRow['parent']>`(select jsonb_build_object('id', c.id, 'number', c.number, 'status', c.status) from complaint_case c
        where c.tenant_id = g.tenant_id and c.id = g.parent_case_id)`.as('parent'),
    ])
    .where('g.tenant_id', '=', tenantId)

const rowOf = (row: Found): CaseGroupRow => ({
  id: row.id,
  state: row.state,
  subject: row.subject,
  category: row.category,
  product: row.product,
  region: row.region,
  people: row.people,
  cases: row.cases,
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  warningId: row.warning_id,
  parent: row.parent,
  version: row.version,
})

/** 群诉清单, those that grew last first. Who sees only some cases sees the groups one of them is in. @throws CURSOR_INVALID */
export async function listGroups(tx: Tx, actor: Actor, query: z.infer<typeof CaseGroupListQuery>): Promise<CaseGroupList> {
  const { state, caseId, cursor, limit } = query
  let matching = groups(tx, actor.tenantId).where((eb) =>
    eb.exists(
      eb
        .selectFrom('case_group_member as m')
        .innerJoin('complaint_case', (join) =>
          join.onRef('complaint_case.tenant_id', '=', 'm.tenant_id').onRef('complaint_case.id', '=', 'm.case_id'),
        )
        .select('m.case_id')
        .whereRef('m.tenant_id', '=', 'g.tenant_id')
        .whereRef('m.group_id', '=', 'g.id')
        .where('m.left_at', 'is', null)
        .where(visibleCases(actor) as never)
        .$if(caseId !== undefined, (of) => of.where('m.case_id', '=', caseId ?? '')),
    ),
  )
  if (state?.length) matching = matching.where('g.state', 'in', state)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from (${matching
      .clearSelect()
      .select('g.id')
      .limit(countCap + 1)}) n`.execute(tx)
  if (cursor) {
    const [at, id] = decodeCursor(cursor, 2)
    matching = matching.where(sql<boolean>`(g.last_at, g.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const found = (await matching
    .orderBy('g.last_at', 'desc')
    .orderBy('g.id', 'desc')
    .limit(limit + 1)
    .execute()) as Found[]
  const { page, nextCursor } = pageOf(found, limit, (row) => [row.last_at.toISOString(), row.id])
  return { rows: page.map(rowOf), nextCursor, total: cappedTotal(counted[0]?.count ?? 0) }
}

/** @throws NOT_FOUND */
export async function findGroup(tx: Tx, tenantId: string, id: string): Promise<Found> {
  const row = (await groups(tx, tenantId).where('g.id', '=', id).executeTakeFirst()) as Found | undefined
  if (!row) throw new AppError('NOT_FOUND', '没有这组群诉')
  return row
}

/** The open children and the parent as they are, and what each lacks for an answer. */
export async function membersOf(tx: Tx, actor: Actor, groupId: string) {
  const rows = await tx
    .selectFrom('case_group_member as m')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'm.tenant_id').onRef('complaint_case.id', '=', 'm.case_id'),
    )
    .selectAll('complaint_case')
    .select(['m.how', unitNamed('complaint_case', 'unit_id').as('unit')])
    .where('m.tenant_id', '=', actor.tenantId)
    .where('m.group_id', '=', groupId)
    .where('m.left_at', 'is', null)
    .where('complaint_case.erased_at', 'is', null)
    .where(visibleCases(actor) as never)
    .orderBy('complaint_case.received_at')
    .orderBy('complaint_case.id')
    .execute()
  return rows
}

/** What keeps the case from being answered now. */
export const missingForAnswer = (complaintCase: Case, finding: boolean) =>
  missingFor('answers', complaintCase, finding ? { finding: 'given' } : {})

/** 群诉: the group with its cases and what was done. @throws NOT_FOUND */
export async function groupDetail(tx: Tx, actor: Actor, id: string): Promise<CaseGroupDetail> {
  const { tenantId, permissions } = actor
  const group = await findGroup(tx, tenantId, id)
  const members = await membersOf(tx, actor, id)
  if (members.length === 0 && group.cases > 0) throw new AppError('NOT_FOUND', '没有这组群诉')
  const { rows: linked } = await sql<{ case_id: string }>`
    select case_id from case_link where tenant_id = ${tenantId} and kind = 'childOf' and other_case_id = ${group.parent_case_id}::uuid and ended_at is null`.execute(
    tx,
  )
  const children = new Set(linked.map(({ case_id }) => case_id))
  const people = await tx
    .selectFrom('case_group as g')
    .select([personNamed('g', 'proposed_by').as('proposedBy'), personNamed('g', 'decided_by').as('decidedBy')])
    .where('g.tenant_id', '=', tenantId)
    .where('g.id', '=', id)
    .executeTakeFirstOrThrow()
  const answers = await tx
    .selectFrom('case_group_answer as a')
    .select(['a.id', 'a.at', 'a.text', 'a.answered', 'a.waiting', personNamed('a', 'by_id').as('by')])
    .where('a.tenant_id', '=', tenantId)
    .where('a.group_id', '=', id)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
  return {
    ...rowOf(group),
    severity: group.severity,
    proposedAt: group.proposed_at?.toISOString() ?? null,
    ...people,
    proposal: group.proposal,
    decidedAt: group.decided_at?.toISOString() ?? null,
    decision: group.decision,
    members: members.map((one) => {
      const missing = missingForAnswer(one, true)
      return {
        id: one.id,
        number: one.number,
        subject: one.subject,
        status: one.status,
        stage: one.stage,
        unit: one.unit,
        receivedAt: one.received_at.toISOString(),
        how: one.how,
        linked: children.has(one.id),
        answerable: missing.length === 0,
        missing: isOpen(one.status) ? missing : [],
      }
    }),
    hiddenMembers: group.cases - members.length,
    answers: answers.map(({ at, ...answer }) => ({ ...answer, at: at.toISOString() })),
    can: {
      propose: group.state === 'found' && permissions.has('warnings:handle') && group.people >= fewestPeople,
      decide: group.state === 'proposed' && permissions.has('cases:supervise') && group.proposed_by !== actor.userId,
      answer: group.state === 'approved' && permissions.has('cases:answer'),
      dismiss: group.state === 'found' && permissions.has('warnings:handle'),
    },
  }
}
