import type { FollowUpRule, ProcessAct, ProcessStep } from '@zhiwei/contract'

/** 书面步骤 as shipped: the way of docs/rules/lifecycle.md, written down; a company edits it. Source: docs/rules/processes.md */

const frontLine = ['agent', 'supervisor']

const step = (act: ProcessAct, roles: string[], more: Partial<ProcessStep> = {}): ProcessStep => ({
  act,
  when: 'always',
  inOrder: true,
  who: { roles, unitKinds: [] },
  fields: [],
  limit: null,
  ...more,
})

const byUnit = { roles: [], unitKinds: ['department' as const, 'partner' as const] }

export const startingSteps: ProcessStep[] = [
  step('acceptance', frontLine, {
    limit: { amount: 24, unit: 'calendarHour', from: 'receipt', watched: true },
    guidance: '听清诉求，确认分类和严重程度；同一诉求有在办工单的先关联。',
  }),
  step('messages', [], {
    when: 'dispatched',
    inOrder: false,
    limit: { amount: 24, unit: 'calendarHour', from: 'acceptance', watched: true },
    guidance: '联系客户：说明已受理、由谁处理、何时答复。',
  }),
  step('dispatches', frontLine, {
    when: 'dispatched',
    limit: { amount: 24, unit: 'calendarHour', from: 'acceptance', watched: false },
    guidance: '主办一个部门，需要配合的列为协办并写明要做什么。',
  }),
  step('receipts', [], { when: 'dispatched', who: byUnit, limit: { amount: 24, unit: 'calendarHour', from: 'dispatch', watched: false } }),
  step('returns', [], {
    when: 'dispatched',
    who: byUnit,
    guidance: '写清查明的事实、证据和结论；协办任务办完或说明不必再等的原因。',
  }),
  step('reviews', frontLine, { when: 'dispatched', limit: { amount: 24, unit: 'calendarHour', from: 'previous', watched: false } }),
  step('answers', frontLine, {
    limit: { amount: 3, unit: 'calendarDay', from: 'acceptance', watched: true },
    guidance: '先表态，再说事实、结果和何时完成。',
  }),
  step('followUps', frontLine, { limit: { amount: 7, unit: 'calendarDay', from: 'previous', watched: false } }),
  step('rootCauses', [], { when: 'substantiated', inOrder: false }),
  step('closure', frontLine, { limit: { amount: 15, unit: 'calendarDay', from: 'acceptance', watched: false } }),
]

/** 回访规则 as shipped: closed without the customer's word only with a reason, as the table of steps has it. */
export const startingFollowUp: FollowUpRule = { exemption: 'always', tries: 3 }
