import type { TaskLimit } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { newId } from '../../platform/ids.ts'
import type { PlannedAct } from '../story/planned.ts'
import type { Write } from './acts.ts'
import { type Doing, type Draft, keep, record, requireStep, rowOver, type Told, type Writer } from './draft.ts'
import { taskDueAt, watchTasks } from './task-times.ts'

type Noun = Extract<
  PlannedAct['noun'],
  'dispatches' | 'disputeDecisions' | 'transfers' | 'receipts' | 'sendBacks' | 'taskResults' | 'returns' | 'reviews'
>

/** Acts of routing: to a unit and back. */
export const actsOfUnits: { [One in Noun]: Write<One> } = {
  dispatches(writer, draft, doing, { unit, handler, instructions, coUnits }) {
    requireStep(draft, 'dispatches')
    const { cast } = writer
    const unitId = cast.unitId(unit)
    const handlerId = handler ? cast.personId(handler) : draft.case.unit_id === unitId ? draft.case.handler_id : null
    const id = newId()
    const tasks = coUnits.map((one) => ({
      id: newId(),
      unitId: cast.unitId(one.unit),
      instructions: one.instructions,
      dueAt: one.limit ? taskDueAt(writer, cast.unitId(one.unit), doing.at, one.limit) : null,
      limit: one.limit,
    }))
    const facts = {
      dispatchId: id,
      unitId,
      ...(handlerId && { handlerId }),
      ...(tasks.length > 0 && { tasks: tasks.map((task) => ({ taskId: task.id, unitId: task.unitId })) }),
    }
    const told: Told = { kind: 'case.dispatched', facts, texts: { text: instructions } }
    record(writer, draft, doing, told, {
      status: 'dispatched',
      unit_id: unitId,
      handler_id: handlerId,
      review: null,
      open_tasks: draft.case.open_tasks + tasks.length,
    })
    dispatchRow(writer, draft, doing, { id, unitId, handlerId, before: 'replaced' })
    const rows = tasks.map((task) => taskRow(writer, draft, doing, task))
    draft.tasks = [...draft.tasks, ...rows]
    watchTasks(writer, draft, rows)
    return told
  },
  transfers(writer, draft, doing, { unit, reason }) {
    requireStep(draft, 'transfers')
    const { unit_id: fromUnitId, handler_id: fromHandlerId, transfers } = draft.case
    const toUnitId = writer.cast.unitId(unit)
    const id = newId()
    const facts = { dispatchId: id, fromUnitId, toUnitId, ...(fromHandlerId && { fromHandlerId }) }
    const told: Told = { kind: 'case.transferred', facts, texts: { reason } }
    record(writer, draft, doing, told, { unit_id: toUnitId, handler_id: null, transfers: transfers + 1 })
    dispatchRow(writer, draft, doing, { id, unitId: toUnitId, handlerId: null, before: 'transferred' })
    return told
  },
  receipts(writer, draft, doing) {
    requireStep(draft, 'receipts')
    const { unit_id: unitId } = draft.case
    const handlerId = doing.by.userId
    const told: Told = { kind: 'case.receipted', facts: { unitId, handlerId } }
    record(writer, draft, doing, told, { status: 'handling', handler_id: handlerId })
    if (draft.dispatch) Object.assign(draft.dispatch, { state: 'receipted', receipted_at: doing.at, handler_id: handlerId })
    return told
  },
  sendBacks(writer, draft, doing, { input }) {
    requireStep(draft, 'sendBacks')
    const { unit_id: unitId, handler_id: handlerId, send_backs } = draft.case
    const told: Told = {
      kind: 'case.sentBack',
      facts: { unitId, ...(handlerId && { handlerId }), disputed: input.disputed },
      texts: { reason: input.reason },
    }
    const { disputed } = input
    const changes = { status: 'accepted', unit_id: null, handler_id: null, send_backs: send_backs + 1 } as const
    record(writer, draft, doing, told, { ...changes, ...(disputed && { disputed }) })
    endDispatch(draft, doing, 'sentBack')
    if (disputed && unitId) {
      draft.dispute = keep(writer, 'dispatch_dispute', {
        ...rowOver(writer, draft, doing),
        unit_id: unitId,
        cause: 'disputed',
        state: 'open',
        decided_no: null,
        decided_at: null,
        decided_by: null,
        decided_unit_id: null,
      })
    }
    return told
  },
  disputeDecisions(writer, draft, doing, { unit, reason }) {
    requireStep(draft, 'disputeDecisions')
    const { dispute } = draft
    if (!dispute) throw new Error('there is no dispute to decide')
    const unitId = writer.cast.unitId(unit)
    const decided: Told = {
      kind: 'case.disputeDecided',
      facts: { disputeId: dispute.id, unitId, fromUnitId: dispute.unit_id },
      texts: { reason },
    }
    record(writer, draft, doing, decided, { disputed: false, bound_unit_id: unitId })
    const { at, by } = doing
    const byDecision = { decided_no: draft.case.event_no, decided_at: at, decided_by: by.userId, decided_unit_id: unitId }
    Object.assign(dispute, { state: 'decided', ...byDecision })
    draft.dispute = null
    const id = newId()
    const told: Told = { kind: 'case.dispatched', facts: { dispatchId: id, unitId }, texts: { text: reason } }
    record(writer, draft, doing, told, { status: 'dispatched', unit_id: unitId, handler_id: null, review: null })
    dispatchRow(writer, draft, doing, { id, unitId, handlerId: null, before: 'replaced' })
    return told
  },
  taskResults(writer, draft, doing, { unit, result }) {
    requireStep(draft, 'taskResults')
    const unitId = writer.cast.unitId(unit)
    const task = draft.tasks.find((one) => one.unit_id === unitId && one.state === 'open')
    if (!task) throw new Error(`${unit} has no open task`)
    const told: Told = { kind: 'case.taskDone', facts: { taskId: task.id, unitId }, texts: { text: result } }
    record(writer, draft, doing, told, { open_tasks: Math.max(0, draft.case.open_tasks - 1) })
    const { userId } = doing.by
    Object.assign(task, {
      state: 'done',
      result: maskPersonalData(result).masked,
      finished_at: doing.at,
      finished_by: userId,
      handler_id: userId,
    })
    return told
  },
  returns(writer, draft, doing, { input, excuse }) {
    const open = excuse ? draft.tasks.filter((task) => task.state === 'open') : []
    requireStep(draft, 'returns', { excusedTasks: open.length })
    for (const task of open) {
      const excused: Told = { kind: 'case.taskExcused', facts: { taskId: task.id }, texts: { reason: excuse ?? '' } }
      record(writer, draft, doing, excused, { open_tasks: Math.max(0, draft.case.open_tasks - 1) })
      Object.assign(task, { state: 'excused', finished_at: doing.at, finished_by: doing.by.userId })
    }
    const { finding, result } = input
    const told: Told = { kind: 'case.returned', facts: { finding }, texts: { text: result } }
    record(writer, draft, doing, told, { status: 'returned', finding, review: null })
    const row = { ...rowOver(writer, draft, doing), finding, review: null, reviewed_at: null, reviewed_by: null }
    draft.unitReturn = keep(writer, 'unit_return', row)
    return told
  },
  reviews(writer, draft, doing, { input: { verdict, reason } }) {
    requireStep(draft, 'reviews')
    const told: Told = {
      kind: 'case.reviewed',
      facts: { verdict, ...(draft.unitReturn && { returnId: draft.unitReturn.id }) },
      texts: reason ? { reason } : {},
    }
    const again = { status: 'handling', review: null, finding: null, reworks: draft.case.reworks + 1 } as const
    record(writer, draft, doing, told, verdict === 'pass' ? { review: 'pass' } : again)
    if (draft.unitReturn) Object.assign(draft.unitReturn, { review: verdict, reviewed_at: doing.at, reviewed_by: doing.by.userId })
    return told
  },
}

