import type { ActDone } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { IntakeSources } from '../../intake/index.ts'
import type { Tx } from '../../platform/database.ts'

/** Where a rating stands: none asked yet, may be given, given, or over. */
export type RatingState = { state: 'open' | 'given' | 'over'; at: Date | null }

/** What the portal needs of modules it may not import, wired in portal-sources.ts. */
export type PortalSources = {
  intake: IntakeSources
  categoriesToName: (tx: Tx, tenantId: string) => Promise<{ code: string; name: string; nameEn: string }[]>
  /** 核实: the code that was sent to this contact came back. */
  contactProven: (act: Act, of: { customerId: string; contactPointId: string }) => Promise<void>
  /** 回访: the customer says whether it is solved. False where the written process wants more: then somebody calls. */
  confirm: (act: Act, caseId: string, solved: boolean, text: string | undefined) => Promise<boolean>
  /** 评价 of the case's present cycle. */
  rate: (act: Act, caseId: string, rating: { satisfaction: number; comment?: string | undefined }) => Promise<void>
  ratingOf: (tx: Tx, tenantId: string, of: { caseId: string; cycle: number }, now: Date) => Promise<RatingState>
  /** 催办 by the customer. */
  remind: (act: Act, caseId: string, text: string | undefined) => Promise<ActDone>
  /** 申诉: to whoever decides on such. */
  appeal: (act: Act, caseId: string, reason: string) => Promise<void>
  appealOf: (tx: Tx, tenantId: string, of: { caseId: string; cycle: number }) => Promise<{ at: Date; isOpen: boolean } | null>
  /** After so many working minutes by the unit's calendar. */
  workingDueAt: (tx: Tx, tenantId: string, from: { unitId: string | null; startedAt: Date; minutes: number }) => Promise<Date>
  /** Ends of supervisions and of promises to the customer still to come. */
  promisedSince: (tx: Tx, tenantId: string, caseId: string, now: Date) => Promise<Date | null>
}
