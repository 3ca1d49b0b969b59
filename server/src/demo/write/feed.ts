import { sealOf } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { EventRow } from './draft.ts'
import { insertMany } from './ledger.ts'

const batch = 2_000

/** Stores the events in the order of time, sealed, and starts the readers of the feed behind them: what was is not reacted to. */
export async function storeFeed(tx: Tx, tenantId: string, events: EventRow[], readers: string[]) {
  const ordered = events.sort((one, other) => timeOf(one) - timeOf(other) || compare(one.case_id, other.case_id) || one.no - other.no)
  let seal: Buffer | null = null
  for (const [at, event] of ordered.entries()) {
    seal = sealOf(seal, at + 1, event)
    event.seq = at + 1
    event.seal = seal
  }
  for (let at = 0; at < ordered.length; at += batch) await insertMany(tx, 'case_event', ordered.slice(at, at + batch))
  const seq = ordered.length
  await tx.updateTable('feed_head').set({ seq, seal }).where('tenant_id', '=', tenantId).execute()
  await tx
    .insertInto('feed_position')
    .values(readers.map((reader) => ({ tenant_id: tenantId, reader, seq })))
    .execute()
}

const timeOf = ({ at }: EventRow) => new Date(at).getTime()
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
