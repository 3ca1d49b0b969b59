import type { ActionList, ActionListQuery, ActionRow } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed, unitNamed } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Day, dayOf } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { type Action, actionRows, visibleActions } from './act.ts'
import type { ImprovementSources } from './sources.ts'

type Named = { id: string; name: string }
export type FoundAction = Action & { owner: Named | null; unit: Named | null; verifier: Named | null }

/** Actions with the names people read. */
export const namedActions = (tx: Tx, tenantId: string) =>
  actionRows(tx, tenantId).select([
    personNamed('action', 'owner_id').as('owner'),
    personNamed('action', 'verifier_id').as('verifier'),
    unitNamed('action', 'unit_id').as('unit'),
  ])

/** 措施清单: newest first, of those the person may see. @throws CURSOR_INVALID */
export async function listActions(
  tx: Tx,
  actor: Actor,
  query: ActionListQuery,
  now: Date,
  sources: ImprovementSources,
): Promise<ActionList> {
  const today = dayOf(now, await tenantZone(tx, actor.tenantId))
  const wanted = filtered(namedActions(tx, actor.tenantId).where(visibleActions(actor)), actor, query, today)
  const counted = filtered(
    tx.selectFrom('action').select('action.id').where('tenant_id', '=', actor.tenantId).where(visibleActions(actor)),
    actor,
    query,
    today,
  )
  const { count } = await tx
    .selectFrom(counted.limit(countCap + 1).as('n'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = (await wanted.$call(newestFirst('action', query)).execute()) as FoundAction[]
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: await shownActions(tx, actor.tenantId, page, today, sources), nextCursor, total: cappedTotal(count) }
}

type Where = { where: (condition: ReturnType<typeof sql<SqlBool>>) => Where }

function filtered<Rows>(all: Rows, actor: Actor, query: ActionListQuery, today: Day): Rows {
  const conditions = [
    query.state?.length && sql<SqlBool>`action.state = any(${query.state})`,
    query.kind?.length && sql<SqlBool>`action.kind = any(${query.kind})`,
    query.cause && sql<SqlBool>`(action.cause = ${query.cause} or starts_with(action.cause, ${`${query.cause}.`}))`,
    query.riskPointId && sql<SqlBool>`action.risk_point_id = ${query.riskPointId}`,
    query.ownerId && sql<SqlBool>`action.owner_id = ${query.ownerId}`,
    query.unitId && sql<SqlBool>`action.unit_id = ${query.unitId}`,
    query.eightDId && sql<SqlBool>`action.eight_d_id = ${query.eightDId}`,
    query.causeTreeId && sql<SqlBool>`action.cause_tree_id = ${query.causeTreeId}`,
    query.caseId && sql<SqlBool>`action.case_ids @> array[${query.caseId}]::uuid[]`,
    query.overdue && sql<SqlBool>`(action.state = 'open' and action.due_on < ${today}::date)`,
    query.mine &&
      sql<SqlBool>`((action.state in ('proposed', 'open') and action.owner_id = ${actor.userId})
        or (action.state in ('done', 'inconclusive') and action.verifier_id = ${actor.userId})
        or (${actor.permissions.has('actions:manage')} and ((action.state = 'proposed' and action.opened_by is distinct from ${actor.userId})
          or (action.state in ('done', 'inconclusive') and action.verifier_id is null and action.owner_id <> ${actor.userId}))))`,
  ].filter((condition) => typeof condition === 'object')
  return conditions.reduce((rows: Where, condition) => rows.where(condition), all as unknown as Where) as unknown as Rows
}

export async function shownActions(
  tx: Tx,
  tenantId: string,
  rows: FoundAction[],
  today: Day,
  sources: ImprovementSources,
): Promise<ActionRow[]> {
  const ids = [...new Set(rows.flatMap((row) => row.risk_point_id ?? []))]
  const points = ids.length > 0 ? await sources.riskPointNames(tx, tenantId, ids) : new Map<string, string>()
  return rows.map((row) => shownAction(row, today, points))
}

export function shownAction(row: FoundAction, today: Day, points: Map<string, string>): ActionRow {
  const { risk_point_id: pointId } = row
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    round: row.round,
    severity: row.criterion?.severity ?? null,
    owner: row.owner ?? { id: row.owner_id, name: '' },
    unit: row.unit,
    verifier: row.verifier,
    dueOn: row.due_on,
    overdue: row.state === 'open' && row.due_on < today,
    cause: row.cause,
    riskPoint: pointId ? { id: pointId, name: points.get(pointId) ?? '' } : null,
    watched: row.after_from && row.after_to ? { from: row.after_from, to: row.after_to } : null,
    verdict: row.verdict,
    parentId: row.parent_id,
    eightDId: row.eight_d_id,
    openedAt: row.at.toISOString(),
    version: row.version,
  }
}
