import { type Act, type Case, isOpen, lockCase, recordEvent, systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { cancelTimers, setTimer, type TimerAct } from '../../platform/timers.ts'
import { findRemedy } from '../queries.ts'
import { grantedOnCases } from './ledger.ts'
import { askedFor, askedNext, rulebookOf, tierOf } from './rulebook.ts'

export type Proposal = { remedyId: string; amountFen: number; tier: Awaited<ReturnType<typeof tierOf>>; caseFen: number }
/** Until when, so many minutes of working time (工作时间) on in the unit that asks; given by the calendars, wired in app.ts. */
export type ApprovalDueAt = (tx: Tx, tenantId: string, time: { unitId: string | null; startedAt: Date; minutes: number }) => Promise<Date>
type PlannedApproval = { asked: string[]; dueAt: Date; facts: { level: number; askedIds: string[]; dueAt: string } }

/** After so many reminders nobody is reminded any more; the proposal stands on the list, overdue. */
export const mostReminders = 5
export const approvalTimer = 'resolution.approvalDue'

/** Who is asked first, and until when. */
export async function planApproval(
  { tx, actor, now }: Act,
  complaintCase: Case,
  proposal: Proposal,
  approvalDueAt: ApprovalDueAt,
): Promise<PlannedApproval> {
  const rulebook = await rulebookOf(tx, actor.tenantId)
  const facts = { category: complaintCase.category, tier: proposal.tier, at: now }
  const by = { id: actor.userId, unitId: actor.unitId }
  const asked = askedFor(rulebook, facts, { by, amountFen: proposal.amountFen, caseFen: proposal.caseFen })[0] ?? []
  const time = { unitId: by.unitId, startedAt: now, minutes: rulebook.settings.approvalMinutes }
  const dueAt = await approvalDueAt(tx, actor.tenantId, time)
  return { asked, dueAt, facts: { level: 0, askedIds: asked, dueAt: dueAt.toISOString() } }
}

/** The row of the approval and the timer that reminds of it. */
export async function askApprovers({ tx, actor, now }: Act, after: Case, remedyId: string, { asked, dueAt }: PlannedApproval) {
  await tx
    .insertInto('remedy_approval')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      case_id: after.id,
      cycle: after.cycle,
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      remedy_id: remedyId,
      level: 0,
      asked: JSON.stringify(asked),
      due_at: dueAt,
      ended_at: null,
    })
    .execute()
  await setTimer(tx, { tenantId: actor.tenantId, kind: approvalTimer, aboutId: after.id, subjectId: remedyId, dueAt })
}

/** Decided: nobody is asked or reminded any more. */
export async function endApproval(tx: Tx, tenantId: string, remedyId: string, at: Date) {
  await tx
    .updateTable('remedy_approval')
    .set({ ended_at: at })
    .where('tenant_id', '=', tenantId)
    .where('remedy_id', '=', remedyId)
    .where('ended_at', 'is', null)
    .execute()
  await cancelTimers(tx, tenantId, remedyId)
}

type Tx = Act['tx']

/** 催审: an approval nobody decided in time. Those asked are reminded, and the next level up the unit tree is asked beside them. */
export const approvalTimers = ({ keys }: Pick<Deps, 'keys'>, approvalDueAt: ApprovalDueAt): Record<string, TimerAct> => ({
  [approvalTimer]: async (tx, batch, now) => {
    const sorted = [...batch].sort((a, b) => ((a.about_id ?? '') < (b.about_id ?? '') ? -1 : 1))
    for (const { tenant_id: tenantId, about_id: caseId, subject_id: remedyId } of sorted) {
      if (caseId && remedyId) await remind({ tx, keys, actor: systemActor(tenantId), now }, caseId, remedyId, approvalDueAt)
    }
  },
})

async function remind(act: Act, caseId: string, remedyId: string, approvalDueAt: ApprovalDueAt) {
  const { tx, actor, now } = act
  const complaintCase = await lockCase(act, caseId)
  const approval = await openApproval(tx, actor.tenantId, remedyId)
  const remedy = await findRemedy(tx, actor.tenantId, caseId, remedyId)
  if (!approval || !remedy || approval.due_at > now) return
  if (!isOpen(complaintCase.status)) return endApproval(tx, actor.tenantId, remedyId, now)
  const rulebook = await rulebookOf(tx, actor.tenantId)
  const facts = { category: complaintCase.category, tier: await tierOf(tx, actor.tenantId, complaintCase.customer_id), at: now }
  const unitId = rulebook.people.find(({ id }) => id === approval.by_id)?.unitId ?? null
  const caseFen = (await grantedOnCases(tx, actor.tenantId, [caseId]))(caseId)
  const proposal = { by: { id: approval.by_id, unitId }, amountFen: remedy.amount_fen, caseFen }
  const { level, asked } = askedNext(rulebook, facts, proposal, approval.level)
  const reminders = approval.reminders + 1
  const time = { unitId, startedAt: now, minutes: rulebook.settings.approvalMinutes }
  const dueAt = await approvalDueAt(tx, actor.tenantId, time)
  await recordEvent(act, complaintCase, {
    kind: 'case.approvalReminded',
    facts: { remedyId, amountFen: remedy.amount_fen, level, askedIds: asked, reminders, dueAt: approval.due_at.toISOString() },
  })
  await tx
    .updateTable('remedy_approval')
    .set({ level, asked: JSON.stringify(asked), reminders, due_at: reminders < mostReminders ? dueAt : approval.due_at })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', approval.id)
    .execute()
  if (reminders < mostReminders) {
    await setTimer(tx, { tenantId: actor.tenantId, kind: approvalTimer, aboutId: caseId, subjectId: remedyId, dueAt })
  }
}

async function openApproval(tx: Tx, tenantId: string, remedyId: string) {
  return tx
    .selectFrom('remedy_approval')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('remedy_id', '=', remedyId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}
