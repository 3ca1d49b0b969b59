import type { IncomingComplaint } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../src/cases/act.ts'
import { assignCases } from '../src/cases/assign.ts'
import { archiveCase, closeCase, reopenCase, withdrawCase } from '../src/cases/end.ts'
import { readFeed, sealEvents } from '../src/cases/index.ts'
import { linkCases, mergeCases } from '../src/cases/link.ts'
import { messageCase, noteCase, revealOnCase } from '../src/cases/speak.ts'
import { classifyCase } from '../src/classification/classify.ts'
import type { Family, PlannedAct, Step } from '../src/demo/story/planned.ts'
import { atHour, daysAfter } from '../src/demo/working-time.ts'
import type { Cast } from '../src/demo/write/people.ts'
import { findRootCause } from '../src/improvement/find-root-cause.ts'
import { acceptCase, declineCase } from '../src/intake/accept.ts'
import { registerComplaint } from '../src/intake/index.ts'
import { intakeSources } from '../src/intake-sources.ts'
import type { Deps } from '../src/platform/deps.ts'
import { fireTimers } from '../src/platform/timers.ts'
import { WithStatus } from '../src/platform/write-once.ts'
import { reactions } from '../src/reactions.ts'
import { answerCase } from '../src/resolution/answer.ts'
import { approveRemedy } from '../src/resolution/approve-remedy.ts'
import { grantRemedy } from '../src/resolution/grant-remedy.ts'
import { approvalTimers } from '../src/resolution/index.ts'
import { approvalDueAt } from '../src/resolution-sources.ts'
import { decideDispute } from '../src/routing/decide-dispute.ts'
import { dispatchCase } from '../src/routing/dispatch.ts'
import { excuseTasks } from '../src/routing/excuse-tasks.ts'
import { giveTaskResult } from '../src/routing/finish-task.ts'
import { taskTimerActs } from '../src/routing/index.ts'
import { receiveCase } from '../src/routing/receive.ts'
import { returnCase } from '../src/routing/return.ts'
import { reviewCase } from '../src/routing/review.ts'
import { sendBackCase } from '../src/routing/send-back.ts'
import { transferCase } from '../src/routing/transfer.ts'
import { insideTask } from '../src/routing/unit-tasks.ts'
import { taskDueAt } from '../src/routing-sources.ts'
import { extendCase } from '../src/sla/extend.ts'
import { timerActs } from '../src/sla/index.ts'
import { followUpCase } from '../src/surveys/follow-up.ts'
import { surveySources } from '../src/surveys-sources.ts'
import { escalateCase } from '../src/workflow/escalate.ts'
import { remindOfCase } from '../src/workflow/remind.ts'
import { superviseCase } from '../src/workflow/supervise.ts'
import { resumeCase, suspendCase } from '../src/workflow/suspend.ts'

// Plays planned cases through the acts, reactions and timers of the product itself, act by act: what the demo writes in bulk must
// come out the same.

type Played = { id: string; remedyId?: string | undefined }
type Stage = { deps: Deps; tenantId: string; cast: Cast; now: Date /** When something last happened. */; last?: Date }

export async function playFamily(stage: Stage, family: Family): Promise<void> {
  const cases = new Map<number, Played>()
  for (const happening of inOrder(family)) {
    await fireUntil(stage, happening.at)
    stage.last = happening.at
    await doAt(stage, happening.by, happening.at, async (act) => {
      if ('complaint' in happening) return cases.set(happening.index, { id: await register(act, happening.complaint) })
      const played = cases.get(happening.index)
      if (!played) throw new Error('not registered yet')
      return play(act, happening.act, played, cases, stage.cast)
    })
  }
  await fireUntil(stage, stage.now)
}

const inOrder = (family: Family) =>
  family
    .flatMap(
      (
        { complaint, registeredAt, registeredBy, steps },
        index,
      ): (Omit<Step, 'by' | 'act'> & {
        index: number
        by: string | null
      } & ({ complaint: IncomingComplaint } | { act: PlannedAct }))[] => [
        { at: registeredAt, index, complaint, by: registeredBy },
        ...steps.map(({ at, by, act }) => ({ at, index, by, act })),
      ],
    )
    .sort((one, other) => one.at.getTime() - other.at.getTime())

async function doAt({ deps, tenantId, cast }: Stage, by: string | null, now: Date, work: (act: Act) => Promise<unknown>) {
  const actor = by === null ? cast.nobody : cast.actor(by)
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute((tx) =>
      work(actor.permissions.has('tasks:handle') ? insideTask({ tx, keys: deps.keys, actor, now }) : { tx, keys: deps.keys, actor, now }),
    )
  await react(deps, tenantId)
}

async function react(deps: Deps, tenantId: string) {
  await sealEvents(deps, tenantId)
  await readFeed(deps, tenantId, reactions)
}

/** Lets the sweep of timers pass at each instant when one is due. */
async function fireUntil(stage: Stage, until: Date) {
  const { deps, tenantId } = stage
  for (;;) {
    const { rows } = await sql<{ due: Date | null }>`
      select min(due_at) as due from timer where tenant_id = ${tenantId} and fired_at is null`.execute(deps.database.tenant(tenantId))
    const due = rows[0]?.due
    if (!due || due > until) return
    const at = stage.last && stage.last > due ? stage.last : due
    stage.last = at
    const then = { ...deps, clock: () => at }
    await fireTimers(then, tenantId, { ...timerActs(then), ...approvalTimers(then, approvalDueAt), ...taskTimerActs(then) })
    await react(deps, tenantId)
  }
}

