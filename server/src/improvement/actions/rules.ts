import { type ActionInput, type ActionState, watchedDays } from '@zhiwei/contract'
import { type Day, dayAfter, daysBetween } from '../../platform/days.ts'
import { invalidInput } from '../../platform/errors.ts'
import type { Criterion } from './tables.ts'

/** From which state each act goes; docs/rules/actions.md draws it. */
export const actionSteps = {
  change: ['proposed', 'open'],
  approve: ['proposed'],
  complete: ['open'],
  verify: ['done'],
  conclude: ['inconclusive'],
  cancel: ['proposed', 'open', 'done', 'watching', 'inconclusive'],
  spread: ['open', 'done', 'watching', 'inconclusive', 'effective', 'closed'],
  addEvidence: ['proposed', 'open', 'done', 'watching', 'inconclusive'],
} as const satisfies Record<string, readonly ActionState[]>
export type ActionStep = keyof typeof actionSteps
export const stepIsOpen = (step: ActionStep, state: ActionState) => (actionSteps[step] as readonly ActionState[]).includes(state)

/** States in which somebody still has to do something. */
export const liveStates: readonly ActionState[] = ['proposed', 'open', 'done', 'watching', 'inconclusive']

/** Below so many days a baseline tells little of the usual rate; above it follows the seasons. */
const leastBaseline = 90
const mostBaseline = 365

/**
 * 成功标准: completes what was given and fixes the days that count as "before", so that nobody chooses them afterwards.
 * @param firstDay the first complaint the tenant has
 * @throws INPUT_INVALID for a window outside the severity's bounds, or with nothing to count
 */
export function criterionOf(
  input: Pick<ActionInput, 'kind' | 'cause' | 'riskPointId' | 'criterion'>,
  openedOn: Day,
  firstDay: Day | null,
): { criterion: Criterion | null; before: { from: Day; to: Day } | null } {
  const { kind, cause, riskPointId } = input
  const given =
    input.criterion ??
    (kind === 'containment' ? null : { wantedRatio: 0.5, severity: 'major' as const, product: null, region: null, unitId: null })
  if (given === null) {
    if (kind !== 'containment') throw invalidInput('#/criterion', '纠正和预防措施要有成功标准，临时措施可以没有')
    return { criterion: null, before: null }
  }
  const of = given.of ?? (cause ? 'cause' : 'riskPoint')
  if (of === 'cause' && !cause) throw invalidInput('#/cause', '按原因衡量时要选原因')
  if (of === 'riskPoint' && !riskPointId)
    throw invalidInput(cause ? '#/riskPointId' : '#/cause', '请选原因或风险点，否则没有可以衡量的数字')
  if (of === 'riskPoint' && (given.product || given.region || given.unitId))
    throw invalidInput('#/criterion', '按风险点衡量时，产品、地区、部门由风险点的规则决定')
  const bounds = watchedDays[given.severity]
  const windowDays = given.windowDays ?? bounds.least
  if (windowDays < bounds.least || windowDays > bounds.most)
    throw invalidInput('#/criterion/windowDays', `观察窗口应在 ${bounds.least}–${bounds.most} 天之间`)
  const baseline = given.baselineDays ?? Math.min(mostBaseline, Math.max(leastBaseline, 2 * windowDays))
  const to = dayAfter(openedOn, -1)
  const wished = dayAfter(openedOn, -baseline)
  const from = firstDay !== null && firstDay > wished ? firstDay : wished
  const { wantedRatio, severity, product, region, unitId } = given
  return {
    criterion: { of, wantedRatio, severity, windowDays, product, region, unitId },
    before: firstDay === null || from > to ? null : { from, to },
  }
}

/** 观察窗口: begins the day after it is in place. */
export const watchedFrom = (doneOn: Day, windowDays: number) => ({ from: dayAfter(doneOn, 1), to: dayAfter(doneOn, windowDays) })

/** 延长观察: at most to the longest window of the severity. */
export function watchedOn(criterion: Criterion, after: { from: Day; to: Day }, days: number): Day {
  const to = dayAfter(after.to, days)
  const { most } = watchedDays[criterion.severity]
  if (daysBetween(after.from, to) + 1 > most) throw invalidInput('#/days', `这一级别最多观察 ${most} 天，请改为重开或人工结案`)
  return to
}

/** Exposure of a span from monthly figures, each spread evenly over its days; null where a month is not known. */
export function exposureOf(months: ReadonlyMap<string, number>, from: Day, to: Day): number | null {
  let sum = 0
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const month = months.get(day.slice(0, 7))
    if (month === undefined) return null
    const [year = 0, number = 1] = day.split('-').map(Number)
    sum += month / new Date(Date.UTC(year, number, 0)).getUTCDate()
  }
  return sum
}
