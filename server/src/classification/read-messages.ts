import type { Reason, Turn } from '@zhiwei/text'
import { sql } from 'kysely'
import {
  type Act,
  type Case,
  type FeedEvent,
  isOpen,
  keepAnalyses,
  lockCase,
  recordEvent,
  type StoredAnalysis,
  systemActor,
} from '../cases/index.ts'
import { countUp } from '../platform/counters.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { signalsOfCases } from './case-signals.ts'
import { type Speaker, speakerFor } from './engine.ts'
import { schemeInForce } from './priority-schemes.ts'
import { storedForm } from './propose.ts'
import { gradesSetByPeople, type Rise, riseOf } from './raise.ts'
import { refreshReadFacts } from './read-facts.ts'
import { insertStage } from './stages.ts'

/** What was said on a case, by the event that holds it. */
export type Spoken = { no: number; turn: Turn }

// What was said long before a message says little of the stage now.
export const turnsRead = 200

/**
 * 后续消息: reads what customers write to their cases later. Emotion and signals are kept by message; stage, severity and priority move up with
 * events of their own and never down. A reader of the feed, safe to run twice; a message that cannot be read is counted and left out.
 */
export async function readMessages(deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const fromCustomers = events.filter(({ kind, facts }) => kind === 'case.messageReceived' || facts.from === 'customer')
  if (fromCustomers.length === 0) return
  const speaker = await speakerFor(tx, tenantId)
  for (const event of fromCustomers) await readMessage(deps, tenantId, tx, speaker, event)
}

async function readMessage(deps: Deps, tenantId: string, tx: Tx, speaker: Speaker, { caseId, no, at }: FeedEvent) {
  if (await isRead(tx, tenantId, caseId, no)) return
  const said = await conversationOf(deps, tenantId, tx, caseId, no)
  const message = said.at(-1)
  if (message?.no !== no) return
  const read = attempt(() => messageRead(speaker, said))
  if (!read) return
  const act = { tx, keys: deps.keys, actor: systemActor(tenantId), now: at }
  const complaintCase = await lockCase(act, caseId)
  const rise = isOpen(complaintCase.status)
    ? riseOf(
        complaintCase,
        read.result,
        read.level,
        {
          signals: (await signalsOfCases(tx, tenantId, [caseId])).get(caseId) ?? [],
          setByPeople: await gradesSetByPeople(tx, tenantId, caseId),
        },
        await schemeInForce(tx, tenantId, at),
      )
    : null
  await keepAnalyses(tx, tenantId, [{ caseId, eventNo: no, modelId: speaker.modelId, result: withPriority(read.result, rise) }], at)
  // At the instant of the message, unless something happened on the case since.
  const now = complaintCase.updated_at > at ? deps.clock() : at
  if (rise) await recordRise({ ...act, now }, complaintCase, no, read.reasons, rise)
  await refreshReadFacts(tx, tenantId, caseId)
}

/** The points stand with the message that brought them. */
export const withPriority = (result: StoredAnalysis, rise: Rise | null): StoredAnalysis =>
  rise?.priority ? { ...result, priority: rise.priority } : result

async function recordRise(act: Act, complaintCase: Case, of: number, reasons: Reason[], { stage, from, to }: Rise) {
  let after = complaintCase
  if (stage !== null) {
    const facts = { from: complaintCase.stage, to: stage, of }
    after = await recordEvent(act, complaintCase, { kind: 'case.stageChanged', facts }, { stage })
    await insertStage(act, { caseId: complaintCase.id, eventNo: after.event_no, from: complaintCase.stage, level: stage, reasons })
  }
  if (Object.keys(to).length > 0) await recordEvent(act, after, { kind: 'case.classified', facts: { from, to, of } }, to)
}

/**
 * What the last of these says, and the stage it leads the conversation to. Reasons are the message's own where they reach the level, with their
 * places; else those of the conversation by their codes. A reason's `turn` is the number of the event.
 */
export function messageRead(speaker: Speaker, said: Spoken[]) {
  const { no, turn } = said.at(-1) ?? { no: 0, turn: { by: 'customer', text: '' } satisfies Turn as Turn }
  const at = turn.at === undefined ? undefined : new Date(turn.at)
  const result = storedForm(speaker.analyse({ text: turn.text }, at), turn.text)
  const conversation = speaker.stageOf(
    said.map((one) => one.turn),
    at,
  )
  const level = Math.max(result.stage.level, conversation.level)
  const reasons: Reason[] =
    result.stage.level >= level
      ? result.stage.reasons.map((reason) => ({ ...reason, turn: no }))
      : conversation.reasons.map((reason) => ({
          code: reason.code,
          ...(reason.turn !== undefined && { turn: said[reason.turn]?.no ?? no }),
        }))
  return { result, level, reasons }
}

function attempt<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch {
    countUp('text_analysis_failed')
    return null
  }
}

async function isRead(tx: Tx, tenantId: string, caseId: string, no: number) {
  const row = await tx
    .selectFrom('case_analysis')
    .select('event_no')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', no)
    .executeTakeFirst()
  return row !== undefined
}

/** Who speaks in the text of an event. */
export const speakers: Record<string, Turn['by']> = {
  'complaint.received': 'customer',
  'case.messageReceived': 'customer',
  'case.reminded': 'customer',
  'case.messageSent': 'staff',
  'case.answered': 'staff',
}

/** What was said on the case up to this event, in clear; since a person last set the stage, as that person knew what was before. */
async function conversationOf({ keys }: Deps, tenantId: string, tx: Tx, caseId: string, upTo: number): Promise<Spoken[]> {
  const { rows } = await sql<{ no: number; kind: string; at: Date; cipher: Buffer }>`
    select e.no, e.kind, e.at, t.cipher from case_event e
    join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${tenantId} and e.case_id = ${caseId} and e.no <= ${upTo} and e.kind = any(${Object.keys(speakers)}::text[])
      and (e.kind <> 'case.reminded' or e.facts ->> 'from' = 'customer') and t.cipher is not null
      and e.no > coalesce((select max(s.event_no) from case_stage s
        where s.tenant_id = ${tenantId} and s.case_id = ${caseId} and s.by_id is not null), 0)
    order by e.no desc limit ${turnsRead}`.execute(tx)
  return rows.toReversed().flatMap(({ no, kind, at, cipher }) => {
    const { text } = attempt(() => JSON.parse(keys.decrypt(cipher)) as { text?: string }) ?? {}
    const by = speakers[kind]
    return text === undefined || by === undefined ? [] : [{ no, turn: { by, text, at: at.toISOString() } }]
  })
}
