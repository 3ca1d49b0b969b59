import type { CaseListQuery, CaseRow } from '@zhiwei/contract'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal } from '../platform/keyset.ts'
import { countCases } from './count.ts'
import { type CaseQuestion, conditionsOf } from './filter.ts'
import { pageOfCases } from './page.ts'
import { type CaseListSources, rowsOf } from './rows.ts'

/** 工单列表: one page of the cases the person may see, with a count that is exact below 10,000. */
export async function listCases(tx: Tx, actor: Actor, query: CaseListQuery, now: Date, sources: CaseListSources) {
  const { conditions, total: known } = await conditionsOf(tx, actor, query, now, sources)
  const { rows, nextCursor } = await pageOfCases(tx, actor, query, conditions)
  const isWhole = query.cursor === undefined && nextCursor === null
  const total = isWhole ? rows.length : (known ?? (await countCases(tx, actor, query, conditions)))
  return { rows: await rowsOf(tx, actor.tenantId, rows, now, sources), nextCursor, total: cappedTotal(total) }
}

/** Cases of the workbench and of customers: no paging, no count. */
export async function firstCases(
  tx: Tx,
  actor: Actor,
  query: Partial<CaseQuestion> & { limit: number },
  now: Date,
  sources: CaseListSources,
): Promise<CaseRow[]> {
  const full: CaseListQuery & CaseQuestion = { sort: '-receivedAt', ...query }
  const { conditions } = await conditionsOf(tx, actor, full, now, sources)
  const { rows } = await pageOfCases(tx, actor, full, conditions)
  return rowsOf(tx, actor.tenantId, rows, now, sources)
}
