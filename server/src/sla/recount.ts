import { sql } from 'kysely'
import type { Deps } from '../platform/deps.ts'
import { keepClocksOf } from './keep-clocks.ts'

const batchSize = 500

/**
 * 重算: after a working calendar has changed (a holiday year was announced, hours were moved), counts every clock that still runs anew, so that
 * none waits for its next event or its old time. Of several workers one does it; a kill leaves it to be done again, which changes nothing.
 * @returns how many cases were counted
 */
export async function recountAfterCalendarChange({ database }: Deps, tenantId: string): Promise<number> {
  const db = database.tenant(tenantId)
  const stamp = await changedStamp(db, tenantId)
  if (stamp === undefined) return 0
  let counted = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string }>`
      select distinct case_id as id from case_clock
      where tenant_id = ${tenantId} and ended_at is null and case_id > ${last}::uuid order by 1 limit ${batchSize}`.execute(db)
    const ids = rows.map(({ id }) => id)
    const next = ids.at(-1)
    if (next === undefined) break
    await db.transaction().execute((tx) => keepClocksOf(tx, tenantId, ids))
    counted += ids.length
    last = next
  }
  await db
    .insertInto('clock_count')
    .values({ tenant_id: tenantId, stamp })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ stamp }))
    .execute()
  return counted
}

/** The calendars as they are now, when the running clocks were counted by others; undefined: by these. */
async function changedStamp(db: ReturnType<Deps['database']['tenant']>, tenantId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('calendar_book as b')
    .innerJoin('tenant as t', 't.id', 'b.tenant_id')
    .leftJoin('clock_count as c', 'c.tenant_id', 'b.tenant_id')
    .select([sql<string>`b.stamp || ' ' || t.zone`.as('now'), 'c.stamp as counted'])
    .where('b.tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row && row.now !== row.counted ? row.now : undefined
}
