import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { type Database, type Db, openDatabase, type Tx } from './database.ts'
import { newId } from './ids.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
let wire: Awaited<ReturnType<typeof aWire>>
/** One connection only, so that all meet on it, over a wire that can spoil what is sent. */
let database: Database
let ours: string
let theirs: string

beforeAll(async () => {
  platform = await aPlatform()
  wire = await aWire(platform.db.appUrl)
  ours = await platform.aTenant('ours')
  theirs = await platform.aTenant('theirs')
})
afterAll(async () => {
  await database?.close()
  await wire.close()
  await platform.close()
})
beforeEach(async () => {
  await database?.close()
  database = openDatabase(wire.url, { maxConnections: 1, prepares: true })
  wire.spoil(undefined)
  for (const id of [ours, theirs]) await sql`delete from skill_group`.execute(platform.deps.database.tenant(id))
})

describe('statements sent before the earlier ones are answered', () => {
  test('stand in a transaction of their own tenant, however many come at once', async () => {
    const asked = Array.from({ length: 60 }, (_, i) => (i % 2 ? ours : theirs))
    expect(await Promise.all(asked.map((id) => tenantSeenBy(database.tenant(id))))).toEqual(asked)
    expect(await tenantSeenBy(database.platform)).toBe('')
  })

  test.each([
    ['cannot begin', ['begin; set local app.tenant', 'bogus; set local app.tenant']],
    ['begins and cannot take the tenant', ['set local app.tenant', 'set local work_mem  ']],
  ] as const)('touch no row of any tenant when the transaction %s', async (_, spoilt) => {
    await add(database.tenant(ours), 'stood before')
    wire.spoil(spoilt)
    await expect(add(database.tenant(ours), 'alone')).rejects.toThrow()
    await expect(sql`select * from skill_group`.execute(database.tenant(ours))).rejects.toThrow()
    await expect(sql`update skill_group set active = false`.execute(database.byKey(ours))).rejects.toThrow()
    // Whoever passes over the first refusal is refused again, also where no wall stands.
    await expect(
      database
        .writer(ours)
        .transaction()
        .execute(async (tx) => {
          await add(tx, 'first').catch(() => {})
          await addTenant(tx, 'second').catch(() => {})
        }),
    ).rejects.toThrow()

    wire.spoil(undefined)
    expect(await namesOf(ours)).toEqual(['stood before'])
    expect(await tenants()).not.toContain('second')
    expect(await tenantSeenBy(database.tenant(theirs))).toBe(theirs)
  })

  test('are undone with the one among them that failed, also those that come after the end', async () => {
    const branches: Promise<unknown>[] = []
    await expect(
      database
        .tenant(ours)
        .transaction()
        .execute((tx) => {
          branches.push(
            addTenant(tx, 'ours'),
            ...[1, 2, 3].map(async (i) => {
              await addTenant(tx, `new-${i}`)
              await addTenant(tx, `new-${i}-later`)
            }),
          )
          return Promise.all(branches)
        }),
    ).rejects.toThrow(/tenant_code_key/)
    await Promise.allSettled(branches)

    expect((await tenants()).filter((code) => code.startsWith('new'))).toEqual([])
    expect(await tenantSeenBy(database.tenant(theirs))).toBe(theirs)
  })

  test('that nobody waits for are not carried out once the transaction is over', async () => {
    let late: Promise<PromiseSettledResult<unknown>[]> | undefined
    await database
      .tenant(ours)
      .transaction()
      .execute(async (tx) => {
        await add(tx, 'kept')
        late = Promise.allSettled([addTenant(tx, 'late-1'), addTenant(tx, 'late-2'), addTenant(tx, 'late-3')])
      })
    const outcomes = (await late) ?? []
    // Told as done or refused, each is so.
    const kept = (await tenants()).filter((code) => code.startsWith('late'))
    expect(kept).toHaveLength(outcomes.filter(({ status }) => status === 'fulfilled').length)
    expect(await namesOf(ours)).toEqual(['kept'])
    expect(await tenantSeenBy(database.tenant(theirs))).toBe(theirs)
  })

  test('are not told as kept when an error was passed over and the database rolled back', async () => {
    const keepsGoing = database
      .tenant(ours)
      .transaction()
      .execute(async (tx) => {
        await add(tx, 'first')
        await add(tx, 'first').catch(() => {})
      })
    await expect(keepsGoing).rejects.toThrow(/rolled back/)
    expect(await namesOf(ours)).toEqual([])
  })
})

const add = (db: Db | Tx, name: string) =>
  sql`insert into skill_group (tenant_id, id, name) values (${ours}, ${newId()}, ${name})`.execute(db)

// A table without the wall of the tenants: only its transaction holds it.
const addTenant = (db: Db | Tx, code: string) =>
  sql`insert into tenant (id, code, name, created_at) values (${newId()}, ${code}, ${code}, ${platform.clock.now()})`.execute(db)

async function tenantSeenBy(db: Db) {
  const { rows } = await sql<{ id: string | null }>`select current_setting('app.tenant', true) as id`.execute(db)
  return rows[0]?.id
}

async function namesOf(tenantId: string) {
  const { rows } = await sql<{ name: string }>`select name from skill_group where active`.execute(platform.deps.database.tenant(tenantId))
  return rows.map((row) => row.name)
}

async function tenants() {
  return (await platform.deps.database.platform.selectFrom('tenant').select('code').execute()).map((row) => row.code)
}

/** A wire to the database that puts other words (of the same length) in place of some, as a cancelled or refused `begin` would. */
async function aWire(appUrl: string) {
  const { host, port, user, password, database: name } = new pg.Client({ connectionString: appUrl })
  let spoilt: readonly [string, string] | undefined
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const behind = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
    for (const socket of [client, behind]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.on('data', (sent) => behind.write(spoilt ? Buffer.from(sent.toString('latin1').replaceAll(...spoilt), 'latin1') : sent))
    behind.pipe(client)
    client.on('close', () => behind.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = (server.address() as AddressInfo).port
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${own}/${name}`,
    spoil(what: readonly [string, string] | undefined) {
      spoilt = what
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
