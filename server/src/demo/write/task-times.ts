import type { TaskLimit } from '@zhiwei/contract'
import { openTaskTimers } from '../../routing/index.ts'
import { dueAt } from '../../sla/calendar/index.ts'
import { type Draft, record, type Told, type Writer } from './draft.ts'

// 协办时限 of the tasks written in bulk: warned of and breached as their timers would tell it.

type Task = Draft['tasks'][number]
type Pause = { from: Date; to: Date | null }

/** Until when, by the working calendar of the unit that is asked. */
export const taskDueAt = (writer: Writer, unitId: string, startedAt: Date, limit: TaskLimit, pauses: Pause[] = []) =>
  dueAt(limit, startedAt, pauses, writer.calendars.of(unitId)).dueAt

export function watchTasks(writer: Writer, draft: Draft, tasks: Task[], isWarned: (task: Task) => boolean = () => false) {
  const ids = new Set(tasks.map(({ id }) => id))
  const timers = tasks.flatMap((task) => {
    const timed = { id: task.id, dueAt: task.due_at as Date | null }
    const both = openTaskTimers(writer.tenantId, draft.case.id, task.created_at as Date, timed)
    return isWarned(task) ? both.filter(({ kind }) => kind === 'task.breach') : both
  })
  draft.taskTimers = [...draft.taskTimers.filter(({ subjectId }) => !ids.has(subjectId ?? '')), ...timers]
}

/** Timers of tasks nobody waits for any more are taken away. */
const waiting = (draft: Draft) => {
  const open = new Set(draft.tasks.filter(({ state }) => state === 'open').map(({ id }) => id))
  return draft.taskTimers
    .filter(({ subjectId }) => open.has(subjectId ?? ''))
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.kind === 'task.dueSoon' ? -1 : 1))
}

/** When the sweep next looks at a task; never before what happened last. */
export function nextTaskTimer(draft: Draft): Date | undefined {
  const next = waiting(draft)[0]?.dueAt
  const { updated_at: lastEventAt } = draft.case
  return next && next < lastEventAt ? lastEventAt : next
}

/** As the timer does it: nothing while the case is suspended. */
export function tellOfTask(writer: Writer, draft: Draft, at: Date) {
  const [timer] = waiting(draft)
  const task = draft.tasks.find(({ id }) => id === timer?.subjectId)
  if (!timer || !task) throw new Error('no task waits to be told of')
  draft.taskTimers = draft.taskTimers.filter((one) => one !== timer)
  const due = task.due_at as Date
  const isOver = timer.kind === 'task.breach'
  if (task.breached_at || draft.case.suspended_at || isOver !== due <= at) return
  const facts = { taskId: task.id, unitId: task.unit_id, dueAt: due.toISOString() }
  record(writer, draft, { by: writer.cast.nobody, at }, { kind: isOver ? 'task.breached' : 'task.due_soon', facts })
  if (isOver) task.breached_at = due
  else draft.warnedTasks.add(task.id)
}

/** Hours stand still in a suspension: on resumption what is still open gets its time anew. */
export function moveTaskTimes(writer: Writer, draft: Draft, { kind }: Told) {
  if (kind !== 'case.resumed') return
  const pauses: Pause[] = []
  for (const { kind: told, at } of draft.clockEvents) {
    const last = pauses.at(-1)
    if (told === 'case.suspended') pauses.push({ from: at, to: null })
    else if (told === 'case.resumed' && last && last.to === null) last.to = at
  }
  const open = draft.tasks.filter(({ state, due_at, breached_at }) => state === 'open' && due_at && !breached_at)
  for (const task of open) {
    const since = pauses.filter(({ to }) => to === null || to > (task.created_at as Date))
    const { limit_amount: amount, limit_unit: unit } = task
    if (amount && unit) task.due_at = taskDueAt(writer, task.unit_id, task.created_at as Date, { amount, unit }, since)
  }
  watchTasks(writer, draft, open, ({ id }) => draft.warnedTasks.has(id))
}
