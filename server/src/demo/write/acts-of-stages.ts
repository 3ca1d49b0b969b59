import { newId } from '../../platform/ids.ts'
import { isWithin, limitOf, nothingGranted } from '../../resolution/index.ts'
import { peopleCalled } from '../../workflow/index.ts'
import type { PlannedAct } from '../story/planned.ts'
import { atHour, daysAfter } from '../working-time.ts'
import type { Write } from './acts.ts'
import { keepSaid, readMessage, setStage } from './analyses.ts'
import { factsOf, planApproval, writeApproval, writeLedgerLine } from './approvals.ts'
import { keep, record, requireStep, rowOver, type Told } from './draft.ts'

type Noun = Extract<
  PlannedAct['noun'],
  | 'classification'
  | 'suspensions'
  | 'resumptions'
  | 'escalations'
  | 'supervisions'
  | 'reminders'
  | 'extensions'
  | 'remedies'
  | 'approvals'
  | 'answers'
  | 'followUps'
  | 'rootCauses'
>

const coded = ['category', 'severity', 'stage', 'priority'] as const
const eveningHour = 18

const later = (one: Date, other: Date) => new Date(Math.max(one.getTime(), other.getTime()))

/** Acts of classification, workflow, time limits, resolution, surveys and improvement. */
export const actsOfStages: { [One in Noun]: Write<One> } = {
  classification(writer, draft, doing, { input }) {
    requireStep(draft, 'classification')
    const from = draft.case.stage
    const given = coded.filter((field) => input[field] !== undefined)
    const facts = {
      from: Object.fromEntries(given.map((field) => [field, draft.case[field]])),
      to: Object.fromEntries(given.map((field) => [field, input[field]])),
    }
    const told: Told = { kind: 'case.classified', facts, texts: input.reason ? { reason: input.reason } : {} }
    record(writer, draft, doing, told, {
      ...(input.category !== undefined && { category: input.category, category_confirmed: true }),
      ...(input.severity && { severity: input.severity }),
      ...(input.stage && { stage: input.stage }),
      ...(input.priority && { priority: input.priority }),
    })
    if (input.stage) setStage(writer, draft, doing, from, input.stage)
    const { category, severity, stage, priority } = input
    keepSaid(writer, draft, doing, told, { category, severity, stage, priority })
    return told
  },
  suspensions(writer, draft, doing, { input }) {
    requireStep(draft, 'suspensions')
    const endsAt = new Date(input.expectedEndAt)
    const told: Told = { kind: 'case.suspended', facts: { expectedEndAt: endsAt.toISOString() }, texts: { reason: input.reason } }
    record(writer, draft, doing, told, { suspended_at: doing.at })
    const row = { ...rowOver(writer, draft, doing), expected_end_at: endsAt, ended_at: null, ended_by: null }
    draft.suspension = keep(writer, 'suspension', row)
    return told
  },
  resumptions(writer, draft, doing, { input }) {
    requireStep(draft, 'resumptions')
    const told: Told = {
      kind: 'case.resumed',
      facts: { suspensionId: draft.suspension?.id },
      texts: input.reason ? { reason: input.reason } : {},
    }
    record(writer, draft, doing, told, { suspended_at: null })
    if (draft.suspension) Object.assign(draft.suspension, { ended_at: doing.at, ended_by: doing.by.userId })
    draft.suspension = null
    return told
  },
  escalations(writer, draft, doing, { input }) {
    requireStep(draft, 'escalations')
    const fromLevel = draft.case.escalation_level
    const toLevel = fromLevel + 1
    const { userIds: calledIds } = peopleCalled(writer.callList, draft.case.unit_id, toLevel, doing.at)
    const told: Told = { kind: 'case.escalated', facts: { fromLevel, toLevel, calledIds }, texts: { reason: input.reason } }
    record(writer, draft, doing, told, { escalation_level: toLevel })
    keep(writer, 'escalation', { ...rowOver(writer, draft, doing), from_level: fromLevel, to_level: toLevel })
    return told
  },
  supervisions(writer, draft, doing, { input }) {
    requireStep(draft, 'supervisions')
    const dueAt = input.dueAt ? new Date(input.dueAt) : null
    const told: Told = { kind: 'case.supervised', facts: dueAt ? { dueAt: dueAt.toISOString() } : {}, texts: { reason: input.reason } }
    record(writer, draft, doing, told)
    draft.supervisions.push(keep(writer, 'supervision', { ...rowOver(writer, draft, doing), due_at: dueAt, ended_at: null }))
    return told
  },
  reminders(writer, draft, doing, { input }) {
    requireStep(draft, 'reminders')
    const told: Told = { kind: 'case.reminded', facts: { from: input.from }, texts: input.text ? { text: input.text } : {} }
    record(writer, draft, doing, told, { reminders: draft.case.reminders + 1 })
    keep(writer, 'reminder', { ...rowOver(writer, draft, doing), sender: input.from })
    if (input.from === 'customer') readMessage(writer, draft, doing)
    return told
  },
  extensions(writer, draft, doing, { days, reason }) {
    requireStep(draft, 'extensions')
    const clock = draft.clocks.find(({ step, endedAt, state }) => step === 'answer' && endedAt === null && state !== 'paused')
    if (!clock) throw new Error('there is nothing to extend')
    const { regime, step, dueAt: dueBefore } = clock
    const dueAt = atHour(daysAfter(later(dueBefore, doing.at), days), eveningHour)
    const id = newId()
    const facts = { extensionId: id, regime, step, dueBefore: dueBefore.toISOString(), dueAt: dueAt.toISOString() }
    const told: Told = { kind: 'case.extended', facts, texts: { reason } }
    record(writer, draft, doing, told)
    keep(writer, 'extension', { ...rowOver(writer, draft, doing, id), due_before: dueBefore, due_at: dueAt })
    return told
  },
  remedies(writer, draft, doing, { input }) {
    requireStep(draft, 'remedies')
    const { by, at } = doing
    const { rulebook } = writer
    const roles = rulebook.people.find((person) => person.id === by.userId)?.roles ?? []
    const limit = limitOf(roles, factsOf(writer, draft, at), { ...nothingGranted, caseFen: draft.grantedFen }, rulebook.lines)
    const granted = isWithin(input.amountFen, limit)
    const id = newId()
    const approval = planApproval(writer, draft, doing, input.amountFen)
    const asked = { level: 0, askedIds: approval.asked, dueAt: approval.dueAt.toISOString() }
    const told: Told = {
      kind: granted ? 'case.remedyGranted' : 'case.remedyProposed',
      facts: { remedyId: id, kind: input.kind, amountFen: input.amountFen, ...(!granted && asked) },
      texts: { text: input.text },
    }
    record(writer, draft, doing, told, granted ? { remedy_decided: true } : { awaiting_approvals: draft.case.awaiting_approvals + 1 })
    draft.remedy = keep(writer, 'remedy', {
      ...rowOver(writer, draft, doing, id),
      kind: input.kind,
      amount_fen: input.amountFen,
      state: granted ? 'granted' : 'awaitingApproval',
      decided_at: granted ? at : null,
      decided_by: granted ? by.userId : null,
    })
    if (granted) {
      draft.grantedFen += input.amountFen
      writeLedgerLine(writer, draft, doing, 'granted', { authority_id: by.userId, limit_id: limit.limitId })
    } else {
      writeLedgerLine(writer, draft, doing, 'proposed')
      writeApproval(writer, draft, doing, approval)
    }
    return told
  },
  approvals(writer, draft, doing, { verdict, reason }) {
    requireStep(draft, 'approvals')
    const { remedy } = draft
    if (!remedy) throw new Error('there is nothing to approve')
    const approved = verdict === 'approved'
    const facts = { remedyId: remedy.id, kind: remedy.kind, amountFen: remedy.amount_fen, verdict }
    const told: Told = { kind: 'case.remedyDecided', facts, texts: { reason } }
    const waiting = Math.max(0, draft.case.awaiting_approvals - 1)
    record(writer, draft, doing, told, { awaiting_approvals: waiting, ...(approved && { remedy_decided: true }) })
    Object.assign(remedy, { state: approved ? 'granted' : 'refused', decided_at: doing.at, decided_by: doing.by.userId })
    writeLedgerLine(writer, draft, doing, approved ? 'approved' : 'refused', approved ? { authority_id: doing.by.userId } : {})
    if (approved) draft.grantedFen += remedy.amount_fen
    if (draft.approval) Object.assign(draft.approval, { ended_at: doing.at })
    draft.approval = null
    return told
  },
  answers(writer, draft, doing, { input }) {
    requireStep(draft, 'answers', input.finding ? { finding: input.finding } : {})
    const finding = input.finding ?? draft.case.finding
    const id = newId()
    const facts = { answerId: id, ...(finding && { finding }), onTheSpot: draft.case.status === 'accepted' }
    const told: Told = { kind: 'case.answered', facts, texts: { text: input.text } }
    record(writer, draft, doing, told, { status: 'answered', finding })
    keep(writer, 'answer', rowOver(writer, draft, doing, id))
    return told
  },
  followUps(writer, draft, doing, { input: { verdict, satisfaction, note } }) {
    requireStep(draft, 'followUps')
    const id = newId()
    const status = ({ resolved: 'confirmed', notResolved: 'handling', unreached: 'answered' } as const)[verdict]
    const told: Told = {
      kind: verdict === 'resolved' ? 'case.confirmed' : 'case.followedUp',
      facts: { followUpId: id, verdict, ...(satisfaction && { satisfaction }) },
      texts: note ? { text: note } : {},
    }
    const again = verdict === 'notResolved' ? { reworks: draft.case.reworks + 1, review: null } : {}
    record(writer, draft, doing, told, { status, ...again })
    keep(writer, 'follow_up', { ...rowOver(writer, draft, doing, id), verdict, satisfaction: satisfaction ?? null })
    return told
  },
  rootCauses(writer, draft, doing, { input: { code, text } }) {
    requireStep(draft, 'rootCauses')
    const id = newId()
    const told: Told = { kind: 'case.causeFound', facts: { rootCauseId: id, code }, texts: { text } }
    record(writer, draft, doing, told, { root_cause: code })
    keep(writer, 'root_cause', { ...rowOver(writer, draft, doing, id), code })
    return told
  },
}
