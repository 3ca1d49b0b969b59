import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import './tables.ts'

/** Events by which a case comes to somebody. */
export const turnEvents: EventKind[] = ['case.accepted', 'case.assigned', 'case.dispatched', 'case.transferred', 'case.receipted']
/** Those, and what takes one back. */
export const turnFeed: EventKind[] = [...turnEvents, 'case.recalled']

type Told = { kind: EventKind; caseId: string; at: Date; actorId: string | null; facts: Record<string, unknown> }

/** To whom an event brings the case; null: to nobody. */
export function personOf({ kind, actorId, facts }: Pick<Told, 'kind' | 'actorId' | 'facts'>): string | null {
  const id = kind === 'case.accepted' ? actorId : (facts.toHandlerId ?? facts.handlerId ?? facts.agentId)
  return typeof id === 'string' ? id : null
}

/**
 * 经手: to whom which case came first and when, as the last two in a row are asked of. A dispatch taken back before it was receipted came to nobody.
 * A reader of the feed, safe to run twice.
 */
export async function keepTurns(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const recalled = events.flatMap(({ kind, facts }) => (kind === 'case.recalled' && facts.dispatchId ? [String(facts.dispatchId)] : []))
  const turns = events.filter(({ kind, facts }) => turnEvents.includes(kind) && !recalled.includes(String(facts.dispatchId)))
  await insertTurns(tx, tenantId, turns)
  if (recalled.length === 0) return
  await sql`
    delete from case_turn t using dispatch d
    where t.tenant_id = ${tenantId} and d.tenant_id = t.tenant_id and d.id = any(${recalled}::uuid[])
      and t.case_id = d.case_id and t.person_id = d.handler_id and t.at = d.at`.execute(tx)
}

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
