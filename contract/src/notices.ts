import { z } from 'zod'
import { Id, Instant, line, listOf, PageQuery, Version } from './primitives.ts'

/** What people are told of. Who is told of what: docs/rules/notices.md */
export const NoticeKind = z.enum([
  'dueSoon',
  'breached',
  'taskDueSoon',
  'taskBreached',
  'escalated',
  'deEscalated',
  'supervised',
  'supervisionAnswered',
  'supervisionOverdue',
  'supervisionEnded',
  'reminded',
  'dispatched',
  'recalled',
  'assigned',
  'sentBack',
  'returned',
  'reworked',
  'approvalWaiting',
  'approvalDecided',
  'disputed',
  'disputeDecided',
  'stageRaised',
  'warningRaised',
  'warningRisen',
  'warningCalled',
  'warningAssigned',
  'warningPassedOn',
  'warningOverdue',
  'warningsHeld',
  'measureOverdue',
  'crisisOpened',
  'crisisTask',
  'statementWaiting',
  'statementDecided',
  'careGiven',
  'careDueSoon',
  'careOverdue',
  'promiseDueSoon',
  'promiseOverdue',
  'coachingGiven',
  'coachingAcknowledged',
  'trainingGiven',
  'trainingSignOff',
  'buddyAsked',
  'buddyAgreed',
  'followUpGiven',
  'followUpOverdue',
  'lowScore',
  'findingMade',
  'findingAppealed',
  'ideaGiven',
  'actionGiven',
  'actionOverdue',
  'actionToVerify',
  'actionJudged',
  'partAsked',
  'partAnswered',
  'knowledgeReviewDue',
  'lawChanged',
  'knowledgeWaiting',
  'knowledgeDecided',
  'conductWaiting',
  'conductDecided',
  'protectionCalled',
  'performanceReady',
  'performanceEnding',
  'performanceObjected',
  'performanceDecided',
  'performanceAmended',
  'guideWaiting',
  'guideDecided',
  'lessonSent',
  'lessonAnswered',
  'digest',
])

/** Codes and numbers; the page says them in words. A digest has `counts` by kind. */
export const Notice = z.object({
  id: Id,
  kind: NoticeKind,
  at: Instant,
  read: z.boolean(),
  case: z
    .object({ id: Id, number: z.string(), subject: z.string(), stage: z.number().int().nullable(), dueAt: Instant.nullable() })
    .nullable(),
  facts: z.record(z.string(), z.unknown()),
})
export const NoticeListQuery = PageQuery.extend({ unread: z.enum(['true', 'false']).optional() })
export const NoticeList = listOf(Notice)
export const UnreadNotices = z.object({ count: z.number().int(), capped: z.boolean() })
export const ReadNotices = z.strictObject({ ids: z.array(Id).max(200).optional() })
export const NoticesRead = z.object({ count: z.number().int() })

const Minute = z.number().int().min(0).max(1_439).nullable()
export const NoticePreference = z.object({
  app: z.boolean(),
  mail: z.boolean(),
  robot: z.boolean(),
  mailAddress: z.string().nullable(),
  /** 免打扰: minutes after midnight in the tenant's zone; both or none. */
  quietFrom: Minute,
  quietTo: Minute,
  /** Whether the server can send mail at all. */
  mailAvailable: z.boolean(),
  version: z.number().int(),
})
export const NoticePreferenceChange = z.strictObject({
  app: z.boolean(),
  mail: z.boolean(),
  robot: z.boolean(),
  mailAddress: z.email().max(200).nullable(),
  quietFrom: Minute,
  quietTo: Minute,
  version: Version,
})

/** 企业微信 · 钉钉 · 飞书 · any address that takes JSON */
export const RobotKind = z.enum(['wecom', 'dingtalk', 'feishu', 'webhook'])
export const Robot = z.object({
  id: Id,
  name: z.string(),
  kind: RobotKind,
  /** Host alone: the rest of the address is a secret. */
  host: z.string(),
  hasSecret: z.boolean(),
  unitId: Id.nullable(),
  unitName: z.string().nullable(),
  active: z.boolean(),
  lastSentAt: Instant.nullable(),
  lastError: z.string().nullable(),
  version: z.number().int(),
})
export const RobotList = listOf(Robot).extend({ mail: z.object({ available: z.boolean(), from: z.string().nullable() }) })
const address = z.url({ protocol: /^https?$/ }).max(500)
export const RobotInput = z.strictObject({
  name: line(60),
  kind: RobotKind,
  address,
  secret: line(200).optional(),
  unitId: Id.nullable().default(null),
  active: z.boolean().default(true),
})
export const RobotChange = z.strictObject({
  name: line(60).optional(),
  address: address.optional(),
  secret: line(200).nullable().optional(),
  unitId: Id.nullable().optional(),
  active: z.boolean().optional(),
  version: Version,
})
/** 测试: `sent`, or what the other side or the guard said. */
export const SendTest = z.object({ sent: z.boolean(), error: z.string().nullable() })

export type NoticeKind = z.infer<typeof NoticeKind>
export type Notice = z.infer<typeof Notice>
export type NoticeList = z.infer<typeof NoticeList>
export type NoticePreference = z.infer<typeof NoticePreference>
export type Robot = z.infer<typeof Robot>
export type RobotKind = z.infer<typeof RobotKind>
