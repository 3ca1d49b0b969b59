import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerCases, systemActor } from '../src/cases/index.ts'
import { aComplaint } from './builders.ts'
import { aWorld, type World } from './harness.ts'

// Issue 4: each warning once, with two workers and through kill -9, and told as a digest, no storm. The measured storm: STORM_SIZE=50000 npm test -- server/test/clock-storm.test.ts

const size = Number(process.env.STORM_SIZE ?? 3_000)
const batch = 1_000
const minutes = 60_000

let world: World
const workers: ChildProcess[] = []
beforeAll(async () => {
  world = await aWorld()
  for (let from = 0; from < size; from += batch) await registerBatch(Math.min(batch, size - from), from)
  for (let left = true; left; left = await isBehind()) await world.settle()
}, 10 * minutes)
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await world.close()
})

const db = () => world.deps.database.tenant(world.tenantId)
const count = async (from: ReturnType<typeof sql<{ count: number }>>) => Number((await from.execute(db())).rows[0]?.count)

async function registerBatch(amount: number, from: number) {
  const cases = Array.from({ length: amount }, (_, at) => ({
    complaint: { ...aComplaint({ text: `第 ${from + at} 件：约好的师傅没有来。` }), complainant: {} },
    customerId: null,
    duplicateOf: null,
  }))
  await db()
    .transaction()
    .execute((tx) =>
      registerCases({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.clock.now() }, cases as never),
    )
}

const isBehind = async () => (await count(sql`select count(*) from case_clock where tenant_id = ${world.tenantId}`)) < size
const unfired = () => count(sql`select count(*) from timer where tenant_id = ${world.tenantId} and fired_at is null`)

function startWorker(now: Date): ChildProcess {
  const worker = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', `${import.meta.dirname}/clock-worker.ts`], {
    env: {
      PATH: process.env.PATH,
      CLOCK_DATABASE: world.db.appUrl,
      CLOCK_TENANT: world.tenantId,
      CLOCK_NOW: now.toISOString(),
      CLOCK_KEY: 'a test key that is long enough to be one',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.push(worker)
  return worker
}
const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null
const ended = async (worker: ChildProcess) => {
  while (isRunning(worker)) await delay(5)
  return worker.exitCode
}

/** How often each clock was told of, by kind and percentage. */
const tellings = async () =>
  (
    await sql<{ kind: string; percent: number; clocks: number; told: number; events: number }>`
      with told as (
        select e.kind, e.case_id, e.no, t.one ->> 'clockId' as clock, (t.one ->> 'percent')::int as percent
        from case_event e cross join lateral jsonb_array_elements(jsonb_build_array(e.facts) || coalesce(e.facts -> 'also', '[]'::jsonb)) as t (one)
        where e.tenant_id = ${world.tenantId} and e.kind like 'sla.%')
      select kind, percent, count(distinct clock)::int as clocks, count(*)::int as told, count(distinct (case_id, no))::int as events
      from told group by 1, 2 order by 2`.execute(db())
  ).rows

test(
  `${size} clocks come due in one minute: two workers, one of them killed, tell each once`,
  async () => {
    const later = (hours: number) => new Date(world.clock.now().getTime() + hours * 60 * minutes)
    const begun = performance.now()
    const [first, second] = [startWorker(later(24)), startWorker(later(24))]
    // In the middle of it: something is told, something is not.
    while ((await unfired()) > size * 0.8 && isRunning(first)) await delay(2)
    first.kill('SIGKILL')
    await ended(first)
    const third = startWorker(later(24))
    expect(await Promise.all([second, third].map(ended))).toEqual([0, 0])
    const tookMs = performance.now() - begun

    expect(await tellings()).toEqual([{ kind: 'sla.breached', percent: 100, clocks: size, told: size, events: size }])
    expect(await unfired()).toBe(0)
    expect(await count(sql`select count(*) from complaint_case where tenant_id = ${world.tenantId} and breached_at is not null`)).toBe(size)
    process.stderr.write(`${size} breaches told in ${Math.round(tookMs / 1_000)} s\n`)
  },
  10 * minutes,
)

/** What a person finds in the app; the administrator is called for all of them, for there is nobody else. */
const notices = async () =>
  (
    await sql<{ person: string; digests: number; singles: number; told: number }>`
      select user_id as person, count(*) filter (where kind = 'digest')::int as digests, count(*) filter (where kind = 'breached')::int as singles,
        sum(coalesce((facts -> 'counts' ->> 'breached')::int, 1))::int as told
      from notice where tenant_id = ${world.tenantId} and kind in ('digest', 'breached') group by 1`.execute(db())
  ).rows

const isUnread = async () =>
  (await count(sql`
    select h.seq - p.seq + (select count(*) from case_event e where e.tenant_id = h.tenant_id and e.seq is null) as count
    from feed_head h join feed_position p on p.tenant_id = h.tenant_id and p.reader = 'notifications.tellPeople'
    where h.tenant_id = ${world.tenantId}`)) > 0

test(
  'whoever is called for all of them finds one digest that counts each once, also when two workers read the feed at once',
  async () => {
    world.clock.moveMinutes(24 * 60)
    while (await isUnread()) await Promise.all([world.settle(), world.settle()])
    const people = await notices()
    expect(people).toHaveLength(1)
    expect(people[0]).toMatchObject({ digests: 1, told: size })
    // A last batch of a few is told one by one.
    expect(people[0]?.singles).toBeLessThanOrEqual(5)
  },
  10 * minutes,
)
