import type { IdeaKind, IdeaState } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type IdeaTable = {
  tenant_id: string
  id: string
  title: string
  description: string
  kind: IdeaKind
  state: IdeaState
  owner_id: string | null
  votes: Generated<number>
  merged_into: string | null
  at: Date
  by_id: string | null
  ended_at: Date | null
  version: Generated<number>
}

export type IdeaStepTable = {
  tenant_id: string
  id: string
  idea_id: string
  at: Date
  by_id: string | null
  state: IdeaState
  reason: string | null
}

export type IdeaMarkTable = {
  tenant_id: string
  id: string
  case_id: string
  event_no: number
  span_start: number
  span_end: number
  kind: IdeaKind
  competitor_id: string | null
  idea_id: string | null
  dismissed: Generated<boolean>
  at: Date
  by_id: string | null
}

export type IdeaTellingTable = {
  tenant_id: string
  idea_id: string
  customer_id: string
  care_task_id: string | null
  told_at: Date | null
  told_by: string | null
}

export type CompetitorTable = {
  tenant_id: string
  id: string
  name: string
  aliases: string[]
  at: Date
  by_id: string | null
  ended_at: Date | null
}

declare module '../platform/database.ts' {
  interface Tables {
    idea: IdeaTable
    idea_vote: { tenant_id: string; idea_id: string; user_id: string; at: Date }
    idea_step: IdeaStepTable
    idea_mark: IdeaMarkTable
    idea_telling: IdeaTellingTable
    competitor: CompetitorTable
  }
}
