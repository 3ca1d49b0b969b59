import { sql } from 'kysely'
import type { Tx } from '../../server/src/platform/database.ts'
import { copiedLives } from './copied-lives.ts'
import type { House } from './measures.ts'

const atOnce = 50_000

/**
 * Copies the stored cases with their events and customers, under ids of their own, until there are `wanted`, and gives each copy the events and
 * the clock of a case that has gone its way. The feed and its readers stand behind the copies. @returns how many there are
 */
export async function copyCases({ database, tenantId }: House, wanted: number, say: (line: string) => void): Promise<number> {
  const db = database.tenant(tenantId)
  const count = async (tx: Tx | typeof db) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from complaint_case where tenant_id = ${tenantId}`.execute(
      tx,
    )
    return rows[0]?.count ?? 0
  }
  let stored = await count(db)
  const began = performance.now()
  while (stored < wanted) {
    const many = Math.min(atOnce, wanted - stored)
    await db.transaction().execute((tx) => copy(tx, tenantId, many))
    stored += many
    say(`${stored} cases after ${Math.round((performance.now() - began) / 1_000)} s`)
  }
  await sql`analyze`.execute(db).catch(() => {})
  return stored
}

async function copy(tx: Tx, tenantId: string, many: number) {
  // Nobody seals or reads meanwhile.
  await sql`select seq from feed_head where tenant_id = ${tenantId} for update`.execute(tx)
  await sql`
    create temporary table copied_case on commit drop as
      select c.id as was, uuidv7() as id, c.customer_id, g from complaint_case c cross join generate_series(1, 1 + ${many} / greatest(1,
        (select count(*)::int from complaint_case where tenant_id = ${tenantId} and number not like 'copy %'))) as g
      where c.tenant_id = ${tenantId} and c.number not like 'copy %' limit ${many}`.execute(tx)
  await sql`
    create temporary table copied_customer on commit drop as
      select customer_id as was, g, uuidv7() as id from copied_case where customer_id is not null group by 1, 2`.execute(tx)
  await copyRows(tx, 'customer', sql`copied_customer m on m.was = t.id`, { id: 'm.id', customer_no_hash: 'null' })
  await copyRows(
    tx,
    'complaint_case',
    sql`copied_case m on m.was = t.id left join copied_customer u on u.was = m.customer_id and u.g = m.g`,
    {
      ...{ id: 'm.id', number: "'copy ' || m.id", external_id: 'null', customer_id: 'u.id', duplicate_of: 'null' },
      // Copies of one case do not all come in the same second.
      received_at: "t.received_at - (abs(hashtext(m.id::text)) % 1440) * interval '1 minute'",
    },
  )
  const seq = '(select seq from feed_head h where h.tenant_id = t.tenant_id) + row_number() over ()'
  await copyRows(tx, 'case_event', sql`copied_case m on m.was = t.case_id`, { case_id: 'm.id', seq })
  await setFeed(tx, tenantId)
  for (const insert of copiedLives(tenantId)) await insert.execute(tx)
  await setFeed(tx, tenantId)
}

async function setFeed(tx: Tx, tenantId: string) {
  const { rows } = await sql<{ seq: number }>`select max(seq) as seq from case_event where tenant_id = ${tenantId}`.execute(tx)
  const seq = rows[0]?.seq ?? 0
  await sql`update feed_head set seq = ${seq} where tenant_id = ${tenantId}`.execute(tx)
  await sql`update feed_position set seq = ${seq} where tenant_id = ${tenantId}`.execute(tx)
  await sql`update topic_memory set seq = ${seq}, revision = revision + 1 where tenant_id = ${tenantId}`.execute(tx)
}

/** Every column as it is, but those that are named. @param joined the copies `m` of the rows `t` */
async function copyRows(tx: Tx, table: string, joined: ReturnType<typeof sql>, changed: Record<string, string>) {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position`.execute(tx)
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => changed[name] ?? `t.${name}`)
  await sql`
    insert into ${sql.table(table)} (${sql.raw(names.join(', '))})
    select ${sql.raw(values.join(', '))} from ${sql.table(table)} t join ${joined}`.execute(tx)
}
