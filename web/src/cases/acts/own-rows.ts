import type { CaseDetail } from '@zhiwei/contract'

// Of a case's rows those that an act may be about.

/** Clocks whose end may be moved: the company's own answer first, then those whose rule allows it. */
export const extendableClocksOf = ({ clocks }: CaseDetail) =>
  clocks
    .filter(
      ({ id, regime, step, state, endedAt, extensionRule }) =>
        id !== null &&
        endedAt === null &&
        ['running', 'breached'].includes(state) &&
        (regime === 'company' ? step === 'answer' : extensionRule !== null),
    )
    .sort((a, b) => Number(b.regime === 'company') - Number(a.regime === 'company'))

export const openTasksOf = (c: CaseDetail) => c.tasks.filter(({ state }) => state === 'open')
export const awaitingRemediesOf = (c: CaseDetail) => c.remedies.filter(({ state }) => state === 'awaitingApproval')
export const grantedRemediesOf = (c: CaseDetail) => c.remedies.filter(({ state, amountFen }) => state === 'granted' && amountFen > 0)
export const openSupervisionsOf = (c: CaseDetail) => c.supervisions.filter(({ endedAt }) => endedAt === null)
export const mergedPartsOf = (c: CaseDetail) => c.links.filter(({ kind, direction }) => kind === 'mergedInto' && direction === 'from')
