/**
 * Cases (工单): owns the case, its status, its timeline and the sealed feed of its events. `lifecycle.ts` is the only table of what
 * may follow what. Stage modules change a case only through the acts exported here.
 */
export {
  type Act,
  actDone,
  actOf,
  beginStep,
  type CaseChanges,
  lockCase,
  maskTexts,
  recordEvent,
  requireStep,
  statusAfter,
  systemActor,
} from './act.ts'
export {
  type AnalysisRow,
  analysesOf,
  keepAnalyses,
  type Proposal,
  type ProposalsFor,
  proposalOf,
  type StoredAnalysis,
} from './analysis.ts'
export type { CasePart } from './detail.ts'
export { findCase } from './detail.ts'
export { setDueTimes } from './due-times.ts'
export { startCycle } from './end.ts'
export { type ChainedEvent, digestOfTexts, hashOfEvent, textDigest } from './events.ts'
export { casesOfCustomers, countCasesOfCustomers, findByExternalIds, moveCases, setCaseFacts } from './facts.ts'
export { type FeedEvent, openFeed, type Reader, readFeed, sealEvents, sealOf } from './feed.ts'
export { type Case, type Given, isOpen, missingFor, openStatuses, reachedBy, type StepName } from './lifecycle.ts'
export { releaseParts } from './link.ts'
export { readCaseNumber } from './numbers.ts'
export { visibleCases } from './policy.ts'
export { type EventOfMany, eraseCases, recordEvents, recordImported, untouchedCases } from './record-many.ts'
export { contentHashOf, type NewCase, type RegisteredCase, registerCases, registeredRowOf } from './register.ts'
export { withRepeats } from './repeats.ts'
export { rotateTextKeys } from './rotate-keys.ts'
export { type CaseSources, caseRoutes } from './routes.ts'
export { type CaseListSources, rowsOf as rowsOfCases } from './rows.ts'
export { personNamed, textOfEvent, unitNamed } from './rows-over-status.ts'
export type { Outcome } from './similar.ts'
export { requireWritten } from './written-process.ts'
