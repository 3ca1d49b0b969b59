import { type SqlBool, sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'

/** Who sees all cases sees all drawings; others their own, and those of a case they may see. */
export function visibleTrees(tx: Tx, actor: Actor) {
  if (actor.userId === null || actor.permissions.has('cases:read') || actor.permissions.has('actions:manage')) return sql<SqlBool>`true`
  const seen = tx.selectFrom('complaint_case').select('id').where('tenant_id', '=', actor.tenantId).where(visibleCases(actor))
  return sql<SqlBool>`(cause_tree.by_id = ${actor.userId} or cause_tree.case_ids && array(${seen}))`
}
