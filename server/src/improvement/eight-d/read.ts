import type { EightDDetail, EightDList, EightDListQuery, EightDTexts } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed } from '../../cases/index.ts'
import { personNamesOf, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { casesSeen } from '../actions/detail.ts'
import { type FoundAction, namedActions, shownActions } from '../actions/list.ts'
import { liveStates } from '../actions/rules.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { acceptedAnswers } from '../partners/asks.ts'
import { mayEdit } from './keep.ts'
import { confirmedOf, lacksOf } from './lacks.ts'
import { visibleReports } from './visible.ts'

const unwritten: EightDTexts = {
  problem: '',
  containment: '',
  cause: '',
  escape: '',
  chosen: '',
  implemented: '',
  prevention: '',
  thanks: '',
}

const actionsOf = (report: string) => ({
  all: sql<number>`(select count(*) from action a where a.tenant_id = ${sql.ref(`${report}.tenant_id`)} and a.eight_d_id = ${sql.ref(`${report}.id`)})`,
  ended: sql<number>`(select count(*) from action a where a.tenant_id = ${sql.ref(`${report}.tenant_id`)} and a.eight_d_id = ${sql.ref(`${report}.id`)}
    and not a.state = any(${[...liveStates]}))`,
})

/** 8D 清单, newest first. @throws CURSOR_INVALID */
export async function listReports(tx: Tx, actor: Actor, query: EightDListQuery): Promise<EightDList> {
  const matching = tx
    .selectFrom('eight_d')
    .where('eight_d.tenant_id', '=', actor.tenantId)
    .where(visibleReports(tx, actor))
    .$if(query.open !== undefined, (rows) => rows.where('closed_at', query.open ? 'is' : 'is not', null))
    .$if(query.caseId !== undefined, (rows) => rows.where(sql<SqlBool>`case_ids @> array[${query.caseId}]::uuid[]`))
  const { count } = await tx
    .selectFrom(
      matching
        .select('id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const of = actionsOf('eight_d')
  const rows = await matching
    .select(['id', 'title', 'severity', 'leader_id', 'at', 'closed_at', 'version'])
    .select([personNamed('eight_d', 'leader_id').as('leader'), of.all.as('all'), of.ended.as('ended')])
    .$call(newestFirst('eight_d', query))
    .execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map(shownRow), nextCursor, total: cappedTotal(count) }
}

type Row = Omit<EightDList['rows'][number], 'leader' | 'actions' | 'at' | 'closedAt'> & {
  leader_id: string
  leader: { id: string; name: string } | null
  at: Date
  closed_at: Date | null
  all: number
  ended: number
}
const shownRow = ({ id, title, severity, leader_id: leaderId, leader, at, closed_at: closedAt, all, ended, version }: Row) => ({
  id,
  title,
  severity,
  leader: leader ?? { id: leaderId, name: '' },
  actions: { all, ended },
  at: at.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
  version,
})

/** 8D 报告. @throws NOT_FOUND */
export async function findReport(tx: Tx, actor: Actor, id: string, now: Date, sources: ImprovementSources): Promise<EightDDetail> {
  const { tenantId } = actor
  const row = await tx
    .selectFrom('eight_d')
    .selectAll()
    .select([
      personNamed('eight_d', 'leader_id').as('leader'),
      personNamed('eight_d', 'by_id').as('by'),
      personNamed('eight_d', 'closed_by').as('closedBy'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where(visibleReports(tx, actor))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份 8D 报告，或您无权查看')
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const found = (await namedActions(tx, tenantId).where('eight_d_id', '=', id).orderBy('at').execute()) as FoundAction[]
  const actionRows = await shownActions(tx, tenantId, found, today, sources)
  const names = await personNamesOf(tx, tenantId, row.team_ids)
  const cases = await casesSeen(tx, actor, row.case_ids)
  const topic = row.topic_id ? (await sources.topicNames(tx, actor, [row.topic_id])).get(row.topic_id) : undefined
  const point = row.risk_point_id ? (await sources.riskPointNames(tx, tenantId, [row.risk_point_id])).get(row.risk_point_id) : undefined
  const tree = row.cause_tree_id
    ? await tx
        .selectFrom('cause_tree')
        .select(['id', 'title as name'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', row.cause_tree_id)
        .executeTakeFirst()
    : undefined
  return {
    ...shownRow({ ...row, all: found.length, ended: found.filter(({ state }) => !liveStates.includes(state)).length }),
    team: row.team_ids.map((personId) => ({ id: personId, name: names.get(personId) ?? '' })),
    texts: { ...unwritten, ...row.texts },
    causeTree: tree ?? null,
    confirmedCauses: row.cause_tree_id ? await confirmedOf(tx, tenantId, row.cause_tree_id) : [],
    cases,
    hiddenCases: row.case_ids.length - cases.length,
    caseIds: row.case_ids,
    topic: row.topic_id && topic !== undefined ? { id: row.topic_id, name: topic } : null,
    riskPoint: row.risk_point_id && point !== undefined ? { id: row.risk_point_id, name: point } : null,
    by: row.by,
    closedBy: row.closedBy,
    actionRows,
    partnerAnswers: await acceptedAnswers(tx, tenantId, id),
    lacks: row.closed_at ? [] : await lacksOf(tx, row),
    mayEdit: !row.closed_at && mayEdit(actor, row),
  }
}
