import { type SqlBool, sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'

/** Who sees all cases sees all reports; others those they are in the team of, and those of a case they may see. */
export function visibleReports(tx: Tx, actor: Actor) {
  if (actor.userId === null || actor.permissions.has('cases:read') || actor.permissions.has('actions:manage')) return sql<SqlBool>`true`
  const seen = tx.selectFrom('complaint_case').select('id').where('tenant_id', '=', actor.tenantId).where(visibleCases(actor))
  return sql<SqlBool>`(eight_d.leader_id = ${actor.userId} or ${actor.userId} = any(eight_d.team_ids) or eight_d.case_ids && array(${seen}))`
}
