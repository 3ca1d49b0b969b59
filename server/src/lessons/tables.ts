import type { LessonAnswerKind } from '@zhiwei/contract'

export type LessonTable = {
  tenant_id: string
  id: string
  title: string
  text: string
  from_unit_id: string | null
  at: Date
  by_id: string | null
  case_id: string | null
  action_id: string | null
  cause: string | null
  unit_ids: string[]
  withdrawn_at: Date | null
  withdrawal: string | null
}
export type LessonReadTable = { tenant_id: string; lesson_id: string; user_id: string; at: Date }
export type LessonAnswerTable = {
  tenant_id: string
  id: string
  lesson_id: string
  unit_id: string
  kind: LessonAnswerKind
  text: string
  at: Date
  by_id: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    lesson: LessonTable
    lesson_read: LessonReadTable
    lesson_answer: LessonAnswerTable
  }
}
