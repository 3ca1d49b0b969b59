// 派单: owns which unit and handler a case lies with (dispatches, transfers, send-backs), the co-handling tasks beside it,
// and the way back: what the unit returned and how the call centre reviewed it.
// Also the tasks as the asked units see them, disputes over whose a case is, and the lane chart.
// The case carries the unit, the handler and the counts; the rows here say who, when and why.
export { endTasksWithCase } from './end-tasks.ts'
export { excuseTasks } from './excuse-tasks.ts'
export { routingPart } from './queries.ts'
export { assignByItself } from './queue/assign-by-itself.ts'
export { isRespondent } from './queue/respondents.ts'
export { queueRoutes } from './queue/routes.ts'
export { groupsInUse } from './queue/skill-groups.ts'
export { insertTurns, keepTurns, turnEvents, turnFeed } from './queue/turns.ts'
export { type RoutingSources, routingRoutes } from './routes.ts'
export { moveTaskTimes, openTaskTimers, type TaskDueAt, taskTimerActs } from './task-clock.ts'
