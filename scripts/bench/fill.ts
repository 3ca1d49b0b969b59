import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { registerCases, systemActor } from '../../server/src/cases/index.ts'
import { findOrMakeCustomers } from '../../server/src/customers/index.ts'
import { keysFrom } from '../../server/src/platform/crypto.ts'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { runningEmbeddedPostgres } from '../../server/src/platform/embedded-postgres/index.ts'
import { reactions } from '../../server/src/reactions.ts'
import type { Client } from './client.ts'
import { complaintNo } from './complaints.ts'
import { endOf, spreadOverPeople } from './life.ts'

const batch = 1_000
/** A customer complains about three times. */
export const peopleFor = (cases: number) => Math.ceil(cases / 3)

/** Stores cases until there are `wanted`, by the application's own acts; a folder that was filled before is taken as it is. */
export async function fill(dataDir: string, client: Client, wanted: number, say: (line: string) => void) {
  const marker = join(dataDir, 'bench-filled')
  if (existsSync(marker) && Number(readFileSync(marker, 'utf8')) === wanted) return
  const addresses = runningEmbeddedPostgres(dataDir)
  if (!addresses) throw new Error('the database does not run')
  const started = performance.now()
  const database = openDatabase(addresses.appUrl, { maxConnections: 3, prepares: true })
  const keys = keysFrom([readFileSync(join(dataDir, 'secret.key'), 'utf8').trim()])
  const { rows } = await sql<{ id: string }>`select id from tenant where code = 'default'`.execute(database.platform)
  const tenantId = rows[0]?.id ?? ''
  const now = new Date()

  let next = 0
  async function storeBatches() {
    for (let from = next; from < wanted; from = next) {
      next += batch
      const complaints = Array.from({ length: Math.min(batch, wanted - from) }, (_, at) => complaintNo(from + at, peopleFor(wanted)))
      await database
        .tenant(tenantId)
        .transaction()
        .execute(async (tx) => {
          const complainants = complaints.map(({ complainant }) => complainant)
          const customers = await findOrMakeCustomers(tx, keys, tenantId, complainants, now)
          const cases = complaints.map((complaint, at) => ({ complaint, customerId: customers[at] ?? null, duplicateOf: null }))
          await registerCases(
            { tx, keys, actor: systemActor(tenantId), now },
            cases.map((newCase, at) => ({ ...newCase, ...endOf(from + at, wanted, newCase.complaint, now) })),
          )
        })
      if (from % 50_000 === 0 && from) say(`${from} cases stored in ${Math.round((performance.now() - started) / 1_000)} s`)
    }
  }
  await Promise.all([storeBatches(), storeBatches()])
  const stored = performance.now()
  await untilRead(tenantId, database)
  say(`the server has read them ${Math.round((performance.now() - stored) / 1_000)} s later`)
  await spreadOverPeople(database, tenantId, client)
  await settle(addresses.ownerUrl, tenantId, database)
  await database.close()
  writeFileSync(marker, String(wanted))
  say(`${wanted} cases stored in ${Math.round((performance.now() - started) / 1_000)} s`)
}

/** Every event sealed, every reaction past it and every clock that ran out told. */
async function untilRead(tenantId: string, database: Database) {
  const readers = reactions.map(({ name }) => name)
  const behind = sql`
    select 1 from case_event where tenant_id = ${tenantId} and seq is null
    union all
    select 1 from unnest(${readers}::text[]) as r (reader) where not exists (
      select 1 from feed_position p join feed_head h using (tenant_id) where p.tenant_id = ${tenantId} and p.reader = r.reader and p.seq >= h.seq)
    union all
    select 1 from timer where tenant_id = ${tenantId} and fired_at is null and due_at < ${new Date()}
    limit 1`
  while ((await behind.execute(database.tenant(tenantId))).rows.length) await delay(200)
}

/** As a server that has run for a while: everything read, vacuumed and counted, nothing left to write. */
async function settle(ownerUrl: string, tenantId: string, database: Database) {
  await untilRead(tenantId, database)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}
