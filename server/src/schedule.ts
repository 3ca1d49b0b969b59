import { forgetExports, recountInBatches } from './analytics/index.ts'
import { callSources } from './calls-sources.ts'
import { readFeed, sealEvents } from './cases/index.ts'
import { endSilentCalls } from './channels/calls/index.ts'
import { keepAsContacts, keepChats } from './channels/chat/index.ts'
import { importDropped } from './channels/drop-folder/index.ts'
import { deliverMessages, fetchFromDoors, forgetPortal } from './channels/index.ts'
import { forgetRawMails, processMails, readMailboxes } from './channels/mail/index.ts'
import { deliverWebhooks, forgetWebhookLog } from './channels/webhooks/index.ts'
import { channelSources } from './channels-sources.ts'
import { chatSources } from './chat-sources.ts'
import { learnNightly, raiseStage } from './classification/index.ts'
import { endRestrictionsByDate } from './conduct/index.ts'
import { giveCareTasks, judgeContacts, remindOfCare, warnOfLatent } from './contacts/index.ts'
import { contactSources } from './contacts-sources.ts'
import { watchPromises } from './guidance/index.ts'
import { expireSessions } from './identity/index.ts'
import { judgeActions, remindOfActions } from './improvement/index.ts'
import { improvementSources } from './improvement-sources.ts'
import { intakeSources } from './intake-sources.ts'
import { watchKnowledge } from './knowledge/index.ts'
import { knowledgeSources } from './knowledge-sources.ts'
import { deliverNotices, forgetNotices, tellDirectly } from './notifications/index.ts'
import { prepareSheets, tellOfSheets } from './performance/index.ts'
import { fireTimers } from './platform/timers.ts'
import type { ScheduleEntry } from './platform/worker.ts'
import { forgetIdempotencyKeys } from './platform/write-once.ts'
import { steps, tellings } from './reactions.ts'
import { askScheduledReports } from './reports/index.ts'
import { approvalTimers } from './resolution/index.ts'
import { approvalDueAt } from './resolution-sources.ts'
import { taskTimerActs } from './routing/index.ts'
import { recountAfterCalendarChange, timerActs } from './sla/index.ts'
import { keepSurveys, remindOfFollowUps } from './surveys/index.ts'
import { surveySources } from './surveys-sources.ts'
import {
  askWeeklyReport,
  exposePosts,
  findGroups,
  forecastNightly,
  forgetHours,
  gatherTopics,
  governWarnings,
  learnRiskNightly,
  lookAtCases,
  rematchRiskPoints,
  screenDays,
  screenToday,
  suggestRiskPoints,
  watchRiskPoints,
} from './warning/index.ts'
import { suggestionSources, surgeSources } from './warning-sources.ts'
import { callListOf, peopleCalled, tellOverdueSupervisions } from './workflow/index.ts'

