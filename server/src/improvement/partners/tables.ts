import type { PartAskState, PartDiscipline } from '@zhiwei/contract'
import type { Day } from '../../platform/days.ts'
import type { FileColumns } from '../../platform/files.ts'

export type PartnerPartTable = {
  tenant_id: string
  id: string
  eight_d_id: string
  unit_id: string
  title: string
  brief: string
  at: Date
  by_id: string | null
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawal: string | null
}

/** Days are read as text: the driver would make dates of them. */
export type PartnerAskTable = {
  tenant_id: string
  part_id: string
  discipline: PartDiscipline
  due_on: Day
  state: PartAskState
}

export type PartnerAnswerTable = {
  tenant_id: string
  id: string
  part_id: string
  discipline: PartDiscipline
  round: number
  text: string
  at: Date
  answered_on: Day
  by_id: string | null
  verdict: 'accepted' | 'returned' | null
  reason: string | null
  decided_at: Date | null
  decided_by: string | null
}

export type PartnerFileTable = FileColumns & {
  tenant_id: string
  id: string
  part_id: string
  at: Date
  by_id: string | null
  from_partner: boolean
}

declare module '../../platform/database.ts' {
  interface Tables {
    partner_part: PartnerPartTable
    partner_ask: PartnerAskTable
    partner_answer: PartnerAnswerTable
    partner_file: PartnerFileTable
  }
}
