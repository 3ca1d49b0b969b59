import { type ProcessAct, type ProcessContent, type ProcessStep, processFields, type Status } from '@zhiwei/contract'
import { reachedBy } from '../../cases/index.ts'
import type { Limit, limitSteps } from '../limits.ts'

export type Flaw = { pointer: string; detail: string }

/** 校验: what is wrong with a written process; empty when it can be followed. Source: docs/rules/processes.md */
export function flawsOf({ steps }: Pick<ProcessContent, 'steps'>, roleCodes: ReadonlySet<string>): Flaw[] {
  return [...steps.flatMap((step, index) => flawsOfStep(step, index, steps, roleCodes)), ...impossibleSteps(steps)]
}

function flawsOfStep(step: ProcessStep, index: number, steps: ProcessStep[], roleCodes: ReadonlySet<string>): Flaw[] {
  const at = `#/steps/${index}`
  const known: readonly string[] = processFields[step.act]
  const { limit } = step
  const isTwice = steps.findIndex(({ act }) => act === step.act) < index
  return [
    ...(isTwice ? [{ pointer: `${at}/act`, detail: '同一步骤只能写一次' }] : []),
    ...step.fields
      .filter((field) => !known.includes(field))
      .map((field) => ({ pointer: `${at}/fields`, detail: `这一步没有可以必填的字段 ${field}` })),
    ...step.who.roles.filter((role) => !roleCodes.has(role)).map((role) => ({ pointer: `${at}/who/roles`, detail: `没有角色 ${role}` })),
    ...(limit?.unit.endsWith('Day') && !Number.isInteger(limit.amount) ? [{ pointer: `${at}/limit/amount`, detail: '天数须为整数' }] : []),
    ...(limit?.watched && clockOf(step, steps[index - 1]?.act) === null
      ? [{ pointer: `${at}/limit/watched`, detail: '这一步从这个起点起算时没有计时提醒，只能统计' }]
      : []),
    ...(step.act === 'acceptance' && limit?.from === 'acceptance'
      ? [{ pointer: `${at}/limit/from`, detail: '受理的时限从收到投诉起算' }]
      : []),
  ]
}

/** Follows the table of steps along the written ones: a step from which no status before it leads is impossible there. */
function impossibleSteps(steps: ProcessStep[]): Flaw[] {
  let reached = new Set<Status>(['registered'])
  return steps.flatMap(({ act, when }, index) => {
    const after = reachedBy(act, reached)
    if (after.size === 0) return [{ pointer: `#/steps/${index}/act`, detail: '按工单流程，走到这里还不能做这一步；请调整顺序' }]
    reached = when === 'always' ? after : new Set([...reached, ...after])
    return []
  })
}

type Start = NonNullable<ProcessStep['limit']>['from']
type Clocked = { step: keyof typeof limitSteps; from: readonly Start[]; after?: ProcessAct }
/** The steps a clock can watch, and the instants it counts from; `after`: counted from the previous step, when that is this one. */
const clocked: Partial<Record<ProcessAct, Clocked>> = {
  acceptance: { step: 'acceptance', from: ['receipt', 'previous'] },
  messages: { step: 'firstContact', from: ['acceptance'], after: 'acceptance' },
  dispatches: { step: 'dispatch', from: ['acceptance'], after: 'acceptance' },
  receipts: { step: 'receipt', from: ['dispatch'], after: 'dispatches' },
  returns: { step: 'handling', from: ['dispatch'], after: 'dispatches' },
  answers: { step: 'answer', from: ['acceptance'], after: 'acceptance' },
  followUps: { step: 'followUp', from: [], after: 'answers' },
  closure: { step: 'closure', from: ['acceptance'], after: 'acceptance' },
}

function clockOf({ act, limit }: ProcessStep, previous: ProcessAct | undefined): Clocked['step'] | null {
  const clock = clocked[act]
  if (!clock || !limit) return null
  const isAfter = limit.from === 'previous' && previous !== undefined && clock.after === previous
  return clock.from.includes(limit.from) || isAfter ? clock.step : null
}

/** 时限: what clocks watch of the written limits. Extension rules and the limits of other regimes stay as they were. */
export function limitsOf(steps: readonly ProcessStep[], before: readonly Limit[]): Limit[] {
  const own = steps.flatMap(({ limit, ...step }, index): Limit[] => {
    const clock = limit?.watched ? clockOf({ ...step, limit }, steps[index - 1]?.act) : null
    if (!limit || !clock) return []
    const extension = before.find((one) => one.regime === 'company' && one.step === clock)?.extension
    return [{ regime: 'company', step: clock, amount: limit.amount, unit: limit.unit, ...(extension && { extension }) }]
  })
  return [...own, ...before.filter(({ regime }) => regime !== 'company')]
}
