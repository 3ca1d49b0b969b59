import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../test/builders.ts'
import { aPlatform } from '../../test/database.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from './act.ts'
import { type FeedEvent, openFeed, type Reader, readFeed, sealEvents, sealOf } from './feed.ts'
import { registerCases } from './register.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
beforeAll(async () => {
  platform = await aPlatform()
})
afterAll(() => platform.close())

/** A tenant of its own, so that no other test's events are in its feed. */
async function aFeed() {
  const { deps } = platform
  const tenantId = await platform.aTenant(newId().slice(-12))
  const db = deps.database.tenant(tenantId)
  await db.transaction().execute((tx) => openFeed(tx, tenantId))
  const registerIn = async (tx: Tx, count = 1) => {
    const act = { tx, keys: deps.keys, actor: systemActor(tenantId), now: platform.clock.now() }
    const complaint = aComplaint({ complainant: {} }) as Parameters<typeof registerCases>[1][number]['complaint']
    const cases = await registerCases(
      act,
      Array.from({ length: count }, () => ({ complaint, customerId: null, duplicateOf: null })),
    )
    return cases.map((one) => one?.id ?? '')
  }
  return {
    tenantId,
    db,
    registerIn,
    register: (count?: number) => db.transaction().execute((tx) => registerIn(tx, count)),
    seal: () => sealEvents(deps, tenantId),
    read: (...readers: Reader[]) => readFeed(deps, tenantId, readers),
  }
}

function aReader(name = 'test', react: (events: FeedEvent[]) => void = () => {}) {
  const read: FeedEvent[] = []
  const reader: Reader = {
    name,
    on: ['complaint.received'],
    react: async (_deps, _tenantId, _tx, events) => {
      react(events)
      read.push(...events)
    },
  }
  return { ...reader, read, caseIds: () => read.map(({ caseId }) => caseId) }
}

/** Resolves as soon as somebody in this database waits for another's lock, or `otherwise` has come true. */
async function somebodyWaits(otherwise = () => false) {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while (!otherwise() && (await platform.deps.database.pool.query(waiting)).rows.length === 0);
}

/** A transaction that stays open until `commit` is called. */
async function anOpenTransaction(feed: Awaited<ReturnType<typeof aFeed>>) {
  const begun = Promise.withResolvers<string[]>()
  const end = Promise.withResolvers<void>()
  const ended = feed.db.transaction().execute(async (tx) => {
    begun.resolve(await feed.registerIn(tx))
    await end.promise
  })
  const [caseId = ''] = await begun.promise
  return {
    caseId,
    async commit() {
      end.resolve()
      await ended
    },
  }
}

describe('the sealed feed of events', () => {
  test('a reader misses nothing when one transaction stays open while later ones commit', async () => {
    const feed = await aFeed()
    const reader = aReader()
    const early = await anOpenTransaction(feed)
    const [later = ''] = await feed.register()
    expect(early.caseId < later).toBe(true) // a position by id or time would leave the early one behind

    await feed.seal()
    await feed.read(reader)
    expect(reader.caseIds()).toEqual([later])
    await early.commit()
    await feed.seal()
    await feed.read(reader)

    expect(reader.caseIds()).toEqual([later, early.caseId])
    expect(reader.read.map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('a reader that fails stays where it was; the others go on, and it goes on when it can', async () => {
    const feed = await aFeed()
    let broken = true
    const failing = aReader('failing', () => {
      if (broken) throw new Error('not today')
    })
    const other = aReader('other')
    const cases = await feed.register(3)
    await feed.seal()

    await expect(feed.read(failing, other)).rejects.toThrow('1 reader(s) of the feed failed')
    expect(failing.read).toEqual([])
    expect(other.caseIds().sort()).toEqual([...cases].sort())

    broken = false
    await feed.read(failing, other)
    expect(failing.caseIds().sort()).toEqual([...cases].sort())
    expect(other.read).toHaveLength(3)
  })

  test('what a failed reader did in the database is undone with its position', async () => {
    const feed = await aFeed()
    await feed.register()
    await feed.seal()
    const reader: Reader = {
      name: 'half',
      on: ['complaint.received'],
      react: async (_deps, tenantId, tx) => {
        await tx.insertInto('feed_position').values({ tenant_id: tenantId, reader: 'left behind', seq: 1 }).execute()
        throw new Error('after the change')
      },
    }

    await expect(feed.read(reader)).rejects.toThrow()

    const left = await feed.db.selectFrom('feed_position').select('reader').where('tenant_id', '=', feed.tenantId).execute()
    expect(left).toEqual([])
  })

  test('a second worker waits for the first one and reads on behind it', async () => {
    const feed = await aFeed()
    await feed.register(3)
    await feed.seal()
    const firstReads = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    let reads = 0
    const reader: Reader = {
      name: 'slow',
      on: ['complaint.received'],
      react: async (_deps, _tenantId, _tx, events) => {
        reads += events.length
        firstReads.resolve()
        await mayEnd.promise
      },
    }

    const first = feed.read(reader)
    await firstReads.promise
    const second = feed.read(reader)
    await somebodyWaits(() => reads > 3)
    mayEnd.resolve()
    await Promise.all([first, second])

    expect(reads).toBe(3)
  })

  test('a second sealer waits for the first one', async () => {
    const feed = await aFeed()
    await feed.register(3)
    let sealed: number | undefined
    let second: Promise<unknown> | undefined
    await feed.db.transaction().execute(async (tx) => {
      await tx.selectFrom('feed_head').select('seq').where('tenant_id', '=', feed.tenantId).forUpdate().execute()
      second = feed.seal().then((count) => {
        sealed = count
      })
      await somebodyWaits(() => sealed !== undefined)
      expect(sealed).toBeUndefined()
    })
    await second
    expect(sealed).toBe(3)
  })

  test('two workers at once seal and read each event once, in one gapless chain', async () => {
    const feed = await aFeed()
    const reader = aReader()
    const work = async () => {
      for (let round = 0; round < 3; round++) {
        await feed.register(500)
        await feed.seal()
        await feed.read(reader)
      }
    }

    await Promise.all([work(), work()])
    await feed.seal()
    await feed.read(reader)

    expect(reader.read.map(({ seq }) => seq)).toEqual(Array.from({ length: 3_000 }, (_, at) => at + 1))
    expect(new Set(reader.caseIds()).size).toBe(3_000)
    const events = await feed.db.selectFrom('case_event').selectAll().where('tenant_id', '=', feed.tenantId).orderBy('seq').execute()
    let seal: Buffer | null = null
    for (const event of events) {
      seal = sealOf(seal, event.seq ?? 0, event)
      expect(event.seal?.equals(seal)).toBe(true)
    }
  })
})
