import type { Act, NewCase, Reading, ReadingsOf } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'

/** What intake needs from later stages, wired in intake-sources.ts. */
export type IntakeSources = {
  knownCategories: (tx: Tx, tenantId: string) => Promise<Set<string>>
  readingsOf: ReadingsOf
  /** The version of the written process that a case of the category is bound to when it is accepted now. */
  processInForce: (tx: Tx, tenantId: string, category: string | null, at: Date) => Promise<string | null>
  /** Nobody looks after a complaint about themselves. */
  isRespondent: (tx: Tx, tenantId: string, caseId: string, personId: string) => Promise<boolean>
  /** Keeps what a person said of a case beside what the machine had proposed. */
  keepCorrections: (act: Act, caseId: string, saidNo: number, given: Record<string, unknown>) => Promise<void>
}

/** 文本分析 at the door: each case gets what was read in its complaint. Reading comes before anything is locked, as it takes the longest. */
export const withProposals = (cases: NewCase[], readings: Reading[]): NewCase[] =>
  cases.map((newCase, at) => ({ ...newCase, proposal: readings[at]?.(newCase.duplicateOf !== null) ?? null }))