async function register(act: Act, complaint: IncomingComplaint): Promise<string> {
  const registered = await registerComplaint(act, complaint, intakeSources)
  if (registered instanceof WithStatus) throw new Error(`${complaint.externalId} came twice`)
  return registered.caseId
}

async function play(act: Act, planned: PlannedAct, played: Played, family: Map<number, Played>, cast: Cast): Promise<unknown> {
  const { id } = played
  switch (planned.noun) {
    case 'dispatches': {
      const coUnits = planned.coUnits.map(({ unit, ...asked }) => ({ unitId: cast.unitId(unit), ...asked }))
      const handler = planned.handler && { handlerId: cast.personId(planned.handler) }
      return dispatchCase(
        act,
        id,
        { unitId: cast.unitId(planned.unit), ...handler, instructions: planned.instructions, coUnits },
        taskDueAt,
      )
    }
    case 'transfers':
      return transferCase(act, id, { unitId: cast.unitId(planned.unit), reason: planned.reason })
    case 'disputeDecisions':
      return decideDispute(
        act,
        await openDispute(act, id),
        { unitId: cast.unitId(planned.unit), reason: planned.reason, coUnits: [] },
        taskDueAt,
      )
    case 'taskResults': {
      const [taskId = ''] = await openTasks(act, id)
      return giveTaskResult(act, taskId, { result: planned.result })
    }
    case 'returns': {
      const open = planned.excuse ? await openTasks(act, id) : []
      return returnCase(act, id, { ...planned.input, excused: open.map((taskId) => ({ taskId, reason: planned.excuse ?? '' })) })
    }
    case 'remedies': {
      const remedy = await grantRemedy(act, id, planned.input, approvalDueAt)
      played.remedyId = remedy.state === 'awaitingApproval' ? remedy.id : undefined
      return remedy
    }
    case 'approvals':
      return approveRemedy(act, id, { remedyId: played.remedyId ?? '', verdict: planned.verdict, reason: planned.reason })
    case 'assignments':
      return assignCases(act, { caseIds: [id], agentId: cast.personId(planned.agent), reason: planned.reason })
    case 'extensions':
      return extendCase(act, id, { dueAt: (await extendedTo(act, id, planned.days)).toISOString(), reason: planned.reason })
    case 'links':
      return linkCases(act, id, { kind: planned.kind, caseId: family.get(planned.to)?.id ?? '', reason: planned.reason })
    case 'merges':
      return mergeCases(act, id, { caseId: family.get(planned.part)?.id ?? '', reason: planned.reason })
    case 'acceptance':
      return acceptCase(act, id, planned.input, intakeSources)
    case 'declination':
      return declineCase(act, id, planned.input)
    case 'classification':
      return classifyCase(act, id, planned.input)
    case 'notes':
      return noteCase(act, id, planned.input)
    case 'messages':
      return messageCase(act, id, planned.input)
    case 'reveals':
      return revealOnCase(act, id, planned.input, { requireReveal: async () => {}, revealCustomer: async () => null })
    case 'reminders':
      return remindOfCase(act, id, planned.input)
    case 'receipts':
      return receiveCase(act, id, planned.input)
    case 'sendBacks':
      return sendBackCase(act, id, planned.input)
    case 'reviews':
      return reviewCase(act, id, planned.input)
    case 'answers':
      return answerCase(act, id, planned.input)
    case 'followUps':
      return followUpCase(act, id, planned.input, surveySources)
    case 'rootCauses':
      return findRootCause(act, id, planned.input)
    case 'closure':
      return closeCase(act, id, planned.input, excuseTasks)
    case 'reopening':
      return reopenCase(act, id, planned.input)
    case 'archiving':
      return archiveCase(act, id, planned.input)
    case 'withdrawal':
      return withdrawCase(act, id, planned.input)
    case 'suspensions':
      return suspendCase(act, id, planned.input)
    case 'resumptions':
      return resumeCase(act, id, planned.input)
    case 'escalations':
      return escalateCase(act, id, planned.input)
    case 'supervisions':
      return superviseCase(act, id, planned.input)
  }
}

async function openTasks({ tx, actor }: Act, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from task where tenant_id = ${actor.tenantId} and case_id = ${caseId} and state = 'open'`.execute(tx)
  return rows.map((row) => row.id)
}

async function openDispute({ tx, actor }: Act, caseId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from dispatch_dispute where tenant_id = ${actor.tenantId} and case_id = ${caseId} and state = 'open'`.execute(tx)
  return rows[0]?.id ?? ''
}

async function extendedTo({ tx, actor, now }: Act, caseId: string, days: number): Promise<Date> {
  const { rows } = await sql<{ due: Date }>`
    select due_at as due from case_clock where tenant_id = ${actor.tenantId} and case_id = ${caseId} and step = 'answer' and ended_at is null`.execute(
    tx,
  )
  const due = rows[0]?.due ?? now
  return atHour(daysAfter(due > now ? due : now, days), 18)
}
