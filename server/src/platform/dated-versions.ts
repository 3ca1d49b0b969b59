import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { invalidInput } from './errors.ts'

// 生效版本: settings kept as versions, each with the instant from which it counts; the last one begun holds, before the first what was shipped.

type Row<Definition, Person> = {
  id: string
  effective_from: Date
  definition: Definition
  reason: string
  made_at: Date
  by: Person | null
}
type Shown<Definition, Person> = {
  id: string | null
  effectiveFrom: string | null
  state: 'inForce' | 'coming' | 'past'
  definition: Definition
  reason: string | null
  madeAt: string | null
  by: Person | null
}

/** What counts at an instant: the definition of the last version begun; none before the first. @param table of versions of one thing a tenant */
export async function versionInForce<Definition>(tx: Tx, table: string, tenantId: string, at: Date): Promise<Definition | undefined> {
  const { rows } = await sql<{ definition: Definition }>`
    select definition from ${sql.table(table)} where tenant_id = ${tenantId} and effective_from <= ${at}
    order by effective_from desc, id desc limit 1`.execute(tx)
  return rows[0]?.definition
}

/** Every version there was, is and will be; the last is as shipped. @param rows newest first */
export function withShipped<Definition, Person>(
  rows: readonly Row<Definition, Person>[],
  shipped: Definition,
  now: Date,
): Shown<Definition, Person>[] {
  const inForce = rows.find((row) => row.effective_from <= now)
  const own = rows.map((row): Shown<Definition, Person> => {
    const state = row === inForce ? 'inForce' : row.effective_from > now ? 'coming' : 'past'
    const { id, definition, reason, by } = row
    return { id, effectiveFrom: row.effective_from.toISOString(), state, definition, reason, madeAt: row.made_at.toISOString(), by }
  })
  const asShipped = { id: null, effectiveFrom: null, definition: shipped, reason: null, madeAt: null, by: null }
  return [...own, { ...asShipped, state: inForce ? 'past' : 'inForce' }]
}

/** From when a new version counts: now unless named. @throws INPUT_INVALID for an instant that is past */
export function beginningOf(effectiveFrom: string | undefined, now: Date): Date {
  const from = effectiveFrom ? new Date(effectiveFrom) : now
  if (from < now) throw invalidInput('#/effectiveFrom', '生效时间不能早于现在')
  return from
}
