import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { registerCases, systemActor } from '../../server/src/cases/index.ts'
import { keysFrom } from '../../server/src/platform/crypto.ts'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { runningEmbeddedPostgres } from '../../server/src/platform/embedded-postgres/index.ts'
import { complaintNo } from './complaints.ts'
import type { Target } from './load.ts'
import { startOwnServer } from './own-server.ts'
import { cpuMsOf, cpuMsOfTree, rssMbOf } from './processes.ts'

const usage = `Usage: npm run bench clocks -- [options]
  --open N   cases whose clocks run and are not due (100000; the goal is measured with 1000000): the first 2,000 are registered,
             the others are copies of their case, clocks and timers, which is all that a sweep passes by
  --due N    cases whose clocks come due in one instant, once while the server runs and once while it is down (20000)
  --json     print the measurements as JSON`

const batch = 1_000
const registeredAtMost = 2_000
/** Enough to store and read a case beside a million others on a slow machine. */
const slackMsACase = 20
/** The company's limit for the acceptance, from the receipt: what is received that long before an instant is due at it. */
const acceptanceMs = 24 * 3_600_000

type Swept = {
  name: string
  open: number
  due: number
  seconds: number
  casesPerSecond: number
  appCpuMs: number
  databaseCpuMs: number
  rssMb: number
}

/** 时限: how many cases with clocks are swept a second beside how many that wait, and how soon a server that was down has caught up. */
export async function benchClocks(args: string[]) {
  const { open, due, json } = readOptions(args)
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiwei-bench-clocks-'))
  const say = (line: string) => process.stderr.write(`${line}\n`)
  let server = await startOwnServer(dataDir)
  try {
    let house = await houseOf(dataDir)
    say(`storing ${open} cases whose clocks run`)
    const registered = Math.min(open, registeredAtMost)
    await store(house, registered, () => new Date())
    await untilRead(house)
    await copyWaiting(house, open - registered, say)

    say(`storing ${due} cases that come due together`)
    await dueTogether(house, due)
    const running = await measureSweep('clocks due in one instant', server.target, house, { open, due })

    say(`storing ${due} cases that come due while the server is down`)
    const dueAt = await dueTogether(house, due)
    await house.database.close()
    await server.stop()
    await until(dueAt)
    const begun = performance.now()
    server = await startOwnServer(dataDir)
    const readySeconds = (performance.now() - begun) / 1_000
    house = await houseOf(dataDir)
    const caughtUp = await measureSweep('the same after a restart', server.target, house, { open, due })
    await house.database.close()
    if (json) process.stdout.write(`${JSON.stringify({ open, due, readySeconds, measured: [running, caughtUp] }, null, 2)}\n`)
    else process.stdout.write(`${[running, caughtUp].map(line).join('\n')}\nready ${readySeconds.toFixed(1)} s after its start\n`)
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      open: { type: 'string', default: '100000' },
      due: { type: 'string', default: '20000' },
      json: { type: 'boolean', default: false },
    },
  })
  const [open = 0, due = 0] = [values.open, values.due].map(Number)
  if (!(open >= 0 && due > 0)) throw new Error(usage)
  return { open, due, json: values.json }
}

const line = ({ name, open, due, seconds, casesPerSecond, appCpuMs, databaseCpuMs, rssMb }: Swept) =>
  `${name.padEnd(28)} ${due} cases beside ${open} open: ${seconds.toFixed(1)} s, ${Math.round(casesPerSecond)} cases/s, ` +
  `app ${appCpuMs.toFixed(2)} ms and database ${databaseCpuMs.toFixed(2)} ms CPU a case, app ${Math.round(rssMb)} MB`

type House = { database: Database; tenantId: string; keys: ReturnType<typeof keysFrom> }

async function houseOf(dataDir: string): Promise<House> {
  const addresses = runningEmbeddedPostgres(dataDir)
  if (!addresses) throw new Error('the database does not run')
  const database = openDatabase(addresses.appUrl, { maxConnections: 3, prepares: true })
  const { rows } = await sql<{ id: string }>`select id from tenant where code = 'default'`.execute(database.platform)
  const keys = keysFrom([readFileSync(join(dataDir, 'secret.key'), 'utf8').trim()])
  return { database, tenantId: rows[0]?.id ?? '', keys }
}

let next = 0
async function store(house: House, wanted: number, receivedAt: () => Date) {
  const { database, tenantId, keys } = house
  for (let left = wanted; left > 0; left -= batch) {
    const cases = Array.from({ length: Math.min(batch, left) }, () => ({
      complaint: { ...complaintNo(next++, 1_000), complainant: {}, receivedAt: receivedAt().toISOString() },
      customerId: null,
      duplicateOf: null,
    }))
    await database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => registerCases({ tx, keys, actor: systemActor(tenantId), now: new Date() }, cases))
  }
}

