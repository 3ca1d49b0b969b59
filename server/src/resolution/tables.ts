import type { RemedyKind } from '@zhiwei/contract'

export type RemedyTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
  kind: RemedyKind
  amount_fen: number
  state: 'granted' | 'awaitingApproval' | 'refused' | 'reversed'
  decided_at: Date | null
  decided_by: string | null
}

export type AnswerTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    remedy: RemedyTable
    answer: AnswerTable
  }
}
