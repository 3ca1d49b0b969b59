import { type PromiseMade, promisesIn } from '@zhiwei/text'
import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import '../tables.ts'

/** The working calendar, which this module may not import. */
export type PromiseSources = {
  /** So many working days after the instant, in the calendar of the unit. */
  workingDueAt: (tx: Tx, tenantId: string, given: { unitId: string | null; startedAt: Date; days: number }) => Promise<Date>
}

/** What goes out to the customer, and what ends a case. */
export const promiseEvents = [
  'case.messageSent',
  'case.answered',
  'case.followedUp',
  'case.confirmed',
  'case.declined',
  'case.withdrawn',
] as const
const saysSomething = ['case.messageSent', 'case.answered']
const calls = ['case.followedUp', 'case.confirmed']
/** A survey the customer filled in is no word of ours, and who was not reached heard nothing. */
const reachesCustomer = ({ kind, facts }: FeedEvent) =>
  saysSomething.includes(kind) || (calls.includes(kind) && facts.surveyId === undefined && facts.verdict !== 'unreached')
/** More in one text nobody keeps track of. */
const mostOfOneText = 8

/**
 * 承诺登记: keeps the promises of what goes out as rows, and sees which earlier ones an outgoing word has kept: that somebody would reply or
 * call. A reader of the feed; safe to run twice.
 */
export const keepPromises =
  (sources: PromiseSources) =>
  async (_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]): Promise<void> => {
    const texts = await textsOf(
      tx,
      tenantId,
      events.filter(({ kind }) => saysSomething.includes(kind)),
    )
    for (const event of events) {
      if (reachesCustomer(event)) await markKept(tx, tenantId, event)
      if (event.kind === 'case.declined' || event.kind === 'case.withdrawn') await endOpen(tx, tenantId, event)
      const said = texts.get(`${event.caseId} ${event.no}`)
      if (said) await storePromises(tx, tenantId, event, said, sources)
    }
  }

type Said = { text: string; unitId: string | null }

/** Of live cases only: what an import brought is long past. */
async function textsOf(tx: Tx, tenantId: string, events: FeedEvent[]): Promise<Map<string, Said>> {
  if (events.length === 0) return new Map()
  const { rows } = await sql<{ case_id: string; event_no: number; text: string; unit_id: string | null }>`
    select t.case_id, t.event_no, t.masked ->> 'text' as text, c.unit_id
    from unnest(${events.map(({ caseId }) => caseId)}::uuid[], ${events.map(({ no }) => no)}::int[]) as e (case_id, no)
    join case_text t on t.tenant_id = ${tenantId} and t.case_id = e.case_id and t.event_no = e.no
    join complaint_case c on c.tenant_id = ${tenantId} and c.id = e.case_id
    where t.masked ->> 'text' is not null and c.origin = 'live'`.execute(tx)
  return new Map(rows.map((row) => [`${row.case_id} ${row.event_no}`, { text: row.text, unitId: row.unit_id }]))
}

async function storePromises(tx: Tx, tenantId: string, event: FeedEvent, { text, unitId }: Said, sources: PromiseSources) {
  const made = promisesIn(text, event.at).slice(0, mostOfOneText)
  const dueOf = async ({ dueAt, workingDays }: PromiseMade) =>
    workingDays === undefined ? (dueAt ?? null) : sources.workingDueAt(tx, tenantId, { unitId, startedAt: event.at, days: workingDays })
  for (const [no, promise] of made.entries())
    await tx
      .insertInto('promise')
      .values({
        tenant_id: tenantId,
        id: newId(),
        case_id: event.caseId,
        cycle: event.cycle,
        event_no: event.no,
        no,
        at: event.at,
        by_id: event.actorId,
        kind: promise.kind,
        span_start: promise.span[0],
        span_end: promise.span[1],
        due_at: await dueOf(promise),
        amount_fen: promise.amountFen ?? null,
        state: 'open',
        kept_by: null,
        decided_at: null,
        decided_by: null,
        soon_told_at: null,
        overdue_told_at: null,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'case_id', 'event_no', 'no']).doNothing())
      .execute()
}

/** Whoever writes or calls in time has kept the promise to write or call; also where the clock was faster than this reader. */
async function markKept(tx: Tx, tenantId: string, { caseId, no, at }: FeedEvent) {
  await sql`
    update promise set state = 'kept', kept_by = ${no}, decided_at = ${at}, decided_by = null, version = version + 1
    where tenant_id = ${tenantId} and case_id = ${caseId} and event_no < ${no} and kind in ('callback', 'reply')
      and (state = 'open' or (state = 'broken' and decided_by is null)) and (due_at is null or due_at >= ${at})`.execute(tx)
}

async function endOpen(tx: Tx, tenantId: string, { caseId, at }: FeedEvent) {
  await sql`
    update promise set state = 'void', decided_at = ${at}, version = version + 1
    where tenant_id = ${tenantId} and case_id = ${caseId} and state = 'open'`.execute(tx)
}
