import type { CustomerTier } from '@zhiwei/contract'
import { approvalTimer, askedFor, askedNext, ledgerRowOf, mostReminders } from '../../resolution/index.ts'
import { addWorking } from '../../sla/calendar/index.ts'
import { type Doing, type Draft, keep, record, rowOver, type Writer } from './draft.ts'

export const tierOf = (writer: Writer, { case: { customer_id: id } }: Draft): CustomerTier | null => (id && writer.tiers.get(id)) || null
export const factsOf = (writer: Writer, draft: Draft, at: Date) => ({ category: draft.case.category, tier: tierOf(writer, draft), at })

/** 台账: a line as the act writes it. */
export function writeLedgerLine(
  writer: Writer,
  draft: Draft,
  { by, at }: Doing,
  kind: Parameters<typeof ledgerRowOf>[2]['kind'],
  authority: { authority_id?: string | null; limit_id?: string | null } = {},
) {
  const { remedy } = draft
  if (!remedy) throw new Error('there is no remedy')
  keep(
    writer,
    'authority_ledger',
    ledgerRowOf(draft.case, remedy, { kind, byId: by.userId, at, tier: tierOf(writer, draft), ...authority }),
  )
}

const approvalDueAt = ({ calendars, rulebook }: Writer, unitId: string | null, at: Date) =>
  addWorking(calendars.of(unitId), at, rulebook.settings.approvalMinutes, 'minute').at

/** Who is asked first, and until when. */
export function planApproval({ rulebook, ...writer }: Writer, draft: Draft, { by, at }: Doing, amountFen: number) {
  const proposal = { by: { id: by.userId, unitId: by.unitId }, amountFen, caseFen: draft.grantedFen }
  const asked = askedFor(rulebook, factsOf({ rulebook, ...writer }, draft, at), proposal)[0] ?? []
  return { asked, dueAt: approvalDueAt({ rulebook, ...writer }, by.unitId, at) }
}

export function writeApproval(writer: Writer, draft: Draft, doing: Doing, { asked, dueAt }: ReturnType<typeof planApproval>) {
  const row = { ...rowOver(writer, draft, doing), remedy_id: draft.remedy?.id ?? '', level: 0, asked: JSON.stringify(asked) }
  draft.approval = keep(writer, 'remedy_approval', { ...row, due_at: dueAt, reminders: 0, ended_at: null })
}

/** When the sweep next reminds the approvers. */
export function nextReminder({ approval }: Draft): Date | undefined {
  return approval && Number(approval.reminders) < mostReminders ? (approval.due_at as Date) : undefined
}

/** 催审: as the timer does it. */
export function remindApprovers(writer: Writer, draft: Draft, at: Date) {
  const { approval, remedy } = draft
  if (!approval || !remedy) throw new Error('nothing waits for approval')
  const { rulebook, cast } = writer
  const unitId = rulebook.people.find(({ id }) => id === approval.by_id)?.unitId ?? null
  const proposal = { by: { id: approval.by_id ?? null, unitId }, amountFen: remedy.amount_fen, caseFen: draft.grantedFen }
  const { level, asked } = askedNext(rulebook, factsOf(writer, draft, at), proposal, approval.level)
  const reminders = Number(approval.reminders) + 1
  const dueBefore = approval.due_at as Date
  const facts = { remedyId: remedy.id, amountFen: remedy.amount_fen, level, askedIds: asked, reminders, dueAt: dueBefore.toISOString() }
  record(writer, draft, { by: cast.nobody, at }, { kind: 'case.approvalReminded', facts })
  const dueAt = approvalDueAt(writer, unitId, at)
  Object.assign(approval, { level, asked: JSON.stringify(asked), reminders, due_at: reminders < mostReminders ? dueAt : dueBefore })
}

/** The timer of an approval that is left waiting. */
export function watchApproval(writer: Writer, draft: Draft) {
  const dueAt = nextReminder(draft)
  if (!dueAt || !draft.remedy) return
  writer.timers.push({ tenantId: writer.tenantId, kind: approvalTimer, aboutId: draft.case.id, subjectId: draft.remedy.id, dueAt })
}