/** Every N milliseconds, for each tenant, do Y: every clock-driven job of the product, on one page. */
export const schedule: ScheduleEntry[] = [
  { name: 'seal events', everyMs: 500, run: sealEvents },
  { name: 'react to events', everyMs: 500, run: (deps, tenantId) => readFeed(deps, tenantId, steps) },
  { name: 'tell of events', everyMs: 500, run: (deps, tenantId) => readFeed(deps, tenantId, tellings) },
  {
    name: 'fire timers',
    everyMs: 1_000,
    run: (deps, tenantId) =>
      fireTimers(deps, tenantId, { ...timerActs(deps), ...taskTimerActs(deps), ...approvalTimers(deps, approvalDueAt) }),
  },
  // 在线会话: whom the automatic answer did not help, who has fallen silent, and what a talk leaves behind.
  { name: 'keep chats', everyMs: 2_000, run: keepChats(chatSources) },
  { name: 'keep talks as contacts', everyMs: 2_000, mayWaitMs: 20_000, run: keepAsContacts(chatSources) },
  { name: 'look for surges today', everyMs: 10_000, run: screenToday(surgeSources) },
  { name: 'look for surges of the day before', everyMs: 600_000, run: screenDays(surgeSources) },
  { name: 'match changed risk points', everyMs: 5_000, mayWaitMs: 30_000, run: rematchRiskPoints },
  { name: 'watch risk points', everyMs: 60_000, run: watchRiskPoints },
  { name: 'suggest risk points', everyMs: 600_000, run: suggestRiskPoints(suggestionSources) },
  { name: 'ask for the weekly report', everyMs: 300_000, run: askWeeklyReport },
  { name: 'forecast the next weeks', everyMs: 60_000, run: forecastNightly(surgeSources) },
  { name: 'gather topics', everyMs: 2_000, mayWaitMs: 20_000, run: gatherTopics },
  { name: 'forget hours of series', everyMs: 3_600_000, run: forgetHours },
  { name: 'tell of overdue supervisions', everyMs: 30_000, run: tellOverdueSupervisions },
  // 看一遍: open cases whose turn it is; and five people with one matter.
  { name: 'look at cases', everyMs: 1_000, mayWaitMs: 20_000, run: lookAtCases(raiseStage) },
  { name: 'find group complaints', everyMs: 5_000, mayWaitMs: 30_000, run: findGroups },
  { name: 'look at social posts', everyMs: 10_000, run: exposePosts },
  { name: 'learn escalation risk', everyMs: 600_000, run: learnRiskNightly },
  // 隐性客户: who is unhappy without complaining, who of them is called today, and who should know of it.
  { name: 'judge contacts', everyMs: 2_000, mayWaitMs: 20_000, run: judgeContacts(contactSources) },
  { name: 'give care tasks', everyMs: 5_000, run: giveCareTasks(contactSources) },
  { name: 'warn of latent complainants', everyMs: 5_000, run: warnOfLatent(contactSources) },
  { name: 'remind of follow-ups', everyMs: 30_000, run: remindOfFollowUps(surveySources) },
  { name: 'ask again and end surveys', everyMs: 60_000, run: keepSurveys },
  { name: 'remind of care tasks', everyMs: 30_000, run: remindOfCare(contactSources) },
  // 措施: judged by their counts when their window is over; owners are reminded when they are late.
  { name: 'judge actions', everyMs: 10_000, run: judgeActions(improvementSources) },
  { name: 'remind of actions', everyMs: 60_000, run: remindOfActions(improvementSources) },
  { name: 'watch promises', everyMs: 30_000, run: watchPromises(tellDirectly) },
  // Who owns a new warning, who is told of it, and who is called when nobody takes it in time.
  {
    name: 'govern warnings',
    everyMs: 2_000,
    run: governWarnings({ callers: { read: callListOf, called: peopleCalled }, tell: tellDirectly }),
  },
  // 看护知识库: what law has changed under plans, and which are to be looked at again.
  { name: 'watch knowledge', everyMs: 60_000, run: watchKnowledge(knowledgeSources) },
  // 绩效: sheets of the month before, and whom they are of is told.
  { name: 'prepare performance sheets', everyMs: 10_000, mayWaitMs: 600_000, run: prepareSheets },
  { name: 'tell of performance sheets', everyMs: 60_000, run: tellOfSheets },
  { name: 'end restrictions by date', everyMs: 60_000, run: endRestrictionsByDate },
  // 来信: mailboxes nobody listens to are looked into; what was stored becomes cases and messages.
  { name: 'read mailboxes', everyMs: 60_000, run: readMailboxes },
  { name: 'process mails', everyMs: 1_000, run: processMails(intakeSources) },
  { name: 'forget raw mails', everyMs: 3_600_000, run: forgetRawMails },
  // 收取: what customers wrote on platforms that have to be asked.
  { name: 'fetch from doors', everyMs: 1_000, run: fetchFromDoors(channelSources) },
  // 对客消息: what customers are told goes out, each once.
  { name: 'deliver messages', everyMs: 1_000, run: deliverMessages },
  { name: 'import dropped files', everyMs: 5_000, run: importDropped },
  { name: 'deliver webhooks', everyMs: 2_000, run: deliverWebhooks },
  { name: 'forget the log of webhooks', everyMs: 3_600_000, run: forgetWebhookLog },
  { name: 'end silent calls', everyMs: 600_000, run: endSilentCalls(callSources) },
  // 重新计数: after the zone or rates were changed, beside the roll-ups in use.
  { name: 'recount measures', everyMs: 2_000, mayWaitMs: 60_000, run: recountInBatches },
  { name: 'deliver notices', everyMs: 60_000, run: deliverNotices },
  { name: 'count clocks by a changed calendar', everyMs: 10_000, run: recountAfterCalendarChange },
  // 定时报告: by the working days of the company's calendar.
  { name: 'ask for scheduled reports', everyMs: 60_000, run: askScheduledReports },
  { name: 'expire sessions', everyMs: 600_000, run: expireSessions },
  { name: 'forget codes and sessions of the portal', everyMs: 600_000, run: forgetPortal },
  { name: 'learn from the day', everyMs: 600_000, run: learnNightly },
  { name: 'forget exports', everyMs: 3_600_000, run: forgetExports },
  { name: 'forget notices', everyMs: 3_600_000, run: forgetNotices },
  { name: 'forget idempotency keys', everyMs: 600_000, run: forgetIdempotencyKeys },
]
