import type { ActNoun, Permission, Status } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { ComplaintCaseTable } from './tables.ts'

/** The only table of what may follow what (design §5). Source: docs/rules/lifecycle.md */

export type Case = Selectable<ComplaintCaseTable>
/** What the person brings with the act, beside what already stands on the case. */
export type Given = {
  category?: string
  customerTold?: boolean
  finding?: string
  remedy?: boolean
  exemption?: boolean
  excusedTasks?: number
}
type Need = { missing: string; holds: (complaintCase: Case, given: Given) => boolean }
export type Step = { from: readonly Status[]; to: Status | 'same' | 'byVerdict'; permission: Permission; needs: readonly Need[] }

export const openStatuses = [
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'returned',
  'answered',
  'confirmed',
] as const satisfies Status[]
export const isOpen = (status: Status) => (openStatuses as readonly Status[]).includes(status)

const notMerged: Need = { missing: 'notMerged', holds: (c) => c.merged_into === null }
// What the machine proposed is not enough: a person names it.
const category: Need = { missing: 'category', holds: (c, given) => Boolean(given.category ?? (c.category_confirmed && c.category)) }
const customerTold: Need = { missing: 'customerTold', holds: (_c, given) => given.customerTold === true }
const openTasksDone: Need = { missing: 'openTasks', holds: (c, given) => c.open_tasks - (given.excusedTasks ?? 0) <= 0 }
const notYetReviewed: Need = { missing: 'notYetReviewed', holds: (c) => c.review === null }
const reviewPassed: Need = { missing: 'review', holds: (c) => c.status !== 'returned' || c.review === 'pass' }
const findingOrRemedy: Need = {
  missing: 'findingOrRemedy',
  holds: (c, given) => Boolean(given.finding ?? c.finding) || c.remedy_decided || given.remedy === true,
}
const noApprovalWaiting: Need = { missing: 'approval', holds: (c) => c.awaiting_approvals === 0 }
/** A reward of thanks is no part of the answer. */
const noRemedyWaiting: Need = { missing: 'approval', holds: (c) => c.awaiting_approvals === Number(c.thanks_awaiting) }
const confirmedOrExempt: Need = { missing: 'followUp', holds: (c, given) => c.status === 'confirmed' || given.exemption === true }
const rootCause: Need = { missing: 'rootCause', holds: (c) => c.finding !== 'substantiated' || c.root_cause !== null }
const running: Need = { missing: 'notSuspended', holds: (c) => c.suspended_at === null }
const suspended: Need = { missing: 'suspension', holds: (c) => c.suspended_at !== null }
const disputeOpen: Need = { missing: 'dispute', holds: (c) => c.disputed }
const noDispute: Need = { missing: 'disputeDecision', holds: (c) => !c.disputed }
// The supervisor's decision binds: that unit keeps it.
const notBound: Need = { missing: 'notBound', holds: (c) => c.bound_unit_id === null || c.bound_unit_id !== c.unit_id }
const aboveHandler: Need = { missing: 'escalation', holds: (c) => c.escalation_level > 0 }
const hasCustomer: Need = { missing: 'customer', holds: (c) => c.customer_id !== null }
const hasLimit: Need = { missing: 'timeLimit', holds: (c) => c.due_at !== null && c.accepted_at !== null }

const step = (from: readonly Status[], to: Step['to'], permission: Permission, ...needs: Need[]): Step => ({
  from,
  to,
  permission,
  needs: [notMerged, ...needs],
})

