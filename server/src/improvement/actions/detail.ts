import type { ActionDetail } from '@zhiwei/contract'
import { sql } from 'kysely'
import { personNamed, visibleCases } from '../../cases/index.ts'
import { personNamesOf, tenantZone, unitNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { visibleActions } from './act.ts'
import { filesOfAction } from './files.ts'
import { type FoundAction, namedActions, shownAction } from './list.ts'
import { canOfAction } from './policy.ts'
import type { ImprovementSources } from './sources.ts'

/** 措施详情. @throws NOT_FOUND */
export async function actionDetail(tx: Tx, actor: Actor, id: string, now: Date, sources: ImprovementSources): Promise<ActionDetail> {
  const { tenantId } = actor
  const row = (await namedActions(tx, tenantId).where('id', '=', id).where(visibleActions(actor)).executeTakeFirst()) as
    | FoundAction
    | undefined
  if (!row) throw new AppError('NOT_FOUND', '没有这项措施，或您无权查看')
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const points = row.risk_point_id ? await sources.riskPointNames(tx, tenantId, [row.risk_point_id]) : new Map<string, string>()
  const spread = (await namedActions(tx, tenantId)
    .where('parent_id', '=', id)
    .where(visibleActions(actor))
    .orderBy('at')
    .execute()) as FoundAction[]
  const people = await personNamesOf(tx, tenantId, [row.opened_by, row.approved_by, row.done_by, row.verified_by])
  const person = (personId: string | null) => (personId ? { id: personId, name: people.get(personId) ?? '' } : null)
  const cases = await casesSeen(tx, actor, row.case_ids)
  return {
    ...shownAction(row, today, points),
    description: row.description,
    openedBy: person(row.opened_by),
    approvedBy: person(row.approved_by),
    doneOn: row.done_on,
    doneBy: person(row.done_by),
    verifiedBy: person(row.verified_by),
    criterion: await criterionShown(tx, row),
    cases,
    hiddenCases: row.case_ids.length - cases.length,
    topic: row.topic_id ? namedIn(await sources.topicNames(tx, actor, [row.topic_id]), row.topic_id) : null,
    causeTree: await titleOf(tx, tenantId, 'cause_tree', row.cause_tree_id),
    eightD: await titleOf(tx, tenantId, 'eight_d', row.eight_d_id),
    parent: await titleOf(tx, tenantId, 'action', row.parent_id),
    spread: spread.map((child) => shownAction(child, today, points)),
    files: await filesOfAction(tx, tenantId, id),
    history: await historyOf(tx, tenantId, id),
    can: canOfAction(actor, row),
  }
}

async function criterionShown(tx: Tx, { tenant_id: tenantId, criterion, before_from: from, before_to: to }: FoundAction) {
  if (!criterion) return null
  const { unitId, ...rest } = criterion
  const unit = unitId ? { id: unitId, name: (await unitNamesOf(tx, tenantId, [unitId])).get(unitId) ?? '' } : null
  return { ...rest, unit, before: from && to ? { from, to } : null }
}

const namedIn = (names: Map<string, string>, id: string) => {
  const name = names.get(id)
  return name === undefined ? null : { id, name }
}

async function titleOf(tx: Tx, tenantId: string, table: 'cause_tree' | 'eight_d' | 'action', id: string | null) {
  if (!id) return null
  const { rows } = await sql<{ id: string; name: string }>`
    select id, title as name from ${sql.table(table)} where tenant_id = ${tenantId} and id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** Of the linked cases, those the person may see, newest first. */
export const casesSeen = async (tx: Tx, actor: Actor, ids: string[]) =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('complaint_case')
        .select(['id', 'number', 'subject'])
        .where('tenant_id', '=', actor.tenantId)
        .where('id', 'in', ids)
        .where(visibleCases(actor))
        .orderBy('received_at', 'desc')
        .execute()

async function historyOf(tx: Tx, tenantId: string, actionId: string): Promise<ActionDetail['history']> {
  const rows = await tx
    .selectFrom('action_act as a')
    .select(['a.id', 'a.kind', 'a.at', 'a.facts', 'a.note', personNamed('a', 'by_id').as('by')])
    .where('a.tenant_id', '=', tenantId)
    .where('a.action_id', '=', actionId)
    .orderBy('a.at')
    .orderBy('a.id')
    .execute()
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}
