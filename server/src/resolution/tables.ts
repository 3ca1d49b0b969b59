import type { GrantKind } from '@zhiwei/contract'
import type { RowOverStatus } from '../cases/index.ts'

export type RemedyTable = RowOverStatus & {
  kind: GrantKind
  amount_fen: number
  state: 'granted' | 'awaitingApproval' | 'refused' | 'reversed'
  decided_at: Date | null
  decided_by: string | null
}

export type AnswerTable = RowOverStatus

declare module '../platform/database.ts' {
  interface Tables {
    remedy: RemedyTable
    answer: AnswerTable
  }
}
