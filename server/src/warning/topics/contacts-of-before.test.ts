import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase } from '../../../test/database.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { migrate, migrationNames, roleOf } from '../../platform/migrate.ts'
import './tables.ts'

let db: Awaited<ReturnType<typeof aDatabase>>
let database: Database

const before = '0140_topic_contacts.sql'
const dayMs = 86_400_000
const tenants = { appliances: newId(), water: newId() }

beforeAll(async () => {
  db = await aDatabase({ migrated: false })
  await migrate(
    db.ownerUrl,
    roleOf(db.appUrl),
    migrationNames().filter((name) => name < before),
  )
  database = openDatabase(db.appUrl, { maxConnections: 2, prepares: true })
  for (const [code, id] of Object.entries(tenants))
    await sql`insert into tenant (id, code, name, created_at) values (${id}, ${code}, ${code}, now())`.execute(database.platform)
})
afterAll(async () => {
  await database?.close()
  await db?.drop()
})

async function aContactOf(tenantId: string, { verdict = 'latent', stage = 2, daysAgo = 3 }) {
  const id = newId()
  const at = new Date(Date.now() - daysAgo * dayMs)
  await sql`
    insert into contact (tenant_id, id, channel, content_hash, at, received_at, complainant_kind, excerpt, turns, judged, verdict, stage)
    values (${tenantId}, ${id}, 'chat', '', ${at}, ${at}, 'person', '', 1, true, ${verdict}, ${stage})`.execute(database.tenant(tenantId))
  return id
}

test('where topics knew complaints only, unhappy contacts of the last days come to them too, each in its own company (升级)', async () => {
  const unhappy = [await aContactOf(tenants.appliances, {}), await aContactOf(tenants.appliances, { verdict: 'anonymous', stage: 3 })]
  for (const other of [{ verdict: 'dismissed' }, { stage: 1 }, { daysAgo: 60 }]) await aContactOf(tenants.appliances, other)
  const elsewhere = await aContactOf(tenants.water, {})

  await migrate(db.ownerUrl, roleOf(db.appUrl))

  const dueOf = async (tenantId: string) =>
    (await database.tenant(tenantId).selectFrom('topic_contact_due').select('contact_id as id').execute()).map(({ id }) => id).sort()
  expect(await dueOf(tenants.appliances)).toEqual(unhappy.sort())
  expect(await dueOf(tenants.water)).toEqual([elsewhere])
})
