import type { EventKind, MessageKind, MessageLanguage } from '@zhiwei/contract'
import { type Act, type Case, type FeedEvent, originalWords, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { linkFor } from '../portal/index.ts'
import type { ChannelSources } from '../sources.ts'
import { doorsOfCases, languageOfCase, promisedText, sendingDoors, unitOf } from './case-door.ts'
import { queueMessage } from './queue.ts'
import type { Variables } from './render.ts'
import { dayIn, momentIn, numberText } from './say.ts'
import { batchOf } from './templates.ts'

type Telling = {
  kind: MessageKind
  /** Told once a cycle, however often it happens (a case goes to a second unit). */
  once?: boolean
  /** 并入本单的各投诉人 hear it too, each by the own door: of what ends for all, each part's own event tells. */
  partsToo?: boolean
  when?: (event: FeedEvent) => boolean
}

const isAnswerStep = (fact: unknown) => typeof fact === 'object' && fact !== null && (fact as { step?: unknown }).step === 'answer'

/** 告诉客户什么: the one table of which step is told to the customer. Source: docs/rules/outgoing.md */
const tellings: Partial<Record<EventKind, Telling>> = {
  // What a table brought in bulk was received long ago.
  'complaint.received': { kind: 'received', when: ({ facts }) => !facts.importId },
  'case.accepted': { kind: 'accepted' },
  'case.dispatched': { kind: 'dispatched', once: true },
  'case.answered': { kind: 'answered', partsToo: true },
  'case.messageSent': { kind: 'message', partsToo: true },
  'case.suspended': { kind: 'suspended' },
  'case.declined': { kind: 'declined' },
  'case.closed': { kind: 'closed' },
  // 未能按时答复时的说明: only the time that was promised to the customer counts, not what units owe each other.
  'sla.breached': {
    kind: 'late',
    once: true,
    partsToo: true,
    when: ({ facts }) => isAnswerStep(facts) || [facts.also].flat().some(isAnswerStep),
  },
}

export const toldEvents = Object.keys(tellings) as EventKind[]

/** What happened longer ago is told by nobody any more: after an outage, or before this version was installed. */
const staleMs = 48 * 3_600_000

/**
 * 告知客户: what happened on a case goes to the customer's own door, in the words of the template in force. History and the steps before are told to
 * nobody. A reader of the feed: each event once, also when it is read twice.
 */
export const tellCustomers =
  (sources: ChannelSources) =>
  async (deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]): Promise<void> => {
    const now = deps.clock()
    const fresh = events.filter((event) => now.getTime() - event.at.getTime() < staleMs && (tellings[event.kind]?.when?.(event) ?? true))
    if (fresh.length === 0) return
    const sending = await sendingDoors(tx, deps, tenantId)
    if (sending.size === 0) return
    const batch = await batchOf(tx, tenantId)
    const told = fresh.filter(({ kind }) => !batch.settings.kindsOff.includes(tellings[kind]?.kind ?? 'code'))
    const cases = await casesOf(tx, tenantId, told)
    const parts = await partsOf(tx, tenantId, told)
    const doors = await doorsOfCases(tx, deps.keys, tenantId, [...cases.values(), ...[...parts.values()].flat()], sending)
    const act: Act = { tx, keys: deps.keys, actor: systemActor(tenantId), now }
    for (const event of told) {
      const complaintCase = cases.get(event.caseId)
      const telling = tellings[event.kind]
      if (!complaintCase || !telling) continue
      const reached = new Set<string>()
      for (const own of [complaintCase, ...((telling.partsToo && parts.get(complaintCase.id)) || [])]) {
        const door = doors.get(own.id)
        // Who complained twice, and had both put together, hears it once.
        if (!door || reached.has(`${door.door} ${door.to}`)) continue
        reached.add(`${door.door} ${door.to}`)
        const language = await languageOfCase(tx, own)
        const occasion = telling.once ? `${event.caseId} ${telling.kind} ${event.cycle}` : `${event.caseId} ${event.no}`
        await queueMessage(
          act,
          {
            kind: telling.kind,
            ...door,
            caseId: own.id,
            customerId: own.customer_id,
            language,
            occasion: own === complaintCase ? occasion : `${occasion} ${own.id}`,
            variables: await variablesOf(act, deps, sources, { own, handled: complaintCase }, event, { zone: batch.zone, language }),
          },
          batch,
        )
      }
    }
  }

/** Live cases whose words still stand. */
const liveCases = (tx: Tx, tenantId: string) =>
  tx.selectFrom('complaint_case').selectAll().where('tenant_id', '=', tenantId).where('origin', '=', 'live').where('erased_at', 'is', null)

const idsOf = (events: FeedEvent[]) => [...new Set(events.map(({ caseId }) => caseId))]

async function casesOf(tx: Tx, tenantId: string, events: FeedEvent[]): Promise<Map<string, Case>> {
  if (events.length === 0) return new Map()
  const rows = await liveCases(tx, tenantId).where('id', 'in', idsOf(events)).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What was merged into each of them: those customers wait for the same answer. */
async function partsOf(tx: Tx, tenantId: string, events: FeedEvent[]): Promise<Map<string, Case[]>> {
  const ids = idsOf(events.filter(({ kind }) => tellings[kind]?.partsToo))
  if (ids.length === 0) return new Map()
  const rows = await liveCases(tx, tenantId).where('merged_into', 'in', ids).orderBy('id').execute()
  return Map.groupBy(rows, ({ merged_into }) => merged_into ?? '')
}

/** What a message about this step can say: of a part its own number and link, and how the case goes that is handled. What is not known is empty, and its line left out. */
async function variablesOf(
  act: Act,
  deps: Pick<Deps, 'config'>,
  sources: ChannelSources,
  { own, handled }: { own: Case; handled: Case },
  event: Pick<FeedEvent, 'caseId' | 'no' | 'facts'>,
  { zone, language }: { zone: string; language: MessageLanguage },
): Promise<Variables> {
  const { tx, actor, now } = act
  const words = await originalWords(act, event.caseId, event.no)
  const { expectedEndAt, unitId } = event.facts
  return {
    number: numberText(own.number),
    subject: own.subject,
    link: await linkFor(act, deps, own.id),
    unit: await unitOf(tx, actor.tenantId, typeof unitId === 'string' ? unitId : handled.unit_id),
    dueAt: await promisedText(tx, handled, now, sources, (at) => momentIn(at, zone, language)),
    until: typeof expectedEndAt === 'string' ? dayIn(new Date(expectedEndAt), zone, language) : '',
    text: words?.text ?? '',
    reason: words?.reason ?? '',
  }
}
