import type { CaseListSources } from './cases/index.ts'
import { cutWords, listCategories, readingsOf } from './classification/index.ts'
import { answerCase, authorityOf } from './resolution/index.ts'
import { dayClasses } from './sla/index.ts'
import { type CaseWarningSources, type SuggestionSources, type SurgeSources, withPeakModes } from './warning/index.ts'

// Where early warning meets the stages it may not import.

export const surgeSources: SurgeSources = {
  categoryNames: async (tx, tenantId) => new Map((await listCategories(tx, tenantId)).map(({ code, name }) => [code, name])),
  // In a peak mode detectors judge a day as a day of that peak.
  dayClasses: withPeakModes(dayClasses),
  wordsOf: cutWords,
}

/** What the person may still grant on the case (授权额度), in fen. */
export const limitOf: CaseWarningSources['limitOf'] = async (tx, tenantId, userId, complaintCase, at) =>
  (await authorityOf(tx, tenantId, userId, complaintCase, at)).remainingFen

export const caseWarningSourcesOf = (cases: CaseListSources): CaseWarningSources => ({ cases, readingsOf, limitOf, answerCase })

export const suggestionSources: SuggestionSources = { wordsOf: cutWords, categoryNames: surgeSources.categoryNames }
