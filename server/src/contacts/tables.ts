import type {
  CareEnd,
  CarePurpose,
  CareResult,
  CareScript,
  CareStep,
  ContactChannel,
  ContactReading,
  ContactVerdict,
  LatentEnd,
  LatentReason,
  LatentRules,
  LatentState,
  Mindset,
  TextReason,
  TextSignal,
} from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>
type EmptyJson<T> = ColumnType<T | null, string | null | undefined, string | null>

/** What was read in a contact (读出的内容); spans are of the masked turns. */
export type StoredReading = Omit<ContactReading, 'signals'> & {
  language: 'zh' | 'en' | 'mixed' | 'other'
  mindset: Mindset | null
  signals: TextSignal[]
  stageReasons: TextReason[]
  curve: { turn: number; level: number; satisfied?: number }[]
  reasons: LatentReason[]
  saysComplaint: boolean
}

export type ContactTable = {
  tenant_id: string
  id: string
  channel: ContactChannel
  external_id: string | null
  content_hash: Buffer
  at: Date
  received_at: Date
  import_id: string | null
  customer_id: string | null
  complainant_kind: string
  score: number | null
  score_max: number | null
  product: string | null
  node: string | null
  region: string | null
  excerpt: string
  turns: number
  reading: EmptyJson<StoredReading>
  category: string | null
  unhappy: number | null
  stage: number | null
  judged: Generated<boolean>
  verdict: ContactVerdict | null
  latent_id: string | null
  case_id: string | null
  staff_id: string | null
  handling_seconds: number | null
}

/** One turn as it is kept: masked for people, the original sealed. */
export type StoredTurn = { by: 'customer' | 'staff' | 'bot'; at?: string | undefined; text: string }
export type ContactTextTable = { tenant_id: string; contact_id: string; masked: Json<StoredTurn[]>; cipher: Buffer }

export type ContactImportTable = {
  tenant_id: string
  id: string
  file_name: string
  at: Date
  by_id: string | null
  stored: number
  known: number
  bad: number
  undone: Generated<number>
  undone_at: Date | null
}

export type Arm = 'treated' | 'capacity' | 'holdout'
export type LatentCustomerTable = {
  tenant_id: string
  id: string
  customer_id: string
  at: Date
  first_contact_at: Date
  last_contact_at: Date
  contact_id: string
  contacts: number
  probability: number
  stage: number
  emotion: number
  mindset: Mindset | null
  language: string | null
  channel: ContactChannel
  category: string | null
  product: string | null
  node: string | null
  region: string | null
  signals: string[]
  reasons: Json<LatentReason[]>
  says_complaint: boolean
  state: LatentState
  arm: Arm | null
  ended: LatentEnd | null
  ended_at: Date | null
  ended_by: string | null
  end_note: string | null
  warned: Generated<boolean>
  version: Generated<number>
}

export type CareTaskTable = {
  tenant_id: string
  id: string
  latent_id: string | null
  customer_id: string
  contact_id: string | null
  owner_id: string
  at: Date
  due_at: Date
  first_due_at: Date
  attempts: Generated<number>
  tries: number
  result: CareEnd | null
  note: string | null
  done_at: Date | null
  done_by: string | null
  case_id: string | null
  soon_told_at: Date | null
  overdue_told_at: Date | null
  version: Generated<number>
  purpose: Generated<CarePurpose>
  about: string | null
  given_by: string | null
}
export type CareAttemptTable = {
  tenant_id: string
  care_task_id: string
  no: number
  at: Date
  by_id: string | null
  result: CareResult
  note: string | null
}
export type LatentRuleTable = {
  tenant_id: string
  id: string
  effective_from: Date
  definition: Json<LatentRules>
  reason: string
  made_at: Date
  made_by: string | null
}

export type CareScriptTable = {
  tenant_id: string
  id: string
  language: 'zh' | 'en'
  mindset: CareScript['mindset']
  steps: Json<Record<CareStep, string[]>>
  avoid: Json<string[]>
  reason: string
  made_at: Date
  made_by: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    contact: ContactTable
    contact_text: ContactTextTable
    contact_import: ContactImportTable
    latent_customer: LatentCustomerTable
    care_task: CareTaskTable
    care_attempt: CareAttemptTable
    latent_rule: LatentRuleTable
    care_script: CareScriptTable
  }
}
