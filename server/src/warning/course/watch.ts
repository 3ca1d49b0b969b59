import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { isRecord } from './facts.ts'

/** Every event after which an open case may look different. */
export const watchedEvents: EventKind[] = [
  'complaint.received',
  'case.accepted',
  'case.declined',
  'case.classified',
  'case.stageChanged',
  'case.linked',
  'case.messageSent',
  'case.messageReceived',
  'case.reminded',
  'case.assigned',
  'case.dispatched',
  'case.receipted',
  'case.transferred',
  'case.sentBack',
  'case.returned',
  'case.reviewed',
  'case.answered',
  'case.followedUp',
  'case.confirmed',
  'case.closed',
  'case.reopened',
  'case.withdrawn',
  'case.suspended',
  'case.resumed',
  'case.escalated',
  'case.merged',
  'case.split',
  'case.erased',
  'sla.due_soon',
  'sla.breached',
]

/** A new case that shows nothing yet is looked at a little later: in a storm complaints are taken in first. */
const laterMs = 10 * 60_000

/** 盯住: says which cases are to be looked at, and when; a reader of the feed, safe to run twice. */
export async function watchCases(deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const now = deps.clock()
  const looks = new Map<string, Date>()
  for (const event of events) {
    const at = event.kind === 'complaint.received' && !showsMore(event.facts) ? new Date(now.getTime() + laterMs) : now
    const before = looks.get(event.caseId)
    if (!before || at < before) looks.set(event.caseId, at)
  }
  await lookAgain(tx, tenantId, looks)
}

const outside: readonly unknown[] = ['regulator', 'media', 'legal', 'safety']

/** What a complaint shows at its registration: worth a look at once. */
const showsMore = ({ channel, duplicateOf, proposed }: Record<string, unknown>) => {
  const { stage, signals } = isRecord(proposed) ? proposed : {}
  const named = Array.isArray(signals) && signals.some((kind) => outside.includes(kind))
  return channel === 'regulator' || channel === 'social' || duplicateOf !== undefined || Number(stage) >= 5 || named
}

/** In the order of ids, as everybody locks them. */
async function lookAgain(tx: Tx, tenantId: string, looks: ReadonlyMap<string, Date>) {
  const rows = [...looks].sort(([one], [other]) => (one < other ? -1 : 1))
  if (rows.length === 0) return
  await sql`
    insert into case_watch (tenant_id, case_id, next_look_at)
    select ${tenantId}::uuid, id, at from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, at]) => at)}::timestamptz[]) as r (id, at)
    on conflict (tenant_id, case_id) do update set next_look_at = least(case_watch.next_look_at, excluded.next_look_at)`.execute(tx)
}
