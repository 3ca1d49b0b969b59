import type { EventKind, NoticeKind } from '@zhiwei/contract'

// 告诉谁: the one table of who is told of what. Source: docs/rules/notices.md

/**
 * agent 坐席 of the case · handler 承办人, or the people of the unit while it has none · unit: those who handle in the unit · supervisor 班长:
 * who is called at level 1 · called: who is called at the level the event names · named: people named in the event's facts · proposer of a remedy ·
 * relieved: whom it was taken from, the handler the event names, or the people of the unit.
 */
type Recipient = 'agent' | 'handler' | 'unit' | 'coUnits' | 'supervisor' | 'called' | 'named' | 'proposer' | 'relieved'
type Facts = Record<string, unknown>
export type Telling = {
  kind: NoticeKind
  to: readonly Recipient[]
  /** Fields of the facts that name people or units. */
  people?: readonly string[]
  units?: readonly string[]
  when?: (facts: Facts) => boolean
}

/** From this share of the time on, the supervisor is told too. */
const supervisorFromPercent = 75
const isLate = ({ percent }: Facts) => typeof percent !== 'number' || percent >= supervisorFromPercent
const raisedTo = (stage: number) => (facts: Facts) => Number(facts.to) >= stage && Number(facts.to) > Number(facts.from ?? 0)

/** The unit disputes it, or it came back once too often. */
const isDispute = ({ disputed, beyondLimit }: Facts) => disputed === true || beyondLimit === true

export const tellings: Partial<Record<EventKind, readonly Telling[]>> = {
  'sla.due_soon': [
    { kind: 'dueSoon', to: ['agent', 'handler'] },
    { kind: 'dueSoon', to: ['supervisor'], when: isLate },
  ],
  'sla.breached': [{ kind: 'breached', to: ['agent', 'handler', 'supervisor'] }],
  'task.due_soon': [{ kind: 'taskDueSoon', to: ['unit'], units: ['unitId'] }],
  'task.breached': [{ kind: 'taskBreached', to: ['unit', 'agent', 'supervisor'], units: ['unitId'] }],
  'case.escalated': [{ kind: 'escalated', to: ['called', 'agent', 'handler'] }],
  'case.deEscalated': [{ kind: 'deEscalated', to: ['agent', 'handler'] }],
  'case.supervised': [{ kind: 'supervised', to: ['handler', 'agent'] }],
  'case.supervisionAnswered': [{ kind: 'supervisionAnswered', to: ['supervisor', 'agent'] }],
  'case.supervisionOverdue': [{ kind: 'supervisionOverdue', to: ['named', 'handler', 'supervisor'], people: ['supervisorId'] }],
  'case.supervisionEnded': [{ kind: 'supervisionEnded', to: ['handler'] }],
  'case.reminded': [{ kind: 'reminded', to: ['handler', 'agent'] }],
  'case.dispatched': [{ kind: 'dispatched', to: ['handler', 'coUnits'] }],
  'case.transferred': [{ kind: 'dispatched', to: ['handler'] }],
  'case.recalled': [{ kind: 'recalled', to: ['relieved', 'unit'], units: ['coUnitIds'] }],
  'case.assigned': [{ kind: 'assigned', to: ['named'], people: ['agentId'] }],
  'case.sentBack': [
    { kind: 'disputed', to: ['supervisor', 'agent'], when: isDispute },
    { kind: 'sentBack', to: ['agent'], when: (facts) => !isDispute(facts) },
  ],
  'case.disputeDecided': [{ kind: 'disputeDecided', to: ['handler', 'agent'] }],
  'case.taskSentBack': [{ kind: 'sentBack', to: ['agent'] }],
  'case.returned': [{ kind: 'returned', to: ['agent'] }],
  'case.reviewed': [{ kind: 'reworked', to: ['handler'], when: ({ verdict }) => verdict === 'rework' }],
  'case.followedUp': [{ kind: 'reworked', to: ['handler', 'agent'], when: ({ verdict }) => verdict === 'notResolved' }],
  'case.findingMade': [{ kind: 'findingMade', to: ['named'], people: ['aboutId'] }],
  'case.findingAppealed': [{ kind: 'findingAppealed', to: ['supervisor'] }],
  'case.remedyProposed': [{ kind: 'approvalWaiting', to: ['named'], people: ['askedIds'] }],
  'case.approvalReminded': [{ kind: 'approvalWaiting', to: ['named'], people: ['askedIds'] }],
  'case.remedyDecided': [{ kind: 'approvalDecided', to: ['proposer'] }],
  'case.stageChanged': [{ kind: 'stageRaised', to: ['agent', 'handler', 'supervisor'], when: raisedTo(4) }],
}

export const noticeEvents = Object.keys(tellings) as EventKind[]

/** 免打扰: these break through a person's quiet hours. */
export const isUrgent = (kind: NoticeKind, facts: Facts) =>
  (kind === 'escalated' && Number(facts.toLevel) >= 3) ||
  (kind === 'stageRaised' && Number(facts.to) >= 5) ||
  kind === 'crisisOpened' ||
  (kind.startsWith('warning') && facts.level === 'red')
