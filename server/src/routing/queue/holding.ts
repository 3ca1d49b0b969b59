import type { EventKind, Holding, RoutingReason } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Case } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'

type HoldingEvent = {
  case_id: string
  no: number
  kind: EventKind
  at: Date
  actor_id: string | null
  facts: Record<string, unknown>
  reason: string | null
}
type Came = { personId: string; as: Holding['as']; way: Holding['way']; event: HoldingEvent }

const kinds: EventKind[] = [
  'complaint.received',
  'case.accepted',
  'case.assigned',
  'case.dispatched',
  'case.transferred',
  'case.receipted',
  'case.sentBack',
  'case.recalled',
  'case.reopened',
]

/** How the case came to whom it lies with, out of its events in their order; what repeats that it lies there changes nothing. */
function cameToHolder({ agent_id, handler_id }: Pick<Case, 'agent_id' | 'handler_id'>, events: readonly HoldingEvent[]): Came | null {
  let agent = null as Came | null
  let handler = null as Came | null
  for (const event of events) {
    const came = cameBy(event)
    if (came === 'nobody') handler = null
    else if (came?.as === 'agent') agent = agent?.personId === came.personId && event.kind !== 'case.assigned' ? agent : came
    else if (came?.as === 'handler') handler = handler?.personId === came.personId ? handler : came
  }
  if (handler_id) return handler?.personId === handler_id ? handler : null
  return agent && agent.personId === agent_id ? agent : null
}

const ways: Partial<Record<EventKind, Holding['way']>> = {
  'complaint.received': 'registered',
  'case.accepted': 'accepted',
  'case.dispatched': 'dispatched',
  'case.transferred': 'transferred',
  'case.receipted': 'receipted',
  'case.reopened': 'reopened',
}

function cameBy(event: HoldingEvent): Came | 'nobody' | null {
  const { kind, facts, actor_id } = event
  const id = (value: unknown) => (typeof value === 'string' ? value : null)
  const came = (personId: string | null, as: Holding['as'], way: Holding['way']) => (personId ? { personId, as, way, event } : null)
  if (kind === 'complaint.received' || kind === 'case.accepted') return came(actor_id, 'agent', ways[kind] ?? 'registered')
  if (kind === 'case.assigned') return came(id(facts.agentId), 'agent', (id(facts.way) as Holding['way'] | null) ?? 'moved')
  if (kind === 'case.sentBack' || kind === 'case.recalled') return 'nobody'
  if (kind === 'case.reopened') return came(actor_id, 'handler', 'reopened')
  const handlerId = id(facts.toHandlerId) ?? id(facts.handlerId)
  if (!handlerId) return kind === 'case.receipted' ? null : 'nobody'
  return came(handlerId, 'handler', id(facts.way) === 'taken' ? 'taken' : (ways[kind] ?? 'dispatched'))
}

/** 为什么派给我 of each of these cases that lies with somebody. */
export async function holdingsOf(
  tx: Tx,
  tenantId: string,
  cases: readonly Pick<Case, 'id' | 'agent_id' | 'handler_id'>[],
  namesOf: (ids: (string | null)[]) => Promise<Map<string, string>>,
): Promise<Map<string, Holding>> {
  if (cases.length === 0) return new Map()
  const { rows } = await sql<HoldingEvent>`
    select e.case_id, e.no, e.kind, e.at, e.actor_id, e.facts, t.masked ->> 'reason' as reason
    from case_event e
    left join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${tenantId} and e.case_id = any(${cases.map(({ id }) => id)}::uuid[]) and e.kind = any(${kinds}::text[])
    order by e.case_id, e.no`.execute(tx)
  const byCase = Map.groupBy(rows, ({ case_id }) => case_id)
  const came = cases.flatMap((one) => {
    const found = cameToHolder(one, byCase.get(one.id) ?? [])
    return found ? [{ caseId: one.id, ...found }] : []
  })
  const names = await namesOf(came.flatMap(({ personId, event }) => [personId, event.actor_id]))
  return new Map(
    came.map(({ caseId, personId, as, way, event }) => {
      const by = event.actor_id && names.has(event.actor_id) ? { id: event.actor_id, name: names.get(event.actor_id) ?? '' } : null
      const reasons = Array.isArray(event.facts.why) ? (event.facts.why as RoutingReason[]) : []
      const person = { id: personId, name: names.get(personId) ?? '' }
      return [caseId, { person, as, way, at: event.at.toISOString(), by, reasons, reason: event.reason }]
    }),
  )
}
