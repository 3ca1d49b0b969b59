import type { FollowUpChannel, FollowUpEnd, FollowUpPlan, LowScoreState, ServqualDimension, SurveyState } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { RowOverStatus } from '../cases/index.ts'

type Json<T> = ColumnType<T, string, string>
type EmptyJson<T> = ColumnType<T | null, string | null | undefined, string | null>

export type FollowUpVerdict = 'resolved' | 'notResolved' | 'unreached'

export type FollowUpTable = RowOverStatus & {
  verdict: FollowUpVerdict
  satisfaction: number | null
}

export type FollowUpPlanTable = {
  tenant_id: string
  id: string
  effective_from: Date
  definition: Json<FollowUpPlan>
  reason: string
  made_at: Date
  made_by: string | null
}

export type FollowUpTaskTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  answer_no: number
  at: Date
  channel: FollowUpChannel
  owner_id: string | null
  unit_id: string | null
  opens_at: Date
  due_at: Date
  first_due_at: Date
  attempts: Generated<number>
  tries: number
  retry_minutes: number
  ended: FollowUpEnd | null
  done_at: Date | null
  done_by: string | null
  overdue_told_at: Date | null
  version: Generated<number>
}

export type Scores = Partial<Record<ServqualDimension, number>>
export type SurveyTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  at: Date
  expires_at: Date
  servqual: boolean
  nps_asked: boolean
  state: SurveyState
  asked_at: Date | null
  last_asked_at: Date | null
  mailed: Generated<boolean>
  reminded: Generated<number>
  answered_at: Date | null
  solved: boolean | null
  satisfaction: number | null
  nps: number | null
  expected: EmptyJson<Scores>
  perceived: EmptyJson<Scores>
}
export type SurveyLinkTable = { tenant_id: string; token_hash: Buffer; survey_id: string; at: Date; by_id: string | null }

/** `unsolved` is passed on, `comment` is kept from whom it is about. */
export type SurveyTexts = { comment?: string | undefined; unsolved?: string | undefined }
export type SurveyTextTable = { tenant_id: string; survey_id: string; masked: EmptyJson<SurveyTexts>; cipher: Buffer | null }

export type LowScoreTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  at: Date
  survey_id: string | null
  follow_up_id: string | null
  /** The event of an appeal (申诉). */
  appeal_no: Generated<number | null>
  satisfaction: number | null
  solved: boolean | null
  state: LowScoreState
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
  contact_id: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    follow_up: FollowUpTable
    follow_up_plan: FollowUpPlanTable
    follow_up_task: FollowUpTaskTable
    survey: SurveyTable
    survey_link: SurveyLinkTable
    survey_text: SurveyTextTable
    low_score: LowScoreTable
  }
}
