import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { inRoot } from '../src/platform/paths.ts'
import { aLedger, type Ledger, sendAll } from './ledger.ts'
import { killProgram, type Program, startProgram, stopProgram, tokenFor } from './program.ts'

// Issue 8: roll-ups survive kill -9 anywhere and equal a rebuild. Each kill finds the reader of the feed in the middle of writing: a lock on the table
// that it writes next holds it there.

const password = 'correct horse battery'
const clients = 6
const size = 120
let dataDir: string
let program: Program
let authorization: string

const start = () => startProgram({ dataDir, env: { ADMIN_PASSWORD: password, LOG_LEVEL: 'warn' } })
const sender = () => ({ url: () => program.url, authorization })
const post = (path: string, body: object) =>
  fetch(`${program.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  })

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhiwei-measures-'))
  program = await start()
  const permissions = ['complaints:register', 'cases:read', 'cases:accept', 'cases:classify', 'money:read', 'money:manage']
  authorization = (await tokenFor(program.url, password, permissions)).authorization
})
afterAll(async () => {
  await stopProgram(program)
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
})

/** Behind the application's back, as the owner. */
async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: runningEmbeddedPostgres(dataDir)?.ownerUrl })
  await owner.connect()
  try {
    await owner.query(`select set_config('app.tenant', id::text, false) from tenant where code = 'default'`)
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** Half of what comes is given another category, so that facts are taken out and put in again. */
async function handle({ entries }: Ledger, sent: Promise<unknown>) {
  await sent
  for (const { answer } of entries.filter((_, no) => no % 2 === 1)) {
    const classified = () => post(`/cases/${answer?.caseId}/classification`, { category: 'quality.fault' })
    let status = 0
    // A connection that broke asks for another try.
    while (status === 0)
      status = await classified().then(
        (response) => response.status,
        () => 0,
      )
    expect(status).toBe(201)
  }
}

/** Kills the program once the owner finds it so, lets go of what the owner holds, and starts it anew. */
async function killWhen(isSo: (owner: pg.Client) => Promise<boolean>, hold?: string) {
  await asOwner(async (owner) => {
    await owner.query('begin')
    if (hold) await owner.query(`lock table ${hold} in share mode`)
    while (!(await isSo(owner))) await delay(5)
    await killProgram(program)
    await owner.query('rollback')
  })
  program = await start()
}

/** 杀在写到一半: the program waits to write a table that is held; the transaction behind has written roll-ups already where `after` says so. */
const killWhileWriting = (table: string, after?: 'rollUps') =>
  killWhen(async (owner) => {
    const { rows } = await owner.query<{ waits: boolean }>(
      `select exists (select 1 from pg_locks w where w.relation = $1::regclass and not w.granted and ($2::boolean is false or exists (select 1 from pg_locks h
        where h.pid = w.pid and h.granted and h.relation = 'measure_count'::regclass and h.mode = 'RowExclusiveLock'))) as waits`,
      [table, after === 'rollUps'],
    )
    return rows[0]?.waits ?? false
  }, table)

/** 杀在半路: some events are counted, others wait. */
async function killOnTheWay() {
  const first = await counted()
  await killWhen(async () => {
    const { done, all } = await counted()
    return done > first.done && done < all
  })
}
const counted = () =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ done: string; all: string }>(`select coalesce((select max(seq) from case_event), 0) as all,
      coalesce((select seq from feed_position where reader = 'analytics.keepFacts'), 0) as done`)
    return { done: Number(rows[0]?.done), all: Number(rows[0]?.all) }
  })

const isCounted = () =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ done: boolean }>(`select not exists (select 1 from case_event where seq is null)
      and (select seq from feed_position where reader = 'analytics.keepFacts') = (select max(seq) from case_event)
      and not exists (select 1 from measure_state where asked_at is not null or next_generation is not null) as done`)
    return rows[0]?.done
  })
const rollUps = () =>
  asOwner(async (owner) => {
    const { rows } = await owner.query(
      'select fact_set, cut, key, day::text, count, total from measure_count where count <> 0 or total <> 0 order by 1, 2, 3, 4',
    )
    return rows
  })
function measures(what: 'verify' | 'rebuild') {
  const entry = inRoot('server', 'src', 'cli', 'main.ts')
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
  const { status, stdout } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', entry, 'measures', what], {
    env,
    encoding: 'utf8',
  })
  return { status, ...JSON.parse(stdout) }
}

describe('roll-ups of a server that is killed while it counts', () => {
  test.each([
    ['before the first roll-up is written', () => killWhileWriting('measure_count')],
    ['between the roll-ups and the facts', () => killWhileWriting('cycle_fact', 'rollUps')],
    ['between two batches', killOnTheWay],
  ])('killed %s', async (name, kill) => {
    const ledger = aLedger(name, size)
    const sent = sendAll(ledger, clients, sender())
    const handled = handle(ledger, sent)
    await kill()
    await handled
    expect(ledger.refusals).toEqual([])
  })

  test('killed while everything is counted anew beside what is in use', async () => {
    await expect.poll(isCounted, { timeout: 60_000 }).toBe(true)
    const rate = { fenPerHour: 6_000, effectiveFrom: '2020-01-01', note: '财务' }
    const killed = killWhileWriting('measure_count')
    expect((await post('/cost-rates', rate)).status).toBe(201)
    await killed
  })

  test('what stands is what the events say, and a rebuild changes nothing of it', async () => {
    await expect.poll(isCounted, { timeout: 60_000 }).toBe(true)
    expect(measures('verify')).toMatchObject({ status: 0, ok: true, tenants: [{ sets: [], counts: [] }] })
    const kept = await rollUps()
    expect(kept).toContainEqual(expect.objectContaining({ fact_set: 'received', cut: 'category', key: 'quality.fault' }))
    const received = kept.filter(({ fact_set: set, cut }) => set === 'received' && cut === 'all')
    expect(received.reduce((sum, { count }) => sum + Number(count), 0)).toBe(3 * size)
    expect(measures('rebuild')).toMatchObject({ status: 0, cases: 3 * size })
    expect(await rollUps()).toEqual(kept)
  })
})
