import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'

export type FollowUpNotice = {
  userId: string
  key: string
  kind: 'followUpGiven' | 'followUpOverdue' | 'lowScore'
  at: Date
  facts: Record<string, unknown>
}
/** An unhappy customer to be cared for (关怀). */
export type Unhappy = {
  customerId: string
  at: Date
  text: string
  score: number | null
  product: string | null
  node: string | null
  region: string | null
}

/** What follow-ups need of modules they may not import, wired in surveys-sources.ts. */
export type SurveySources = {
  /** After so many working minutes, by the unit's calendar. */
  workingDueAt: (tx: Tx, tenantId: string, from: { unitId: string | null; startedAt: Date; minutes: number }) => Promise<Date>
  tell: (tx: Tx, tenantId: string, notices: FollowUpNotice[], now: Date) => Promise<void>
  /** Who may decide on low scores: those called for the unit, and all. */
  lowScoreDeciders: (tx: Tx, tenantId: string, unitId: string | null, at: Date) => Promise<{ called: string[]; all: string[] }>
  /** @returns id of the contact that stands for what the customer said */
  careFor: (act: Act, unhappy: Unhappy) => Promise<string>
}
