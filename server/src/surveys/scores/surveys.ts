import type { SurveyList, SurveyListQuery, SurveyRow } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { scoresHiddenOf, unitNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { planInForce } from '../plan/versions.ts'
import '../tables.ts'

type Query = z.infer<typeof SurveyListQuery>
type FoundSurvey = Awaited<ReturnType<ReturnType<typeof surveysWithCases>['execute']>>[number]

/** 问卷: newest first; of those about the person's own work on an open case only that they were filled in. @throws CURSOR_INVALID */
export async function listSurveys(
  tx: Tx,
  actor: Actor,
  query: z.infer<typeof SurveyListQuery>,
  now: Date,
): Promise<z.infer<typeof SurveyList>> {
  const rows = await surveysAsked(tx, actor, query, now)
  const { count } = await tx
    .selectFrom(
      rows
        .select('survey.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const found = await surveysWithCases(rows, actor).$call(newestFirst('survey', query)).execute()
  const { page, nextCursor } = pageOfNewest(found, query.limit)
  return { rows: page.map(shownSurvey), nextCursor, total: cappedTotal(count) }
}

/** The surveys of a filter that the person may see. */
export async function surveysAsked(tx: Tx, actor: Actor, query: Omit<Query, 'limit' | 'cursor'>, now: Date) {
  let rows = tx
    .selectFrom('survey')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'survey.tenant_id').onRef('complaint_case.id', '=', 'survey.case_id'),
    )
    .where('survey.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))
  if (query.state?.length) rows = rows.where('survey.state', 'in', query.state)
  if (query.from) rows = rows.where('survey.at', '>=', new Date(query.from))
  if (query.to) rows = rows.where('survey.at', '<', new Date(query.to))
  if (query.unitId) rows = rows.where('complaint_case.unit_id', '=', query.unitId)
  const { category } = query
  if (category)
    rows = rows.where(sql<SqlBool>`(complaint_case.category = ${category} or starts_with(complaint_case.category, ${`${category}.`}))`)
  if (query.low) {
    const { lowAt } = await planInForce(tx, actor.tenantId, now)
    const low = sql<SqlBool>`(survey.solved is false or survey.satisfaction <= ${lowAt})`
    // What is kept from the person is not found by it either.
    rows = rows
      .where('survey.answered_at', 'is not', null)
      .where(sql<SqlBool>`not ${scoresHiddenOf(actor)}`)
      .where(query.low === 'true' ? low : sql<SqlBool>`(${low}) is not true`)
  }
  return rows
}

/** Each with its case, its words and whether its scores are kept from the person. */
export const surveysWithCases = (rows: Awaited<ReturnType<typeof surveysAsked>>, actor: Actor) =>
  rows
    .leftJoin('survey_text', (join) =>
      join.onRef('survey_text.tenant_id', '=', 'survey.tenant_id').onRef('survey_text.survey_id', '=', 'survey.id'),
    )
    .selectAll('survey')
    .select([
      'complaint_case.number',
      'complaint_case.subject',
      'complaint_case.status',
      'complaint_case.category',
      'survey_text.masked',
      scoresHiddenOf(actor).as('hidden'),
      unitNamed('complaint_case', 'unit_id').as('unit'),
    ])

export function shownSurvey(row: FoundSurvey): SurveyRow {
  const isSecret = row.hidden && row.answered_at !== null
  const told = <T>(value: T) => (isSecret ? null : value)
  return {
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    category: row.category,
    unit: row.unit,
    cycle: row.cycle,
    state: row.state,
    askedAt: row.asked_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
    reminded: row.reminded,
    answeredAt: row.answered_at?.toISOString() ?? null,
    secret: isSecret,
    solved: told(row.solved),
    satisfaction: told(row.satisfaction),
    nps: told(row.nps),
    comment: told(row.masked?.comment ?? null),
    unsolved: told(row.masked?.unsolved ?? null),
  }
}
