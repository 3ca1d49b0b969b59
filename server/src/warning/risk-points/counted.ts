import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../series/tables.ts'

/** Names of risk points by id; one that is unknown is missing. */
export async function riskPointNames(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('risk_point').select(['id', 'name']).where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Complaints of a point and all below it between these days, both included. */
export async function riskPointCount(tx: Tx, tenantId: string, id: string, from: Day, to: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with recursive tree as (
      select ${id}::uuid as id
      union all
      select p.id from tree t join risk_point p on p.tenant_id = ${tenantId} and p.parent_id = t.id
    )
    select count(distinct m.of_id) as count from tree t join risk_point_match m on m.tenant_id = ${tenantId} and m.risk_point_id = t.id
    where m.kind = 'complaint' and m.day between ${from}::date and ${to}::date`.execute(tx)
  return rows[0]?.count ?? 0
}

/** 暴露量 by month, `2026-11`, where it is known. */
export async function riskPointExposures(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('risk_point_exposure')
    .select([sql<string>`to_char(month, 'YYYY-MM')`.as('month'), 'exposure'])
    .where('tenant_id', '=', tenantId)
    .where('risk_point_id', '=', id)
    .execute()
}
