import type { CoachingForm, SheetScores } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>

export type QualitySampleTable = {
  tenant_id: string
  id: string
  case_id: string
  user_id: string
  at: Date
  by_id: string | null
  sheet: string
  scores: Json<SheetScores | null>
  total: number | null
  comment: string | null
  scored_at: Date | null
  scored_by: string | null
  version: Generated<number>
}

export type CoachingNoteTable = {
  tenant_id: string
  id: string
  user_id: string
  by_id: string
  form: CoachingForm
  parts: Json<Record<string, string>>
  sample_id: string | null
  at: Date
  acknowledged_at: Date | null
  reply: string | null
}

export type StaffRestTable = {
  tenant_id: string
  user_id: string
  occasion: string
  at: Date
  answer: 'taken' | 'declined'
  until: Date | null
}

export type BuddyTable = {
  tenant_id: string
  id: string
  user_id: string
  buddy_id: string
  at: Date
  asked_by: string
  user_agreed_at: Date | null
  buddy_agreed_at: Date | null
  ended_at: Date | null
  ended_by: string | null
}

export type PrivateNoteTable = { tenant_id: string; id: string; user_id: string; at: Date; cipher: Buffer; shared_at: Date | null }

declare module '../platform/database.ts' {
  interface Tables {
    quality_sample: QualitySampleTable
    coaching_note: CoachingNoteTable
    staff_rest: StaffRestTable
    buddy: BuddyTable
    private_note: PrivateNoteTable
  }
}
