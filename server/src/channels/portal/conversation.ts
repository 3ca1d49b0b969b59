import type { EventKind, PortalMessage } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Case } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Seen } from './view.ts'

// What of a case's timeline its customer reads. Everything else stays in the house: a kind that is not named here is never shown.

type Row = { kind: EventKind; actor_id: string | null; facts: Record<string, unknown> }
type Shown = Pick<PortalMessage, 'from' | 'kind'> & { field: 'text' | 'reason' }

/** Of what staff wrote down for the customer (a reminder by phone) the customer sees that it happened; the words only where they are their own. */
function shownAs({ kind, actor_id, facts }: Row): (Shown & { hidesText?: boolean }) | null {
  const own = actor_id === null
  switch (kind) {
    case 'complaint.received':
      return { from: 'customer', kind: 'complaint', field: 'text' }
    case 'case.messageReceived':
      // What came in by a door, not what somebody noted of a call, and not what another customer of merged cases wrote.
      return own && facts.partId === undefined ? { from: 'customer', kind: 'message', field: 'text' } : null
    case 'case.messageSent':
      return { from: 'company', kind: 'message', field: 'text' }
    case 'case.answered':
      return { from: 'company', kind: 'answer', field: 'text' }
    case 'case.reminded':
      return facts.from === 'customer' ? { from: 'customer', kind: 'reminder', field: 'text', hidesText: !own } : null
    case 'case.confirmed':
    case 'case.followedUp':
      return own ? { from: 'customer', kind: 'confirmation', field: 'text' } : null
    case 'case.appealed':
      return { from: 'customer', kind: 'appeal', field: 'reason', hidesText: !own }
    case 'case.findingAppealed':
      return own ? { from: 'customer', kind: 'appeal', field: 'reason' } : null
    case 'case.withdrawn':
      return own ? { from: 'customer', kind: 'withdrawal', field: 'reason' } : null
    default:
      return null
  }
}

const shownKinds = [
  'complaint.received',
  'case.messageReceived',
  'case.messageSent',
  'case.answered',
  'case.reminded',
  'case.confirmed',
  'case.followedUp',
  'case.appealed',
  'case.findingAppealed',
  'case.withdrawn',
] as const satisfies EventKind[]
const mostMessages = 500

/**
 * 并入: what was said since to the customer of the case that is handled for both, as it went to this one by message too (outgoing.md).
 * @returns nothing while the case stands on its own
 */
export async function messagesOfMain(seen: Seen, { id, merged_into: mainId }: Pick<Case, 'id' | 'merged_into'>): Promise<PortalMessage[]> {
  if (mainId === null) return []
  const merged = await seen.tx
    .selectFrom('case_event')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('tenant_id', '=', seen.tenantId)
    .where('case_id', '=', mainId)
    .where('kind', '=', 'case.merged')
    .where(sql`facts ->> 'partId'`, '=', id)
    .executeTakeFirst()
  const messages = await messagesOf(seen, mainId)
  return messages.filter(({ from, no }) => from === 'company' && no > (merged?.no ?? Number.POSITIVE_INFINITY))
}

/** 往来: what was sent to the customer in full, for it was said to them (a fitter's number is no use masked); their own words masked. */
export async function messagesOf({ tx, keys, tenantId }: Seen, caseId: string): Promise<PortalMessage[]> {
  const rows = await tx
    .selectFrom('case_event as e')
    .leftJoin('case_text as t', (join) =>
      join.onRef('t.tenant_id', '=', 'e.tenant_id').onRef('t.case_id', '=', 'e.case_id').onRef('t.event_no', '=', 'e.no'),
    )
    .select(['e.no', 'e.kind', 'e.at', 'e.actor_id', 'e.facts', 't.masked', 't.cipher'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.case_id', '=', caseId)
    .where('e.kind', 'in', shownKinds)
    .orderBy('e.no', 'desc')
    .limit(mostMessages)
    .execute()
  return rows.reverse().flatMap((row): PortalMessage[] => {
    const shown = shownAs(row)
    if (!shown) return []
    const { from, kind, field, hidesText } = shown
    const full = from === 'company' && row.cipher ? (JSON.parse(keys.decrypt(row.cipher)) as Record<string, string>) : row.masked
    return [{ no: row.no, at: row.at.toISOString(), from, kind, text: hidesText ? null : (full?.[field] ?? null) }]
  })
}

/** When the case last reached each step the customer sees. */
export async function stepTimesOf(
  tx: Tx,
  complaintCase: Case,
): Promise<Record<'received' | 'handling' | 'answered' | 'closed', Date | null>> {
  const rows = await tx
    .selectFrom('case_event')
    .select((eb) => ['kind', eb.fn.max('at').as('at')])
    .where('tenant_id', '=', complaintCase.tenant_id)
    .where('case_id', '=', complaintCase.id)
    .where('kind', 'in', ['case.answered'])
    .where('cycle', '=', complaintCase.cycle)
    .groupBy('kind')
    .execute()
  return {
    received: complaintCase.received_at,
    handling: complaintCase.accepted_at,
    answered: rows[0]?.at ?? null,
    closed: complaintCase.closed_at,
  }
}
