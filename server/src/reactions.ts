import type { Reader } from './cases/index.ts'
import * as classification from './classification/index.ts'
import * as notifications from './notifications/index.ts'
import * as routing from './routing/index.ts'
import { taskDueAt } from './routing-sources.ts'
import * as sla from './sla/index.ts'
import * as workflow from './workflow/index.ts'

/**
 * When X has happened, do Y: every automatic next step of the product, on one page. Each line is a reader of the sealed event feed
 * with a position of its own; it reads in batches and is safe to run twice.
 */
export const reactions: Reader[] = [
  // What the customer writes later is read as the complaint was; stage, severity and priority only move up by it.
  { name: 'classification.readMessages', on: ['case.messageReceived', 'case.reminded'], react: classification.readMessages },
  // Acceptance and reopening start the clocks, suspension pauses them, an extension moves them, an answer or the case's end stops them.
  { name: 'sla.keepClocks', on: sla.clockEvents, react: sla.keepClocks },
  // 流程符合度: counted after the clocks, which bind a case to its process.
  { name: 'sla.keepAdherence', on: sla.adherenceEvents, react: sla.keepAdherence },
  // 升级规则: a case whose facts meet a rule is raised, each rule once a cycle.
  { name: 'workflow.raiseByRules', on: workflow.escalationEvents, react: workflow.raiseByRules },
  { name: 'workflow.endWithCase', on: ['case.closed', 'case.declined', 'case.withdrawn'], react: workflow.endWithCase },
  // Hours asked of co-handling units stand still in a suspension.
  { name: 'routing.moveTaskTimes', on: ['case.resumed'], react: routing.moveTaskTimes(taskDueAt) },
  { name: 'routing.endTasksWithCase', on: ['case.closed', 'case.declined', 'case.withdrawn'], react: routing.endTasksWithCase },
  // Who got which case when, for the load of people; and where the rules say so, what nobody has goes to the one proposed.
  { name: 'routing.keepTurns', on: routing.turnEvents, react: routing.keepTurns },
  {
    name: 'routing.assignByItself',
    on: ['complaint.received', 'case.accepted'],
    react: routing.assignByItself(classification.signalsOfCases),
  },
  // Who is told of what: notices in the app, gathered into one digest a person where many come at once; mail and robots follow by the schedule.
  {
    name: 'notifications.tellPeople',
    on: notifications.noticeEvents,
    react: notifications.tellPeople({ read: workflow.callListOf, called: workflow.peopleCalled }),
  },
]
