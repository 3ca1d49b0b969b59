import type { TopicActKind } from '@zhiwei/contract'
import type { StoredProfile } from '@zhiwei/text'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>

export type TopicTable = {
  tenant_id: string
  id: string
  title: string
  name: string | null
  words: Json<string[]>
  first_at: Date
  last_at: Date
  cases: number
  contacts: Generated<number>
  messages: ColumnType<number, never, never>
  people: number
  heat: Generated<number>
  growth: Generated<number>
  heat_at: Date
  profile: Json<StoredProfile>
  apart: Generated<boolean>
  merged_into: string | null
  dismissed_at: Date | null
  dismissed_by: string | null
  dismissed_reason: string | null
  version: Generated<number>
}

declare module '../../platform/database.ts' {
  interface Tables {
    topic: TopicTable
    topic_contact: { tenant_id: string; contact_id: string; topic_id: string; at: Date }
    topic_contact_due: { tenant_id: string; contact_id: string; at: Generated<Date>; changes: Generated<number> }
    topic_case: { tenant_id: string; case_id: string; topic_id: string; received_at: Date }
    topic_act: {
      tenant_id: string
      id: string
      topic_id: string
      kind: TopicActKind
      at: Date
      by_id: string | null
      facts: Json<Record<string, unknown>>
      reason: string | null
    }
    topic_memory: {
      tenant_id: string
      seq: Generated<number>
      revision: Generated<number>
      rarity: Buffer | null
      rarity_documents: Generated<number>
    }
  }
}
