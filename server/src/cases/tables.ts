import type { Channel, EventKind, Finding, LinkKind, Priority, Severity, Status } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { StoredAnalysis } from './analysis.ts'

type Json<T> = ColumnType<T, string, string>

export type ComplaintCaseTable = {
  tenant_id: string
  id: string
  number: string
  status: Status
  cycle: Generated<number>
  origin: Generated<'live' | 'history'>
  channel: Channel
  external_id: string | null
  content_hash: Buffer | null
  text_hash: Buffer | null
  import_id: string | null
  received_at: Date
  registered_at: Date
  accepted_at: Date | null
  closed_at: Date | null
  updated_at: Date
  /** Masked; the original stands encrypted in case_text. */
  subject: string
  excerpt: string
  category: string | null
  category_confirmed: Generated<boolean>
  severity: Severity | null
  stage: number | null
  priority: Generated<Priority>
  emotion: number | null
  /** signal-bits.ts */
  signal_bits: Generated<number>
  finding: Finding | null
  product: string | null
  node: string | null
  region: string | null
  amount_fen: number | null
  remedy_sought: string | null
  regulator: Json<{ authority: string; referenceNo: string; dueAt?: string } | null>
  complainant_kind: Generated<'person' | 'organisation' | 'representative' | 'anonymous'>
  customer_id: string | null
  agent_id: string | null
  unit_id: string | null
  handler_id: string | null
  process_version_id: string | null
  due_at: Date | null
  suspended_at: Date | null
  breached_at: Date | null
  escalation_level: Generated<number>
  duplicate_of: string | null
  merged_into: string | null
  send_backs: Generated<number>
  transfers: Generated<number>
  reworks: Generated<number>
  reminders: Generated<number>
  open_tasks: Generated<number>
  /** A dispute over whose it is waits for the supervisor, and the unit the last decision bound. */
  disputed: Generated<boolean>
  bound_unit_id: string | null
  review: 'pass' | 'rework' | null
  remedy_decided: Generated<boolean>
  awaiting_approvals: Generated<number>
  thanks_awaiting: Generated<boolean>
  root_cause: string | null
  erased_at: Date | null
  event_no: Generated<number>
  event_hash: Buffer | null
  version: Generated<number>
}

export type CaseEventTable = {
  tenant_id: string
  case_id: string
  no: number
  kind: EventKind
  cycle: number
  at: Date
  actor_id: string | null
  facts: Json<Record<string, unknown>>
  text_digest: Buffer | null
  hash: Buffer
  seq: number | null
  seal: Buffer | null
}

/** Texts of an event: `subject`, `text`, `reason` … */
export type EventTexts = Record<string, string>

export type CaseTextTable = {
  tenant_id: string
  case_id: string
  event_no: number
  masked: Json<EventTexts | null>
  cipher: Buffer | null
  salt: Buffer | null
  erased_at: Date | null
}

/** What the machine read out of the texts of an event. */
export type CaseAnalysisTable = {
  tenant_id: string
  case_id: string
  event_no: number
  at: Date
  model_id: string | null
  result: Json<StoredAnalysis>
}

export type SearchDocTable = { tenant_id: string; case_id: string; received_at: Date; body: string; tokens: unknown }

export type CaseCycleTable = {
  tenant_id: string
  case_id: string
  cycle: number
  started_at: Date
  closed_at: Date | null
  process_version_id: string | null
}

/** One band of the signature of a case's complaint: texts that say the same share one. */
export type CaseBandTable = { tenant_id: string; band: number; case_id: string }

export type CaseLinkTable = {
  tenant_id: string
  id: string
  case_id: string
  kind: LinkKind | 'mergedInto' | 'splitFrom'
  other_case_id: string
  event_no: number
  at: Date
  by_id: string | null
  ended_at: Date | null
}

export type SavedViewTable = {
  tenant_id: string
  id: string
  user_id: string
  page: string
  name: string
  query: string
  columns: string[]
  shared: boolean
  created_at: Date
}

declare module '../platform/database.ts' {
  interface Tables {
    complaint_case: ComplaintCaseTable
    case_event: CaseEventTable
    case_text: CaseTextTable
    case_analysis: CaseAnalysisTable
    search_doc: SearchDocTable
    case_cycle: CaseCycleTable
    case_link: CaseLinkTable
    case_band: CaseBandTable
    saved_view: SavedViewTable
    saved_view_default: { tenant_id: string; user_id: string; page: string; view_id: string }
    feed_head: { tenant_id: string; seq: Generated<number>; seal: Buffer | null }
    feed_position: { tenant_id: string; reader: string; seq: number }
  }
}
