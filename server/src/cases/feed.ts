import type { EventKind } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import { sha256 } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { CaseEventTable } from './tables.ts'

// The sealed feed: committed events get the tenant's sequence in batches and are chained. A reader's position is that sequence,
// never a time or an id: ids are not in commit order.

export type FeedEvent = {
  seq: number
  caseId: string
  no: number
  kind: EventKind
  cycle: number
  at: Date
  actorId: string | null
  facts: Record<string, unknown>
}

/** "When X has happened, do Y": reads the feed in batches with a position of its own; safe to run twice. */
export type Reader = {
  name: string
  on: EventKind[]
  /** Reads only what this other reader has read: it looks at what that one keeps. */
  after?: string
  react: (deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) => Promise<unknown>
}

const sealBatch = 5_000
const readBatch = 1_000

/** Seal of an event: chained over the tenant's whole feed, so that a removed case is noticed too. */
export const sealOf = (previous: Buffer | null, seq: number, event: Pick<Selectable<CaseEventTable>, 'case_id' | 'no' | 'hash'>) =>
  sha256(`${previous?.toString('hex') ?? ''}\n${seq}\n${event.case_id}\n${event.no}\n${event.hash.toString('hex')}`)

/** A new tenant's feed, empty. */
export const openFeed = (tx: Tx, tenantId: string) => tx.insertInto('feed_head').values({ tenant_id: tenantId, seal: null }).execute()

/** Gives every committed event its sequence and seal; one sealer at a time by the lock on the feed's head. */
export async function sealEvents(deps: Deps, tenantId: string): Promise<number> {
  let sealed = 0
  for (let batch = sealBatch; batch === sealBatch; sealed += batch) batch = await sealOneBatch(deps, tenantId)
  return sealed
}

function sealOneBatch(deps: Deps, tenantId: string): Promise<number> {
  return deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      // Looked at first: an idle tenant costs one index probe and no lock.
      const waiting = await tx
        .selectFrom('case_event')
        .select('no')
        .where('tenant_id', '=', tenantId)
        .where('seq', 'is', null)
        .limit(1)
        .executeTakeFirst()
      if (!waiting) return 0
      const head = await tx.selectFrom('feed_head').selectAll().where('tenant_id', '=', tenantId).forUpdate().executeTakeFirstOrThrow()
      const events = await tx
        .selectFrom('case_event')
        .select(['case_id', 'no', 'hash'])
        .where('tenant_id', '=', tenantId)
        .where('seq', 'is', null)
        .orderBy('case_id')
        .orderBy('no')
        .limit(sealBatch)
        .execute()
      let { seq, seal } = head
      const seals = events.map((event) => {
        seq += 1
        seal = sealOf(seal, seq, event)
        return { ...event, seq, seal }
      })
      await sql`
        update case_event e set seq = s.seq, seal = s.seal
        from unnest(${seals.map((row) => row.case_id)}::uuid[], ${seals.map((row) => row.no)}::int[], ${seals.map((row) => row.seq)}::bigint[], ${seals.map((row) => row.seal)}::bytea[])
          as s (case_id, no, seq, seal)
        where e.tenant_id = ${tenantId} and e.case_id = s.case_id and e.no = s.no`.execute(tx)
      await tx.updateTable('feed_head').set({ seq, seal }).where('tenant_id', '=', tenantId).execute()
      return events.length
    })
}

/** Lets each reader take what is new to it; a reader that fails stays where it was and is tried again with the next sweep. */
export async function readFeed(deps: Deps, tenantId: string, readers: Reader[]): Promise<void> {
  const failures: unknown[] = []
  const upToDate = await upToDateReaders(deps, tenantId)
  for (const reader of readers) {
    if (upToDate.has(reader.name)) continue
    try {
      while ((await readOneBatch(deps, tenantId, reader)) === readBatch);
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length) throw new AggregateError(failures, `${failures.length} reader(s) of the feed failed`)
}

/** Asked once for all: an idle tenant costs one statement and no lock. */
async function upToDateReaders(deps: Deps, tenantId: string): Promise<Set<string>> {
  const rows = await deps.database
    .tenant(tenantId)
    .selectFrom('feed_position')
    .innerJoin('feed_head', 'feed_head.tenant_id', 'feed_position.tenant_id')
    .select('reader')
    .where('feed_position.tenant_id', '=', tenantId)
    .whereRef('feed_position.seq', '>=', 'feed_head.seq')
    .execute()
  return new Set(rows.map(({ reader }) => reader))
}

function readOneBatch(deps: Deps, tenantId: string, reader: Reader): Promise<number> {
  return deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const { seq: head } = await tx.selectFrom('feed_head').select('seq').where('tenant_id', '=', tenantId).executeTakeFirstOrThrow()
      const position = await positionOf(tx, tenantId, reader.name)
      const known = reader.after === undefined ? head : Math.min(head, await reachedBy(tx, tenantId, reader.after))
      if (position >= known) return 0
      const through = Math.min(known, position + readBatch)
      const rows = await tx
        .selectFrom('case_event')
        .select(['seq', 'case_id', 'no', 'kind', 'cycle', 'at', 'actor_id', 'facts'])
        .where('tenant_id', '=', tenantId)
        .where('seq', '>', position)
        .where('seq', '<=', through)
        .where('kind', 'in', reader.on)
        .orderBy('seq')
        .execute()
      const events = rows.map((row) => ({
        seq: row.seq ?? 0,
        caseId: row.case_id,
        no: row.no,
        kind: row.kind,
        cycle: row.cycle,
        at: row.at,
        actorId: row.actor_id,
        facts: row.facts,
      }))
      if (events.length) await reader.react(deps, tenantId, tx, events)
      await tx
        .updateTable('feed_position')
        .set({ seq: through })
        .where('tenant_id', '=', tenantId)
        .where('reader', '=', reader.name)
        .execute()
      return through - position
    })
}

async function reachedBy(tx: Tx, tenantId: string, reader: string): Promise<number> {
  const found = await tx
    .selectFrom('feed_position')
    .select('seq')
    .where('tenant_id', '=', tenantId)
    .where('reader', '=', reader)
    .executeTakeFirst()
  return found?.seq ?? 0
}

/** Locks the reader's position, so that two workers never read the same batch at once. */
async function positionOf(tx: Tx, tenantId: string, reader: string): Promise<number> {
  await tx
    .insertInto('feed_position')
    .values({ tenant_id: tenantId, reader, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { seq } = await tx
    .selectFrom('feed_position')
    .select('seq')
    .where('tenant_id', '=', tenantId)
    .where('reader', '=', reader)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return seq
}
