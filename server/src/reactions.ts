import * as analytics from './analytics/index.ts'
import type { Reader } from './cases/index.ts'
import * as channels from './channels/index.ts'
import { channelSources } from './channels-sources.ts'
import * as classification from './classification/index.ts'
import * as guidance from './guidance/index.ts'
import { promiseSources } from './guidance-sources.ts'
import * as notifications from './notifications/index.ts'
import * as routing from './routing/index.ts'
import { taskDueAt } from './routing-sources.ts'
import * as sla from './sla/index.ts'
import * as surveys from './surveys/index.ts'
import { surveySources } from './surveys-sources.ts'
import * as warning from './warning/index.ts'
import { limitOf } from './warning-sources.ts'
import * as workflow from './workflow/index.ts'

/**
 * When X has happened, do Y: every automatic next step of the product, on one page. Each line is a reader of the sealed event feed
 * with a position of its own; it reads in batches and is safe to run twice.
 */
export const steps: Reader[] = [
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
  { name: 'routing.keepTurns', on: routing.turnFeed, react: routing.keepTurns },
  {
    name: 'routing.assignByItself',
    on: ['complaint.received', 'case.accepted'],
    react: routing.assignByItself(classification.signalsOfCases),
  },
  // 统计: what each cycle came to, and the roll-ups of it; after the clocks, which say what was due.
  { name: 'analytics.keepFacts', on: [...analytics.factEvents], after: 'sla.keepClocks', react: analytics.keepFacts },
  // 回访计划: who asks the customer when, and how; a case that has gone on needs no call.
  { name: 'surveys.planFollowUps', on: surveys.followUpEvents, react: surveys.planFollowUps(surveySources) },
  // 盯住: cases that may look different are looked at by the schedule; one whose stage moved up is told of with what to do now.
  { name: 'warning.watchCases', on: warning.watchedEvents, react: warning.watchCases },
  { name: 'warning.tellRisenStages', on: ['case.stageChanged', 'case.classified'], react: warning.tellRisenStages(limitOf) },
  // 计数序列: what the screening for surges, the forecast and the risk map look at.
  { name: 'warning.countSeries', on: [...warning.seriesEvents], react: warning.countSeries },
  // 风险点归集: which complaints belong to which points of the register.
  { name: 'warning.matchRiskPoints', on: [...warning.riskPointEvents], react: warning.matchRiskPoints },
  // 清除: what an undone import brought stands on no warning and no group either.
  { name: 'warning.forgetErased', on: ['case.erased'], react: warning.forgetErased },
  { name: 'channels.forgetErased', on: ['case.erased'], react: channels.forgetErased },
  // 承诺: what was promised to the customer in words that went out, and what of it was kept.
  { name: 'guidance.keepPromises', on: [...guidance.promiseEvents], react: guidance.keepPromises(promiseSources) },
]

/** What leaves the house: slower than counting, and so read beside it, that no figure waits for a mail. */
export const tellings: Reader[] = [
  // 告知客户: after the clocks, which know when an answer is promised.
  {
    name: 'channels.tellCustomers',
    on: channels.toldEvents,
    after: 'sla.keepClocks',
    react: channels.tellCustomers(channelSources),
  },
  // 办结回传: platforms that keep complaints of their own are told that ours is closed, after what their customers are told of it.
  { name: 'channels.completeOutside', on: ['case.closed'], after: 'channels.tellCustomers', react: channels.completeOutside },
  // Who is told of what: notices in the app, gathered into one digest a person where many come at once; mail and robots follow by the schedule.
  {
    name: 'notifications.tellPeople',
    on: notifications.noticeEvents,
    react: notifications.tellPeople({ read: workflow.callListOf, called: workflow.peopleCalled }),
  },
]

export const reactions: Reader[] = [...steps, ...tellings]
