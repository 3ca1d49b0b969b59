import type pg from 'pg'
import { enterTenant } from './catalogue.ts'

// The owner of the tables stands behind the tenants' wall too: a sweep that a wrong tenant, a missing right or a changed wall leaves blind
// sees no rows, and counting the same way sees none either. So the figures are held against others that come about in another way.

type Rows = Record<string, number>

/** search_doc is the one table whose owner sees all tenants at once: its rows by tenant, seen without the wall. */
export async function rowsWithoutWall(client: pg.ClientBase): Promise<Map<string, number>> {
  await enterTenant(client, '')
  const { rows } = await client.query<{ tenant_id: string; count: string | number }>(
    'select tenant_id, count(*) as count from search_doc group by tenant_id',
  )
  return new Map(rows.map((row) => [row.tenant_id, Number(row.count)]))
}

/**
 * Holds what was written for a tenant against what its feed, its cases and the search table say must be there.
 * @returns remarks on what does not fit together in the data itself
 * @throws Error when the sweep was blind
 */
export async function checkSweep(client: pg.ClientBase, tenantId: string, written: Rows, withoutWall: number): Promise<string[]> {
  const blind = (what: string) =>
    new Error(
      `Not all rows of tenant ${tenantId} can be seen (${what}): MIGRATE_DATABASE_URL must name the owner of the tables, and the tenants' wall must be as the migrations made it`,
    )
  const { rows: heads } = await client.query<{ seq: number }>('select seq from feed_head where tenant_id = $1', [tenantId])
  if (heads.length !== 1) throw blind('its feed has no head')
  if (written.search_doc !== withoutWall) throw blind(`${written.search_doc} of ${withoutWall} search texts`)
  const { rows } = await client.query<{ events: string | number; sealed: string | number; cases: string | number }>(
    `select (select coalesce(sum(event_no), 0) from complaint_case where tenant_id = $1) as events,
      (select count(*) from case_event where tenant_id = $1 and seq is not null) as sealed,
      (select count(distinct case_id) from case_event where tenant_id = $1) as cases`,
    [tenantId],
  )
  const [found] = rows
  const events = Number(found?.events ?? 0)
  const fits =
    events === written.case_event && Number(found?.sealed) === Number(heads[0]?.seq) && Number(found?.cases) === written.complaint_case
  if (fits) return []
  const seenNone =
    (written.case_event === 0 && (events > 0 || Number(heads[0]?.seq) > 0)) || (written.complaint_case === 0 && written.case_event !== 0)
  if (seenNone) throw blind(`${written.case_event} of ${events} events`)
  return [`the cases of tenant ${tenantId} and their events do not fit together: run npm run zhiwei -- audit verify`]
}
