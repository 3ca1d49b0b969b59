export type FollowUpVerdict = 'resolved' | 'notResolved' | 'unreached'

export type FollowUpTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
  verdict: FollowUpVerdict
  satisfaction: number | null
}

declare module '../platform/database.ts' {
  interface Tables {
    follow_up: FollowUpTable
  }
}
