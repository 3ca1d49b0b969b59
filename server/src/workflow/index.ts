// 处理: owns what lies over a case's status while it is worked on: suspensions, escalations, supervisions, reminders.
// Each is a row with who, when and why; none of them replaces the status.
// Clocks that stop with a suspension belong to sla, approvals of remedies to resolution.
export { endWithCase } from './end-rows.ts'
export { workflowPart } from './queries.ts'
export { workflowRoutes } from './routes.ts'
