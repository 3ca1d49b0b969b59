import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import './tables.ts'

/** Events by which a case comes to somebody. */
export const turnEvents: EventKind[] = ['case.accepted', 'case.assigned', 'case.dispatched', 'case.transferred', 'case.receipted']

type Told = { kind: EventKind; caseId: string; at: Date; actorId: string | null; facts: Record<string, unknown> }

/** To whom an event brings the case; null: to nobody. */
export function personOf({ kind, actorId, facts }: Pick<Told, 'kind' | 'actorId' | 'facts'>): string | null {
  const id = kind === 'case.accepted' ? actorId : (facts.toHandlerId ?? facts.handlerId ?? facts.agentId)
  return typeof id === 'string' ? id : null
}

/** 经手: to whom which case came first and when, as the last two in a row are asked of. A reader of the feed, safe to run twice. */
export const keepTurns = (_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) => insertTurns(tx, tenantId, events)

export async function insertTurns(tx: Tx, tenantId: string, events: Told[]) {
  const turns = events.flatMap((event) => {
    const personId = personOf(event)
    return personId ? [{ caseId: event.caseId, personId, at: event.at }] : []
  })
  if (turns.length === 0) return
  await sql`
    insert into case_turn (tenant_id, case_id, person_id, at)
    select ${tenantId}::uuid, case_id, person_id, min(at)
    from unnest(${turns.map((turn) => turn.caseId)}::uuid[], ${turns.map((turn) => turn.personId)}::uuid[], ${turns.map((turn) => turn.at)}::timestamptz[])
      as t (case_id, person_id, at)
    group by case_id, person_id
    on conflict do nothing`.execute(tx)
}
