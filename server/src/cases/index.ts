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
  type EventInput,
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
  proposalOf,
  type Reading,
  type ReadingsOf,
  type StoredAnalysis,
} from './analysis.ts'
export type { CasePart, CaseView } from './detail.ts'
export { findCase } from './detail.ts'
export { setDueTimes } from './due-times.ts'
export { reopenCase, startCycle, withdrawCase } from './end.ts'
export { type ChainedEvent, digestOfTexts, hashOfEvent, textDigest } from './events.ts'
export { everyCase, everyCaseColumns } from './every.ts'
export { casesOfCustomers, countCasesOfCustomers, findByExternalIds, moveCases, seesCustomer, setCaseFacts } from './facts.ts'
export { type FeedEvent, openFeed, type Reader, readFeed, sealEvents, sealOf } from './feed.ts'
export { attachFile, dropReceived, receiveFile } from './files.ts'
export { findingWords, requireAsFound, standingFindingOf } from './found.ts'
export { type Case, type Given, isOpen, missingFor, openStatuses, reachedBy, type StepName } from './lifecycle.ts'
export { linkChildren, releaseParts } from './link.ts'
export { readCaseNumber } from './numbers.ts'
export { originalWords } from './original-words.ts'
export { seesAll, visibleCases } from './policy.ts'
export { type EventOfMany, eraseCases, recordEvents, recordImported, untouchedCases } from './record-many.ts'
export { contentHashOf, type NewCase, type RegisteredCase, registerCases, registeredRowOf } from './register.ts'
export { withRepeats } from './repeats.ts'
export { rotateTextKeys } from './rotate-keys.ts'
export { type CaseSources, caseRoutes } from './routes.ts'
export { type CaseListRow, type CaseListSources, rowColumns as caseRowColumns, rowsOf as rowsOfCases } from './rows.ts'
export { personNamed, type RowOverStatus, textOfComplaint, textOfEvent, unitNamed } from './rows-over-status.ts'
export { sameWordsOfOthers } from './same-words.ts'
export { scoresHiddenFrom, scoresHiddenOf, tookPart } from './secrecy.ts'
export { bitsOf } from './signal-bits.ts'
export type { Outcome } from './similar.ts'
export { messageCase, noteCase } from './speak.ts'
export { wordsOf } from './words.ts'
export { missingFields, requireWritten } from './written-process.ts'