export const steps: Record<ActNoun | 'files' | 'taskResults' | 'disputeDecisions', Step> = {
  acceptance: step(['registered'], 'accepted', 'cases:accept', category),
  declination: step(['registered'], 'declined', 'cases:accept', customerTold),
  classification: step(openStatuses, 'same', 'cases:classify'),
  notes: step(openStatuses, 'same', 'cases:note'),
  links: step(openStatuses, 'same', 'cases:link'),
  messages: step(openStatuses, 'same', 'cases:message'),
  reveals: step(openStatuses, 'same', 'customers:reveal'),
  reminders: step(openStatuses, 'same', 'cases:remind'),
  files: step(openStatuses, 'same', 'cases:note'),
  dispatches: step(['accepted', 'handling'], 'dispatched', 'cases:dispatch', noDispute),
  recalls: step(['dispatched'], 'accepted', 'cases:dispatch'),
  disputeDecisions: step(['accepted'], 'dispatched', 'disputes:decide', disputeOpen),
  receipts: step(['dispatched'], 'handling', 'cases:handle'),
  transfers: step(['dispatched'], 'same', 'cases:handle'),
  sendBacks: step(['dispatched'], 'accepted', 'cases:handle', notBound),
  taskResults: step(openStatuses, 'same', 'cases:handle'),
  returns: step(['handling'], 'returned', 'cases:handle', openTasksDone),
  reviews: step(['returned'], 'byVerdict', 'cases:review', notYetReviewed),
  remedies: step(openStatuses, 'same', 'cases:grantRemedy'),
  thanks: step([...openStatuses, 'closed', 'archived'], 'same', 'cases:grantRemedy', hasCustomer),
  fees: step([...openStatuses, 'closed', 'archived', 'withdrawn'], 'same', 'cases:grantRemedy'),
  approvals: step(openStatuses, 'same', 'cases:approve'),
  reversals: step([...openStatuses, 'closed', 'archived'], 'same', 'cases:approve'),
  settlements: step(['accepted'], 'answered', 'cases:answer', findingOrRemedy, noRemedyWaiting),
  answers: step(['accepted', 'returned'], 'answered', 'cases:answer', reviewPassed, findingOrRemedy, noRemedyWaiting),
  followUps: step(['answered'], 'byVerdict', 'cases:followUp'),
  rootCauses: step(['handling', 'returned', 'answered', 'confirmed'], 'same', 'cases:findCause'),
  closure: step(['confirmed', 'answered'], 'closed', 'cases:close', confirmedOrExempt, rootCause, openTasksDone, noApprovalWaiting),
  reopening: step(['closed'], 'handling', 'cases:reopen'),
  archiving: step(['closed'], 'archived', 'cases:archive'),
  withdrawal: step(openStatuses, 'withdrawn', 'cases:withdraw'),
  suspensions: step(openStatuses, 'same', 'cases:suspend', running),
  resumptions: step(openStatuses, 'same', 'cases:suspend', suspended),
  escalations: step(openStatuses, 'same', 'cases:escalate'),
  supervisions: step(openStatuses, 'same', 'cases:supervise'),
  deEscalations: step(openStatuses, 'same', 'cases:supervise', aboveHandler),
  supervisionAnswers: step(openStatuses, 'same', 'cases:note'),
  supervisionClosures: step(openStatuses, 'same', 'cases:supervise'),
  extensions: step(openStatuses, 'same', 'cases:extend', hasLimit),
  merges: step(openStatuses, 'same', 'cases:link'),
  splits: step(openStatuses, 'same', 'cases:link'),
}

export type StepName = keyof typeof steps

/** What keeps the case from taking this step now, as codes; `status:<from…>` when the status is another. */
export function missingFor(name: StepName, complaintCase: Case, given: Given = {}): string[] {
  const { from, needs } = steps[name]
  const wrongStatus = from.includes(complaintCase.status) ? [] : [`status:${from.join('|')}`]
  return [...wrongStatus, ...needs.filter((need) => !need.holds(complaintCase, given)).map((need) => need.missing)]
}

/** The statuses a case may have after the step, when it may have any of these before; empty: the step is not possible there. */
export function reachedBy(name: StepName, before: ReadonlySet<Status>): Set<Status> {
  const { from, to } = steps[name]
  const possible = [...before].filter((status) => from.includes(status))
  if (to === 'same') return new Set(possible)
  if (to !== 'byVerdict') return new Set(possible.length > 0 ? [to] : [])
  // What a good verdict leads to: 审核通过 leaves it returned, 回访 confirms it.
  return new Set(possible.map((status) => (status === 'answered' ? 'confirmed' : status)))
}