type NewDispatch = { id: string; unitId: string; handlerId: string | null; before: 'replaced' | 'transferred' }

function dispatchRow(writer: Writer, draft: Draft, doing: Doing, { id, unitId, handlerId, before }: NewDispatch) {
  endDispatch(draft, doing, before)
  draft.dispatch = keep(writer, 'dispatch', {
    ...rowOver(writer, draft, doing, id),
    unit_id: unitId,
    handler_id: handlerId,
    state: 'dispatched',
    receipted_at: null,
    ended_at: null,
  })
}

function endDispatch(draft: Draft, { at }: Doing, state: 'replaced' | 'transferred' | 'sentBack') {
  if (draft.dispatch) Object.assign(draft.dispatch, { state, ended_at: at })
  draft.dispatch = null
}

type NewTask = { id: string; unitId: string; instructions: string; dueAt: Date | null; limit: TaskLimit | undefined }

function taskRow(writer: Writer, draft: Draft, { by, at }: Doing, { id, unitId, instructions, dueAt, limit }: NewTask) {
  return keep(writer, 'task', {
    tenant_id: writer.tenantId,
    id,
    case_id: draft.case.id,
    cycle: draft.case.cycle,
    unit_id: unitId,
    handler_id: null,
    instructions: maskPersonalData(instructions).masked,
    result: null,
    state: 'open',
    due_at: dueAt,
    limit_amount: limit?.amount ?? null,
    limit_unit: limit?.unit ?? null,
    breached_at: null,
    event_no: draft.case.event_no,
    created_at: at,
    created_by: by.userId,
    finished_at: null,
    finished_by: null,
  })
}
