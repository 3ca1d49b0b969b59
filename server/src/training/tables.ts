import type { GapMeasure, QuestionKind, QuestionSource, TrainingPlanKind, TrainingStepKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>
/** A calendar day: written as `2026-11-22`, read with `::text`. */
type Day = ColumnType<Date, string, string>

export type QuizQuestionTable = {
  tenant_id: string
  id: string
  at: Date
  made_by: string | null
  kind: QuestionKind
  entry_id: string | null
  entry_no: number | null
  law_id: string | null
  law_no: number | null
  stem: string
  options: string[]
  answer: number
  why: string
  state: 'proposed' | 'approved' | 'retired'
  decided_at: Date | null
  decided_by: string | null
  version: Generated<number>
}

export type PlanGap = { measure: GapMeasure; category: string | null; count: number; of: number }
export type TrainingPlanTable = {
  tenant_id: string
  id: string
  user_id: string
  kind: TrainingPlanKind
  title: string
  at: Date
  made_by: string
  mentor_id: string | null
  gap: Json<PlanGap | null>
  ended_at: Date | null
  ended: 'done' | 'stopped' | null
  version: Generated<number>
}

export type TrainingStepTable = {
  tenant_id: string
  plan_id: string
  no: number
  kind: TrainingStepKind
  title: string
  entry_id: string | null
  law_id: string | null
  due_on: Day
  case_id: string | null
  done_at: Date | null
  done_by: string | null
  note: string | null
}

/** A question as it read when the quiz was begun. */
export type AskedQuestion = { stem: string; options: string[]; answer: number; why: string; source: QuestionSource | null }
export type QuizTable = {
  tenant_id: string
  id: string
  user_id: string
  at: Date
  plan_id: string | null
  step_no: number | null
  questions: Json<AskedQuestion[]>
  answers: (number | null)[] | null
  correct: number | null
  done_at: Date | null
}

declare module '../platform/database.ts' {
  interface Tables {
    quiz_question: QuizQuestionTable
    training_plan: TrainingPlanTable
    training_step: TrainingStepTable
    quiz: QuizTable
  }
}
