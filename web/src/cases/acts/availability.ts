import type { CaseDetail } from '@zhiwei/contract'
import { type ActName, type FormName, formOf, forms } from './forms.ts'
import { awaitingRemediesOf, openTasksOf } from './own-rows.ts'

export type Availability = 'allowed' | 'hidden' | { missing: string[] }

/** Codes that say "not at this point" rather than "first do that": such an act is not shown at all. */
const notNow = /^(status:.*|notMerged|notSuspended|suspension|notYetReviewed|dispute)$/

/** May the act be done now: yes, no and why not, or it is not this person's or not this moment's. */
export function availabilityOf(complaintCase: CaseDetail, name: ActName): Availability {
  const form = isForm(name) ? formOf(name) : undefined
  const can = complaintCase.can[form?.noun ?? name]
  if (!can || form?.when?.(complaintCase) === false) return 'hidden'
  if (can.missing.some((code) => notNow.test(code))) return 'hidden'
  if (can.missing.length > 0) return { missing: can.missing }
  return can.allowed ? 'allowed' : 'hidden'
}

const isForm = (name: ActName): name is FormName => Object.hasOwn(forms, name)

export const isAllowed = (complaintCase: CaseDetail, name: ActName) => availabilityOf(complaintCase, name) === 'allowed'

/** Every act in the groups of the menu. */
export const groups = {
  work: [
    'acceptance',
    'dispatches',
    'recalls',
    'disputeDecisions',
    'receipts',
    'transfers',
    'sendBacks',
    'returns',
    'reviews',
    'answers',
    'messages',
    'notes',
  ],
  conclusion: ['settlements', 'remedies', 'approvals', 'reversals', 'followUps', 'rootCauses', 'thanks', 'fees', 'closure'],
  pressure: [
    'reminders',
    'escalations',
    'deEscalations',
    'supervisions',
    'supervisionAnswers',
    'supervisionClosures',
    'extensions',
    'suspensions',
    'resumptions',
  ],
  order: ['classification', 'links', 'merges', 'takeOut', 'splits'],
  end: ['declination', 'withdrawal', 'reopening', 'archiving'],
} as const satisfies Record<string, readonly ActName[]>

/** What leads on from a status, first choice first. */
const leadsOn: Record<CaseDetail['status'], readonly ActName[]> = {
  registered: ['acceptance', 'declination'],
  accepted: ['disputeDecisions', 'dispatches', 'settlements', 'answers'],
  dispatched: ['receipts', 'sendBacks', 'transfers', 'recalls'],
  handling: ['returns', 'dispatches', 'remedies'],
  returned: ['reviews', 'answers'],
  answered: ['followUps', 'rootCauses', 'closure'],
  confirmed: ['closure', 'rootCauses'],
  closed: ['archiving', 'reopening'],
  archived: [],
  declined: [],
  withdrawn: [],
}

/** So many of the next acts are buttons in the right column. */
export const nextActsShown = 3

/** The acts that lead on from here and this person may do; the first is the one primary button. */
export function nextActsOf(complaintCase: CaseDetail, unitId: string | undefined): ActName[] {
  const first: ActName[] = complaintCase.suspension ? ['resumptions'] : []
  if (awaitingRemediesOf(complaintCase).length > 0) first.push('approvals')
  const ownTask = openTasksOf(complaintCase).some((task) => task.unit.id === unitId)
  const candidates: ActName[] = [...first, ...leadsOn[complaintCase.status], ...(ownTask ? (['taskResults'] as const) : [])]
  return candidates.filter((name) => isAllowed(complaintCase, name))
}

/** What should come next but cannot yet, with what is missing. */
export function blockedActsOf(complaintCase: CaseDetail): { name: ActName; missing: string[] }[] {
  return leadsOn[complaintCase.status].flatMap((name) => {
    const availability = availabilityOf(complaintCase, name)
    return typeof availability === 'object' ? [{ name, missing: availability.missing }] : []
  })
}
