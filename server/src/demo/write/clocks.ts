import { newId } from '../../platform/ids.ts'
import {
  type CountedClock,
  caseDueAt,
  clockColumns,
  clockEvents,
  clockEventsSeen,
  countClocks,
  type KeptClock,
  nextMoment,
  owedOfLimits,
  toldAt,
} from '../../sla/index.ts'
import { nextReminder, remindApprovers } from './approvals.ts'
import { type Draft, record, type Told, type Writer } from './draft.ts'
import { nextTaskTimer, tellOfTask } from './task-times.ts'

const clockKinds: ReadonlySet<string> = new Set(clockEvents)
const keyOf = ({ regime, step }: Pick<CountedClock, 'regime' | 'step'>) => `${regime} ${step}`

/** Counts the clocks anew after an event that concerns them, as the reaction to it would. */
export function keepClocks(writer: Writer, draft: Draft, at: Date, { kind, facts = {} }: Told) {
  if (!clockKinds.has(kind)) return
  const starts = kind === 'complaint.received' || kind === 'case.reopened'
  if (!starts && draft.clockEvents.length === 0) return
  draft.clockEvents.push({ kind, at, facts })
  const { process, rules, owedByRules } = writer
  const owed = [
    ...owedOfLimits(process.definition.limits, rules.settings.warnPercents),
    ...owedByRules(draft.case.regulator?.authority ?? null),
  ]
  draft.clocks = countClocks(owed, calendarsOf(writer, draft), clockEventsSeen(draft.case, draft.clockEvents))
  draft.case.due_at = caseDueAt(draft.clocks)
  draft.case.process_version_id = process.id
}

const calendarsOf = ({ calendars }: Writer, draft: Draft) => ({ company: calendars.company, unit: calendars.of(draft.case.unit_id) })

/** 临期、超时: lets the clocks tell what came due until then, each at its own time. */
export function tellUntil(writer: Writer, draft: Draft, until: Date) {
  for (let at = nextDue(writer, draft); at && at <= until; at = nextDue(writer, draft)) {
    const clockAt = nextTelling(writer, draft)
    if (clockAt === undefined || clockAt > at) {
      const remindAt = nextReminder(draft)
      if (remindAt === undefined || remindAt > at) tellOfTask(writer, draft, at)
      else remindApprovers(writer, draft, at)
      continue
    }
    const clocks = draft.clocks.map((clock): KeptClock => ({ ...clock, id: clockIdOf(draft, clock) }))
    const told = toldAt({ complaintCase: draft.case, clocks, calendars: calendarsOf(writer, draft) }, at)
    if (told.length === 0) throw new Error('a clock came due and has nothing to tell')
    for (const { kind, facts, changes } of told) {
      const first = changes ? { breached_at: draft.case.breached_at ?? changes.breachedAt } : {}
      record(writer, draft, { by: writer.cast.nobody, at }, { kind, facts }, first)
      keepClocks(writer, draft, at, { kind, facts })
    }
  }
}

/** The next of clocks, approvals and tasks. */
function nextDue(writer: Writer, draft: Draft): Date | undefined {
  const moments = [nextTelling(writer, draft), nextReminder(draft), nextTaskTimer(draft)].filter((at) => at !== undefined)
  return moments.sort((one, other) => one.getTime() - other.getTime())[0]
}

/** When the sweep next finds something to tell; never before what happened last. */
function nextTelling(writer: Writer, draft: Draft): Date | undefined {
  const calendars = calendarsOf(writer, draft)
  const { updated_at: lastEventAt } = draft.case
  const moments = draft.clocks.flatMap((clock) => nextMoment(clock, calendars) ?? [])
  const next = moments.sort((one, other) => one.getTime() - other.getTime())[0]
  return next && next < lastEventAt ? lastEventAt : next
}

function clockIdOf({ clockIds }: Draft, clock: CountedClock): string {
  const id = clockIds.get(keyOf(clock)) ?? newId()
  clockIds.set(keyOf(clock), id)
  return id
}

/** The rows of a cycle's clocks as they were left, and the timers of those that run on. */
export function writeClocks(writer: Writer, draft: Draft) {
  const { tenantId, ledger, timers } = writer
  const { id: caseId, cycle } = draft.case
  timers.push(...draft.taskTimers.filter(({ subjectId }) => draft.tasks.some(({ id, state }) => id === subjectId && state === 'open')))
  for (const clock of draft.clocks) {
    const id = clockIdOf(draft, clock)
    ledger.rows.case_clock.push({ tenant_id: tenantId, id, case_id: caseId, cycle, ...clockColumns(clock) })
    const dueAt = nextMoment(clock, calendarsOf(writer, draft))
    if (dueAt) timers.push({ tenantId, kind: 'sla.clock', aboutId: caseId, subjectId: id, dueAt })
  }
  draft.clockEvents = []
  draft.clocks = []
  draft.clockIds = new Map()
}
