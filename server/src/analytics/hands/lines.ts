import { type RawBuilder, sql } from 'kysely'
import { deviationHolds } from '../../sla/index.ts'
import { againWithinDays } from '../facts/facts-of.ts'
import { type FactSetName, setNamed } from '../sets.ts'

// 经手: what is looked at of the cycles in somebody's hands. Where a measure says the same, the line is counted of that measure's sets.

export type HandLine =
  | 'kept'
  | 'closureInTime'
  | 'handlingInTime'
  | 'contactInTime'
  | 'closureDone'
  | 'notReopened'
  | 'notCameAgain'
  | 'satisfied'
type Rule = {
  /** The instant by which a cycle falls into a period. */
  at: string
  holds: string
  /** Whether it went well. */
  good: (now: Date) => RawBuilder<unknown>
  /** When the limit it is held to ended; null where it is held to none. */
  due: string
}

/** One set over another of the same instant, as a share measure has them. */
const of = (numerator: FactSetName, denominator: FactSetName, due = 'null::timestamptz'): Rule => ({
  at: setNamed(denominator).at,
  holds: setNamed(denominator).holds ?? 'true',
  good: () => sql.raw(setNamed(numerator).holds ?? 'true'),
  due,
})

const closed = setNamed('closed')
const reopened = setNamed('closedReopened')

/** `f` is a row of `cycle_fact`, `a` its adherence. */
export const handLines: Record<HandLine, Rule> = {
  // 流程符合: cycles that began in the period.
  kept: {
    at: 'a.began_at',
    holds: 'true',
    good: (now) => deviationHolds.kept(now),
    due: 'coalesce(f.closure_due_at, f.contact_due_at)',
  },
  closureInTime: of('closureInTime', 'closureDue', 'f.closure_due_at'),
  // 部门时限: of the unit that had it last, by its own limit within the process.
  handlingInTime: of('handlingInTime', 'handlingDue', 'f.handling_due_at'),
  contactInTime: of('contactInTime', 'contactDue', 'f.contact_due_at'),
  closureDone: of('closureDone', 'closureDue', 'f.closure_due_at'),
  notReopened: { at: closed.at, holds: 'true', good: () => sql.raw(`not (${reopened.holds})`), due: 'null::timestamptz' },
  // Opened again is counted there; here the customer came anew on the same matter within seven days of the answer, and counts when they are over.
  notCameAgain: {
    at: `f.answered_at + interval '${againWithinDays} days'`,
    holds: 'f.cycle = 1',
    good: () => sql.raw('not (f.came_again and not f.reopened)'),
    due: 'null::timestamptz',
  },
  satisfied: of('satisfied', 'scored'),
}
export const handLineNames = Object.keys(handLines) as HandLine[]
