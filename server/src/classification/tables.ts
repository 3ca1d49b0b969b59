import type { LearningResult, LearningRun, ModelQuality, NamedThing, PriorityScheme } from '@zhiwei/contract'
import type { Reason } from '@zhiwei/text'
import type { ColumnType } from 'kysely'
import type { CodeTreeTable } from '../platform/code-tree.ts'

type Json<T> = ColumnType<T, string, string>

/** 阶段经过: who set the stage, when and why; `by_id` null: the machine, from what the customer wrote. */
export type CaseStageTable = {
  tenant_id: string
  case_id: string
  event_no: number
  from_level: number | null
  level: number
  reasons: Json<Reason[]>
  at: Date
  by_id: string | null
}

export type AnalysisCorrectionTable = {
  tenant_id: string
  id: string
  case_id: string
  event_no: number
  said_no: number
  field: string
  proposed: Json<unknown>
  given: Json<unknown>
  agreed: boolean
  at: Date
  by_id: string | null
}

export type LearningRunTable = {
  tenant_id: string
  id: string
  state: LearningRun['state']
  step: LearningRun['step']
  progress: number
  asked_by: string | null
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  results: ColumnType<LearningResult[], string | undefined, string>
}

export type TrainedHead = LearningResult['head']

export type TextModelTable = {
  tenant_id: string
  id: string
  head: TrainedHead
  run_id: string
  trained_at: Date
  trained_on: number
  quality: Json<ModelQuality>
  card: Json<Record<string, unknown>>
  weights: Buffer
}

export type TextModelServiceTable = {
  tenant_id: string
  id: string
  head: TrainedHead
  model_id: string | null
  at: Date
  by_id: string | null
  reason: string | null
}

export type PrioritySchemeTable = {
  tenant_id: string
  id: string
  effective_from: Date
  definition: Json<PriorityScheme>
  reason: string
  made_at: Date
  made_by: string | null
}

export type NameListTable = {
  tenant_id: string
  kind: string
  names: Json<NamedThing[]>
  version: number
  changed_at: Date
  changed_by: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    category: CodeTreeTable
    case_stage: CaseStageTable
    analysis_correction: AnalysisCorrectionTable
    learning_run: LearningRunTable
    text_model: TextModelTable
    text_model_service: TextModelServiceTable
    priority_scheme: PrioritySchemeTable
    name_list: NameListTable
  }
}