/** Copies the stored cases with their clocks and timers, each under ids of its own, until `wanted` more wait. */
async function copyWaiting({ database, tenantId }: House, wanted: number, say: (line: string) => void) {
  const db = database.tenant(tenantId)
  for (let copied = 0; copied < wanted; ) {
    const many = Math.min(registeredAtMost, wanted - copied)
    const made = await db.transaction().execute(async (tx) => {
      await sql`
        create temporary table copied_case on commit drop as
          select c.id as was, uuidv7() as id from complaint_case c
          where c.tenant_id = ${tenantId} and c.number not like 'copy %' limit ${many}`.execute(tx)
      await sql`
        create temporary table copied_clock on commit drop as
          select k.id as was, uuidv7() as id, m.id as case_id from case_clock k join copied_case m on m.was = k.case_id
          where k.tenant_id = ${tenantId}`.execute(tx)
      await sql`
        insert into complaint_case
        select (jsonb_populate_record(c, jsonb_build_object('id', m.id, 'number', 'copy ' || m.id))).*
        from complaint_case c join copied_case m on m.was = c.id where c.tenant_id = ${tenantId}`.execute(tx)
      await sql`
        insert into case_clock
        select (jsonb_populate_record(k, jsonb_build_object('id', m.id, 'case_id', m.case_id))).*
        from case_clock k join copied_clock m on m.was = k.id where k.tenant_id = ${tenantId}`.execute(tx)
      await sql`
        insert into timer
        select (jsonb_populate_record(t, jsonb_build_object('id', uuidv7(), 'about_id', m.case_id, 'subject_id', m.id))).*
        from timer t join copied_clock m on m.was = t.subject_id where t.tenant_id = ${tenantId} and t.fired_at is null`.execute(tx)
      const { rows } = await sql<{ made: number }>`select count(*)::int as made from copied_case`.execute(tx)
      return rows[0]?.made ?? 0
    })
    copied += made
    if (copied % 100_000 < made) say(`${copied} copied`)
  }
  await sql`analyze`.execute(db)
}

/** Stores cases whose only clock passes at one instant that is still to come; what they had to warn of is told before. */
async function dueTogether(house: House, due: number): Promise<Date> {
  const dueAt = new Date(Date.now() + 20_000 + due * slackMsACase)
  await store(house, due, () => new Date(dueAt.getTime() - acceptanceMs))
  await untilRead(house)
  if (Date.now() > dueAt.getTime()) process.stderr.write('the cases were due before they were stored: this machine needs fewer of them\n')
  return dueAt
}

/** Waits for the first clock to pass and measures until the last one is told. */
async function measureSweep(name: string, target: Target, house: House, { open, due }: { open: number; due: number }): Promise<Swept> {
  let first = 0
  for (; first === 0; first = await toldOf(house)) await delay(20)
  const before = { app: cpuMsOf(target.appPid), database: cpuMsOfTree(target.databasePid), at: performance.now() }
  while ((await toldOf(house)) < due) await delay(50)
  const seconds = (performance.now() - before.at) / 1_000
  const swept = due - first
  told.set(house.tenantId, (told.get(house.tenantId) ?? 0) + due)
  return {
    name,
    open,
    due,
    seconds,
    casesPerSecond: swept / seconds,
    appCpuMs: (cpuMsOf(target.appPid) - before.app) / swept,
    databaseCpuMs: (cpuMsOfTree(target.databasePid) - before.database) / swept,
    rssMb: rssMbOf(target.appPid),
  }
}

const told = new Map<string, number>()
/** Breaches told since the last measurement. */
async function toldOf({ database, tenantId }: House): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from case_clock where tenant_id = ${tenantId} and state = 'breached' and breached_at is not null
      and due_at < ${new Date()}`.execute(database.tenant(tenantId))
  return (rows[0]?.count ?? 0) - (told.get(tenantId) ?? 0)
}

/** Every event sealed and read, every warning that is due told. */
async function untilRead({ database, tenantId }: House) {
  const behind = sql`
    select 1 from case_event where tenant_id = ${tenantId} and seq is null
    union all
    select 1 from feed_position p join feed_head h using (tenant_id) where p.tenant_id = ${tenantId} and p.seq < h.seq
    union all
    select 1 from timer where tenant_id = ${tenantId} and fired_at is null and due_at < ${new Date()}
    limit 1`
  while ((await behind.execute(database.tenant(tenantId))).rows.length) await delay(200)
}

const until = (instant: Date) => delay(Math.max(0, instant.getTime() - Date.now()) + 1_000)
