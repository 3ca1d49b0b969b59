import { FeeKind, Finding, LinkKind, Priority, RemedyKind, Severity, SuspendCause } from '@zhiwei/contract'
import type { ActForm, Field } from './form.ts'
import { awaitingRemediesOf, extendableClocksOf, grantedRemediesOf, mergedPartsOf, openSupervisionsOf, openTasksOf } from './own-rows.ts'

const reason: Field = { name: 'reason', kind: 'text', required: true }
const reasonIfAny: Field = { name: 'reason', kind: 'text' }
const note: Field = { name: 'note', kind: 'text' }
const category: Field = { name: 'category', kind: 'category', initial: (c) => c.category ?? undefined }
const severity: Field = {
  name: 'severity',
  kind: 'buttons',
  options: Severity.options,
  words: 'ui:severity',
  initial: (c) => c.severity ?? undefined,
}
const priority: Field = { name: 'priority', kind: 'buttons', options: Priority.options, words: 'ui:priority', initial: (c) => c.priority }
const finding: Field = {
  name: 'finding',
  kind: 'buttons',
  options: Finding.options,
  words: 'ui:finding',
  initial: (c) => c.finding ?? undefined,
}

const excused: Field = { name: 'excused', kind: 'excused', when: (c) => openTasksOf(c).length > 0 }
const supervision: Field = {
  name: 'supervisionId',
  kind: 'supervision',
  required: true,
  initial: (c) => openSupervisionsOf(c)[0]?.id,
}

