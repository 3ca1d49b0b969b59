import type { PeriodicReportKind } from '@zhiwei/contract'
import { type Day, dayAfter } from '../../platform/days.ts'
import { type Periods, periodsOf, sentFrom } from '../periods.ts'

type Rule = { kind: PeriodicReportKind; workingDay: number }
/** Days off in a row at most before a brief tells of everything since the last working day. */
const longestRest = 15

/**
 * 发送日: what is to be sent today, null where nothing is. A daily brief goes out on every working day and tells of all days since the working day
 * before; the others on the n-th working day after their period, or on the first after it on which the server runs.
 */
export function dueOn(
  { kind, workingDay }: Rule,
  today: Day,
  isWorkingDay: (day: Day) => boolean,
): { periods: Periods; since: Day } | null {
  if (kind === 'daily') {
    if (!isWorkingDay(today)) return null
    let from = dayAfter(today, -1)
    for (let rest = 0; rest < longestRest && !isWorkingDay(from); rest++) from = dayAfter(from, -1)
    return { periods: periodsOf(kind, today, from), since: today }
  }
  let worked = 0
  for (let day = sentFrom(kind, today); day <= today; day = dayAfter(day, 1)) {
    if (isWorkingDay(day)) worked += 1
    if (worked === workingDay) return { periods: periodsOf(kind, today), since: day }
  }
  return null
}
