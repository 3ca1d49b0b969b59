// 处理: owns what lies over a case's status while it is worked on: suspensions, escalations with their rules, supervisions, reminders, and
// the on-call lists that say who is called. Each is a row with who, when and why; none of them replaces the status.
// Clocks that stop with a suspension belong to sla, approvals of remedies to resolution; who is told of it to notifications.
export { endWithCase } from './end-rows.ts'
export { escalationEvents, raiseByRules } from './escalation/raise.ts'
export { seedEscalationRules, startRules } from './escalation/rule-settings.ts'
export { type CallList, callListOf, peopleCalled } from './on-call/who.ts'
export { workflowPart } from './queries.ts'
export { remindOfCase } from './remind.ts'
export { workflowRoutes } from './routes.ts'
export { tellOverdueSupervisions } from './supervision/tell-overdue.ts'