/** The form of every act, as data; the contract's schema checks what is sent. Notes, messages and answers are written in the composer. */
export const forms = {
  acceptance: { noun: 'acceptance', fields: [{ ...category, required: true }, severity, priority, note] },
  declination: {
    noun: 'declination',
    isFinal: true,
    fields: [reason, { name: 'customerTold', kind: 'check', required: true }],
  },
  classification: {
    noun: 'classification',
    changesOnly: true,
    fields: [
      category,
      severity,
      { name: 'stage', kind: 'buttons', options: ['1', '2', '3', '4', '5'], words: 'ui:stage', initial: (c) => c.stage?.toString() },
      priority,
      { name: 'product', kind: 'line', initial: (c) => c.product ?? undefined },
      { name: 'node', kind: 'line', initial: (c) => c.node ?? undefined },
      { name: 'region', kind: 'line', initial: (c) => c.region ?? undefined },
      reasonIfAny,
    ],
  },
  dispatches: {
    noun: 'dispatches',
    fields: [
      { name: 'unitId', kind: 'unit', label: 'leadUnit', required: true },
      { name: 'handlerId', kind: 'person', when: (_c, values) => Boolean(values.unitId) },
      { name: 'instructions', kind: 'text' },
      { name: 'coUnits', kind: 'coUnits' },
    ],
  },
  recalls: { noun: 'recalls', fields: [reason] },
  disputeDecisions: {
    noun: 'disputeDecisions',
    fields: [
      { name: 'unitId', kind: 'unit', label: 'leadUnit', required: true, initial: (c) => c.dispute?.unit.id },
      { name: 'handlerId', kind: 'person', when: (_c, values) => Boolean(values.unitId) },
      reason,
    ],
  },
  receipts: { noun: 'receipts', fields: [] },
  transfers: {
    noun: 'transfers',
    fields: [{ name: 'unitId', kind: 'unit', label: 'toUnit', initial: (c) => c.unit?.id }, { name: 'handlerId', kind: 'person' }, reason],
  },
  sendBacks: {
    noun: 'sendBacks',
    fields: [{ ...reason }, { name: 'disputed', kind: 'check', when: (c) => c.sendBacks < c.sendBackLimit }],
  },
  returns: {
    noun: 'returns',
    fields: [{ name: 'result', kind: 'longText', required: true }, { ...finding, required: true }, excused],
  },
  reviews: {
    noun: 'reviews',
    fields: [
      { name: 'verdict', kind: 'buttons', options: ['pass', 'rework'], words: 'cases:verdict', required: true, label: 'review' },
      { ...reasonIfAny, required: (_c, values) => values.verdict === 'rework' },
    ],
  },
  taskResults: { noun: 'taskResults', fields: [{ name: 'result', kind: 'longText', required: true }] },
  remedies: {
    noun: 'remedies',
    fields: [
      { name: 'kind', kind: 'buttons', options: RemedyKind.options, words: 'ui:remedyKind', required: true, label: 'remedyKind' },
      { name: 'amountFen', kind: 'money' },
      { name: 'text', kind: 'text', required: true, label: 'remedyText' },
      { name: 'again', kind: 'check', when: (c) => c.remedies.some(({ amountFen }) => amountFen > 0) },
    ],
  },
  thanks: {
    noun: 'thanks',
    when: (c) => !c.remedies.some(({ kind, state }) => kind === 'thanks' && (state === 'granted' || state === 'awaitingApproval')),
    fields: [
      { name: 'amountFen', kind: 'money' },
      { name: 'text', kind: 'text', required: true, label: 'thanksText' },
    ],
  },
  fees: {
    noun: 'fees',
    fields: [
      { name: 'kind', kind: 'buttons', options: FeeKind.options, words: 'cases:feeKind', required: true, label: 'feeKind' },
      { name: 'amountFen', kind: 'money', required: true },
      { name: 'text', kind: 'text', required: true, label: 'feeText' },
      { name: 'corrects', kind: 'check', label: 'feeCorrects' },
    ],
  },
  settlements: {
    noun: 'settlements',
    fields: [
      { name: 'kind', kind: 'buttons', options: RemedyKind.options, words: 'ui:remedyKind', required: true, label: 'remedyKind' },
      { name: 'amountFen', kind: 'money' },
      { name: 'remedyText', kind: 'text', required: true },
      finding,
      { name: 'text', kind: 'longText', required: true, label: 'answerText' },
    ],
  },
  reversals: {
    noun: 'reversals',
    when: (c) => grantedRemediesOf(c).length > 0,
    fields: [
      { name: 'remedyId', kind: 'grantedRemedy', required: true, label: 'grantedRemedy', initial: (c) => grantedRemediesOf(c)[0]?.id },
      reason,
    ],
  },
  approvals: {
    noun: 'approvals',
    when: (c) => awaitingRemediesOf(c).length > 0,
    fields: [
      { name: 'remedyId', kind: 'remedy', required: true, initial: (c) => awaitingRemediesOf(c)[0]?.id },
      { name: 'verdict', kind: 'buttons', options: ['approved', 'refused'], words: 'cases:verdict', required: true, label: 'approval' },
      { ...reasonIfAny, required: (_c, values) => values.verdict === 'refused' },
    ],
  },
  followUps: {
    noun: 'followUps',
    fields: [
      {
        name: 'verdict',
        kind: 'buttons',
        options: ['resolved', 'notResolved', 'unreached'],
        words: 'cases:verdict',
        required: true,
        label: 'followUp',
      },
      { name: 'satisfaction', kind: 'rating', when: (_c, values) => Boolean(values.verdict) && values.verdict !== 'unreached' },
      note,
    ],
  },
  rootCauses: {
    noun: 'rootCauses',
    fields: [
      { name: 'code', kind: 'cause', required: true, label: 'cause', initial: (c) => c.rootCause?.code },
      { name: 'text', kind: 'longText', required: true, label: 'causeText' },
    ],
  },
  closure: {
    noun: 'closure',
    isFinal: true,
    fields: [{ name: 'exemptionReason', kind: 'text', required: true, when: (c) => c.status === 'answered' }, excused, note],
  },
  reopening: { noun: 'reopening', fields: [reason] },
  archiving: { noun: 'archiving', isFinal: true, fields: [note] },
  withdrawal: { noun: 'withdrawal', isFinal: true, fields: [reason] },
  reminders: {
    noun: 'reminders',
    fields: [
      { name: 'from', kind: 'buttons', options: ['staff', 'customer'], words: 'cases:reminderFrom', initial: () => 'staff' },
      { name: 'text', kind: 'text', label: 'reminderText' },
    ],
  },
  escalations: { noun: 'escalations', fields: [reason] },
  supervisions: { noun: 'supervisions', fields: [{ name: 'dueAt', kind: 'instant', label: 'supervisionDueAt' }, reason] },
  deEscalations: {
    noun: 'deEscalations',
    when: (c) => c.escalationLevel > 0,
    fields: [
      { name: 'toLevel', kind: 'lowerLevel', when: (c) => c.escalationLevel > 1, initial: (c) => Math.max(0, c.escalationLevel - 1) },
      reason,
    ],
  },
  supervisionAnswers: {
    noun: 'supervisionAnswers',
    when: (c) => openSupervisionsOf(c).length > 0,
    fields: [supervision, { name: 'text', kind: 'longText', required: true, label: 'supervisionAnswer' }],
  },
  supervisionClosures: {
    noun: 'supervisionClosures',
    when: (c) => openSupervisionsOf(c).length > 0,
    fields: [supervision, reason],
  },
  suspensions: {
    noun: 'suspensions',
    fields: [
      { name: 'cause', kind: 'buttons', options: SuspendCause.options, words: 'clocks:cause', label: 'suspendCause' },
      { name: 'expectedEndAt', kind: 'instant', required: true },
      reason,
    ],
  },
  resumptions: { noun: 'resumptions', fields: [reasonIfAny] },
  extensions: {
    noun: 'extensions',
    fields: [
      { name: 'clockId', kind: 'clock', when: (c) => extendableClocksOf(c).length > 1, initial: (c) => extendableClocksOf(c)[0]?.id },
      { name: 'dueAt', kind: 'instant', required: true, label: 'newDueAt' },
      reason,
      { name: 'customerTold', kind: 'check', label: 'extensionTold' },
    ],
  },
  links: {
    noun: 'links',
    fields: [
      { name: 'kind', kind: 'buttons', options: LinkKind.options, words: 'ui:linkKind', required: true, label: 'linkKind' },
      { name: 'caseId', kind: 'case', required: true, label: 'otherCase' },
      reasonIfAny,
    ],
  },
  merges: { noun: 'merges', fields: [{ name: 'caseId', kind: 'case', required: true, label: 'partCase' }, reason] },
  splits: {
    noun: 'splits',
    fields: [{ name: 'text', kind: 'longText', required: true, label: 'splitText' }, { name: 'subject', kind: 'line' }, category, reason],
  },
  takeOut: {
    noun: 'splits',
    when: (c) => mergedPartsOf(c).length > 0,
    fields: [{ name: 'caseId', kind: 'mergedPart', required: true, initial: (c) => mergedPartsOf(c)[0]?.caseId }, reason],
  },
} as const satisfies Record<string, ActForm>

export type FormName = keyof typeof forms
/** Acts written in the composer, beside the forms. */
export type ActName = FormName | 'answers' | 'notes' | 'messages'

export const formOf = (name: FormName): ActForm => forms[name]
