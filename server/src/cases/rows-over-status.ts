import { type RawBuilder, sql } from 'kysely'

// Rows over the status name an event, a person and a unit by id; these look up what people read, for a row of `table` (or its alias).

/** What every row over the status says: which case and cycle, the event that made it, when and by whom. */
export type RowOverStatus = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
}

type Named = { id: string; name: string }

/** The masked text of the event that made the row; null when there was none or it was erased. */
export const textOfEvent = (table: string, field: 'reason' | 'text'): RawBuilder<string | null> => sql<string | null>`(
  select t.masked ->> ${sql.lit(field)} from case_text t
  where t.tenant_id = ${sql.ref(`${table}.tenant_id`)} and t.case_id = ${sql.ref(`${table}.case_id`)} and t.event_no = ${sql.ref(`${table}.event_no`)})`

/**
 * The masked complaint of a row of `complaint_case` (or its alias). Looked up by its key: as a join it is read from end to end where the database
 * has not yet counted its rows.
 */
export const textOfComplaint = (table: string): RawBuilder<string | null> => sql<string | null>`(
  select t.masked ->> 'text' from case_text t
  where t.tenant_id = ${sql.ref(`${table}.tenant_id`)} and t.case_id = ${sql.ref(`${table}.id`)} and t.event_no = 1)`

export const personNamed = (table: string, column: string): RawBuilder<Named | null> => named('user_account', table, column)
export const unitNamed = (table: string, column: string): RawBuilder<Named | null> => named('unit', table, column)

const named = (from: 'user_account' | 'unit', table: string, column: string) => sql<Named | null>`(
  select jsonb_build_object('id', n.id, 'name', n.name) from ${sql.table(from)} n
  where n.tenant_id = ${sql.ref(`${table}.tenant_id`)} and n.id = ${sql.ref(`${table}.${column}`)})`
