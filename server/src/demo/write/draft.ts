import type { CustomerTier, EventKind, Signal } from '@zhiwei/contract'
import type { Signature } from '@zhiwei/text'
import { bigramsOf, foldText } from '@zhiwei/text'
import type { Insertable, Selectable } from 'kysely'
import {
  type Case,
  type CaseChanges,
  digestOfTexts,
  type Given,
  hashOfEvent,
  maskTexts,
  missingFor,
  type StepName,
  type StoredAnalysis,
} from '../../cases/index.ts'
import { type Speaker, type Spoken, speakers } from '../../classification/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tables } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { NewTimer } from '../../platform/timers.ts'
import type { Rulebook } from '../../resolution/index.ts'
import type { CalendarBook, ClockEvent, CountedClock, Owed, RuleBook } from '../../sla/index.ts'
import type { CallList } from '../../workflow/index.ts'
import type { Ledger } from './ledger.ts'
import type { Cast } from './people.ts'

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>
export type EventRow = Row<'case_event'>

/** What all cases are written with. */
export type Writer = {
  tenantId: string
  keys: Keys
  cast: Cast
  calendars: CalendarBook
  rules: RuleBook
  owedByRules: (authority: string | null) => Owed[]
  process: Selectable<Tables['process_version']>
  /** By phone. */
  customerIds: Map<string, string>
  tiers: Map<string, CustomerTier>
  rulebook: Rulebook
  callList: CallList
  now: Date
  /** Who reads the texts. */
  speaker: Speaker
  ledger: Ledger
  /** Kept until the end, when they are sealed in the order of time. */
  events: EventRow[]
  timers: NewTimer[]
}

/** A case while it is written: its row as it stands now, and the rows over it that later steps change. */
export type Draft = {
  case: Case
  texts: string[]
  /** The words of the complaint, by which its repeats are noticed. */
  words: Signature
  /** What was said since a person last set the stage, and what the machine read out of the complaint. */
  said: Spoken[]
  analysis: StoredAnalysis | null
  /** Of the complaint and its messages so far; and which fields a person has set. */
  signals: Signal[]
  setByPeople: Set<string>
  clockEvents: ClockEvent[]
  clocks: CountedClock[]
  /** By regime and step, of the present cycle. */
  clockIds: Map<string, string>
  cycle: Row<'case_cycle'> | null
  dispatch: Row<'dispatch'> | null
  tasks: Row<'task'>[]
  /** What the sweep will look at of the tasks, and which were warned of. */
  taskTimers: NewTimer[]
  warnedTasks: Set<string>
  dispute: Row<'dispatch_dispute'> | null
  unitReturn: Row<'unit_return'> | null
  remedy: Row<'remedy'> | null
  approval: Row<'remedy_approval'> | null
  /** What stands granted on the case. */
  grantedFen: number
  suspension: Row<'suspension'> | null
  supervisions: Row<'supervision'>[]
}

/** Who does it, and when. */
export type Doing = { by: Actor; at: Date }
export type Told = { kind: EventKind; facts?: Record<string, unknown>; texts?: Record<string, string> }

/** The steps are those of the lifecycle: one that it does not allow is a mistake in the story. */
export function requireStep(draft: Draft, name: StepName, given: Given = {}) {
  const missing = missingFor(name, draft.case, given)
  if (missing.length)
    throw new Error(`the story takes the step ${name} on a case that is ${draft.case.status}; missing: ${missing.join(', ')}`)
}

/** The same as `recordEvent` does, on rows that are not stored yet. */
export function record(writer: Writer, draft: Draft, { by, at }: Doing, { kind, facts = {}, texts = {} }: Told, changes: CaseChanges = {}) {
  const { tenantId, keys, ledger } = writer
  const { id: caseId, event_hash: previous } = draft.case
  const no = draft.case.event_no + 1
  const cycle = changes.cycle ?? draft.case.cycle
  const sealed = Object.keys(texts).length > 0 ? digestOfTexts(texts) : undefined
  const textDigest = sealed?.digest ?? null
  const hash = hashOfEvent({ tenantId, caseId, no, kind, cycle, at, actorId: by.userId, facts, textDigest }, previous)
  writer.events.push({
    tenant_id: tenantId,
    case_id: caseId,
    no,
    kind,
    cycle,
    at,
    actor_id: by.userId,
    facts: JSON.stringify(facts),
    text_digest: textDigest,
    hash,
    seq: null,
    seal: null,
  })
  if (sealed) {
    const masked = maskTexts(texts)
    const row = { tenant_id: tenantId, case_id: caseId, event_no: no, erased_at: null }
    ledger.rows.case_text.push({ ...row, masked: JSON.stringify(masked), cipher: keys.encrypt(JSON.stringify(texts)), salt: sealed.salt })
    draft.texts.push(foldText(Object.values(masked).join('\n')))
    const speaker = kind === 'case.reminded' && facts.from !== 'customer' ? undefined : speakers[kind]
    if (speaker && texts.text !== undefined) draft.said.push({ no, turn: { by: speaker, text: texts.text, at: at.toISOString() } })
  }
  Object.assign(draft.case, changes, { event_no: no, event_hash: hash, updated_at: at, version: draft.case.version + 1 })
}

/** The columns that rows over the status share: they name the event that made them. */
export const rowOver = (writer: Writer, { case: { id, cycle, event_no } }: Draft, { by, at }: Doing, rowId = newId()) => ({
  tenant_id: writer.tenantId,
  id: rowId,
  case_id: id,
  cycle,
  event_no,
  at,
  by_id: by.userId,
})

/** Puts a row that may still change with its table's others; it is stored as it then stands. */
export function keep<Table extends keyof Ledger['rows']>(writer: Writer, table: Table, row: Ledger['rows'][Table][number]) {
  writer.ledger.rows[table].push(row as never)
  return row
}

/** What is searched in: every text of the case, folded, and their bigrams. */
export function searchTextOf({ case: { id, received_at }, texts }: Draft) {
  return { caseId: id, receivedAt: received_at, body: texts.join('\n'), tokens: [...new Set(texts.flatMap(bigramsOf))] }
}
