import type { Analysis, AnalysisInput } from '@zhiwei/text'
import type { ReadingsOf } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'

/** Who reads texts for a tenant. */
export type TextReader = { analyse: (input: AnalysisInput, now?: Date) => Analysis }

/** A warning this module found (预警): an unhappy customer who is about to break out, or many of one node. */
export type LatentRaise = {
  kind: 'latent'
  key: string
  subject: string
  facts: Record<string, string | number | boolean | string[]>
  caseIds: string[]
  contactIds: string[]
  unitId?: string | null
  firstSeenAt: Date
}

export type CareNotice = {
  userId: string
  key: string
  kind: 'careGiven' | 'careDueSoon' | 'careOverdue'
  at: Date
  facts: Record<string, unknown>
}

/** What contacts need of modules they may not import, wired in contacts-sources.ts. */
export type ContactSources = {
  readerFor: (tx: Tx, tenantId: string) => Promise<TextReader>
  /** The text engine at the door of a case. */
  readingsOf: ReadingsOf
  knownCategories: (tx: Tx, tenantId: string) => Promise<Set<string>>
  /** After so many working minutes, by the unit's calendar. */
  workingDueAt: (tx: Tx, tenantId: string, from: { unitId: string | null; startedAt: Date; minutes: number }) => Promise<Date>
  raiseWarnings: (tx: Tx, tenantId: string, raises: LatentRaise[], now: Date) => Promise<unknown>
  /** What is decided of these contacts changed, or they are gone: topics look at them anew. */
  verdictsChanged: (tx: Tx, tenantId: string, contactIds: readonly string[]) => Promise<void>
  tell: (tx: Tx, tenantId: string, notices: CareNotice[], now: Date) => Promise<void>
}
