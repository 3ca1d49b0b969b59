import { type Case, type Given, missingFor, type StepName } from '../src/cases/index.ts'

/** What happened to a case, as the ledger keeps it. */
export type EventRow = { case_id: string; kind: string; at: Date; facts: Record<string, unknown> }

/** The step that each event stands for; events without one follow from others or from the clocks. */
const stepOf: Partial<Record<string, StepName>> = {
  'case.accepted': 'acceptance',
  'case.declined': 'declination',
  'case.classified': 'classification',
  'case.noted': 'notes',
  'case.linked': 'links',
  'case.messageSent': 'messages',
  'case.messageReceived': 'messages',
  'case.revealed': 'reveals',
  'case.reminded': 'reminders',
  'case.dispatched': 'dispatches',
  'case.receipted': 'receipts',
  'case.transferred': 'transfers',
  'case.sentBack': 'sendBacks',
  'case.taskDone': 'taskResults',
  'case.returned': 'returns',
  'case.reviewed': 'reviews',
  'case.remedyGranted': 'remedies',
  'case.remedyProposed': 'remedies',
  'case.remedyDecided': 'approvals',
  'case.answered': 'answers',
  'case.followedUp': 'followUps',
  'case.confirmed': 'followUps',
  'case.causeFound': 'rootCauses',
  'case.closed': 'closure',
  'case.reopened': 'reopening',
  'case.archived': 'archiving',
  'case.withdrawn': 'withdrawal',
  'case.suspended': 'suspensions',
  'case.resumed': 'resumptions',
  'case.escalated': 'escalations',
  'case.supervised': 'supervisions',
  'case.merged': 'merges',
}

/** Replays a case from its events alone: what the table of steps would have refused. */
export function misstepsOf(events: EventRow[]): string[] {
  const replayed = {
    status: 'registered',
    merged_into: null,
    category: null,
    review: null,
    finding: null,
    remedy_decided: false,
    awaiting_approvals: 0,
    thanks_awaiting: false,
    root_cause: null,
    open_tasks: 0,
    bound_unit_id: null,
    suspended_at: null,
    due_at: null,
  } as unknown as Case
  return events.flatMap(({ kind, facts, at }) => {
    const step = stepOf[kind]
    const given: Given = {
      customerTold: facts.customerTold === true,
      exemption: facts.exempted === true,
      ...(typeof facts.category === 'string' && { category: facts.category }),
      ...(kind === 'case.answered' && typeof facts.finding === 'string' && { finding: facts.finding }),
    }
    const withAnother = kind === 'case.closed' && facts.withCaseId !== undefined
    const missing = step && !withAnother ? missingFor(step, replayed, given) : []
    Object.assign(replayed, leadsTo(kind, facts, at, replayed))
    return missing.map((code) => `${kind}: ${code}`)
  })
}

function leadsTo(kind: string, facts: Record<string, unknown>, at: Date, before: Case): Partial<Case> {
  const { verdict, finding } = facts as { verdict?: string; finding?: Case['finding'] }
  const anew = { finding: null, review: null, root_cause: null, remedy_decided: false, due_at: null }
  const tasks = Array.isArray(facts.tasks) ? facts.tasks.length : 0
  const outcomes: Record<string, Partial<Case>> = {
    'case.accepted': { status: 'accepted', category: String(facts.category) },
    'case.declined': { status: 'declined' },
    'case.dispatched': { status: 'dispatched', review: null, open_tasks: before.open_tasks + tasks },
    'case.receipted': { status: 'handling' },
    'case.sentBack': { status: 'accepted' },
    'case.taskDone': { open_tasks: before.open_tasks - 1 },
    'case.taskExcused': { open_tasks: before.open_tasks - 1 },
    'case.returned': { status: 'returned', finding: finding ?? null, review: null },
    'case.reviewed': verdict === 'pass' ? { review: 'pass' } : { status: 'handling', finding: null, review: null },
    'case.remedyGranted': { remedy_decided: true },
    'case.remedyProposed': { awaiting_approvals: before.awaiting_approvals + 1 },
    'case.remedyDecided': { awaiting_approvals: before.awaiting_approvals - 1, ...(verdict === 'approved' && { remedy_decided: true }) },
    'case.answered': { status: 'answered', finding: finding ?? before.finding },
    'case.followedUp': verdict === 'notResolved' ? { status: 'handling', review: null } : {},
    'case.confirmed': { status: 'confirmed' },
    'case.causeFound': { root_cause: String(facts.code) },
    'case.closed': { status: 'closed', suspended_at: null },
    'case.archived': { status: 'archived' },
    'case.withdrawn': { status: 'withdrawn' },
    'case.reopened': { status: 'handling', ...anew },
    'case.suspended': { suspended_at: at },
    'case.resumed': { suspended_at: null },
    'case.merged': { merged_into: facts.intoId ? String(facts.intoId) : null },
  }
  return outcomes[kind] ?? {}
}
