import type { TaskLimit } from '@zhiwei/contract'
import { type Act, type FeedEvent, lockCase, recordEvent, systemActor } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { cancelTimers, type NewTimer, setTimers, type TimerAct } from '../platform/timers.ts'
import { openTasksOfCase, setTaskDue } from './queries.ts'

type TaskTime = { unitId: string; startedAt: Date; limit: TaskLimit; pauses?: { from: Date; to: Date | null }[] }
/** Until when, by the working calendar of the unit, null while a pause that stands holds it; given by the clocks (时限), wired in app.ts. */
export type TaskDueAt = (tx: Tx, tenantId: string, time: TaskTime) => Promise<Date | null>

type Timed = { id: string; dueAt: Date | null }

/** A quarter of the time before it is over, the unit is told. */
const soonShare = 0.25
export const openTaskTimers = (tenantId: string, caseId: string, startedAt: Date, { id, dueAt }: Timed): NewTimer[] => {
  if (!dueAt) return []
  const watched = { tenantId, aboutId: caseId, subjectId: id }
  const soon = new Date(dueAt.getTime() - Math.max(0, dueAt.getTime() - startedAt.getTime()) * soonShare)
  return [
    { ...watched, kind: 'task.dueSoon', dueAt: soon },
    { ...watched, kind: 'task.breach', dueAt },
  ]
}

/** 协办时限: each task with a time wakes when three quarters of it are over and when it is over. */
export const setTaskTimers = ({ tx, actor, now }: Act, caseId: string, tasks: Timed[]) =>
  setTimers(
    tx,
    tasks.flatMap((task) => openTaskTimers(actor.tenantId, caseId, now, task)),
  )

/** What happens when a task's timer comes due: told once, while it is open and its case not suspended. */
export const taskTimerActs = (deps: Deps): Record<string, TimerAct> => ({
  'task.dueSoon': (tx, batch, now) => tellAll(deps, tx, batch, now, 'task.due_soon'),
  'task.breach': (tx, batch, now) => tellAll(deps, tx, batch, now, 'task.breached'),
})

async function tellAll(deps: Deps, tx: Tx, batch: Parameters<TimerAct>[1], now: Date, kind: 'task.due_soon' | 'task.breached') {
  // In one order for everybody who locks several cases.
  const woken = [...batch].sort((one, other) => (String(one.about_id) < String(other.about_id) ? -1 : 1))
  for (const { tenant_id: tenantId, about_id: caseId, subject_id: taskId } of woken) {
    if (!caseId) continue
    const act: Act = { tx, keys: deps.keys, actor: systemActor(tenantId), now }
    const complaintCase = await lockCase(act, caseId)
    const task = (await openTasksOfCase(tx, tenantId, caseId)).find(({ id }) => id === taskId)
    const isOver = kind === 'task.breached'
    if (!task?.due_at || task.breached_at || complaintCase.suspended_at) continue
    if (isOver !== task.due_at <= now) continue
    const facts = { taskId: task.id, unitId: task.unit_id, dueAt: task.due_at.toISOString() }
    await recordEvent(act, complaintCase, { kind, facts })
    if (isOver) await setTaskDue(tx, tenantId, task.id, { breached_at: task.due_at })
  }
}

/** Pauses stop a task's hours as they stop the case's: on resumption what is still open gets its time anew. A reader of the feed, safe to run twice. */
export const moveTaskTimes = (taskDueAt: TaskDueAt) => async (_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) => {
  for (const caseId of new Set(events.map((event) => event.caseId))) {
    const open = (await openTasksOfCase(tx, tenantId, caseId)).filter(({ due_at, breached_at }) => due_at && !breached_at)
    if (open.length === 0) continue
    const pauses = await pausesOf(tx, tenantId, caseId)
    const warned = await warnedOf(tx, tenantId, caseId)
    for (const task of open) {
      const since = pauses.filter(({ to }) => to === null || to > task.created_at)
      const dueAt =
        task.limit_amount && task.limit_unit
          ? await taskDueAt(tx, tenantId, {
              unitId: task.unit_id,
              startedAt: task.created_at,
              limit: { amount: task.limit_amount, unit: task.limit_unit },
              pauses: since,
            })
          : task.due_at
      if (!dueAt) continue
      await setTaskDue(tx, tenantId, task.id, { due_at: dueAt })
      await cancelTimers(tx, tenantId, task.id)
      const timers = openTaskTimers(tenantId, caseId, task.created_at, { id: task.id, dueAt })
      await setTimers(tx, warned.has(task.id) ? timers.filter(({ kind }) => kind === 'task.breach') : timers)
    }
  }
}

/** Tasks whose end was warned of; that is done once, whatever moves it later. */
async function warnedOf(tx: Tx, tenantId: string, caseId: string): Promise<Set<unknown>> {
  const rows = await tx
    .selectFrom('case_event')
    .select('facts')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('kind', '=', 'task.due_soon')
    .execute()
  return new Set(rows.map(({ facts }) => facts.taskId))
}

async function pausesOf(tx: Tx, tenantId: string, caseId: string) {
  const rows = await tx
    .selectFrom('case_event')
    .select(['kind', 'at'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('kind', 'in', ['case.suspended', 'case.resumed'])
    .orderBy('no')
    .execute()
  const pauses: { from: Date; to: Date | null }[] = []
  for (const { kind, at } of rows) {
    const last = pauses.at(-1)
    if (kind === 'case.suspended') pauses.push({ from: at, to: null })
    else if (last && last.to === null) last.to = at
  }
  return pauses
}
