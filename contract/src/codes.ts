import { z } from 'zod'

/** Every code list of the product; the words people see stand in the web's zh-CN.json. Source: docs/rules/codes.md */
export const Channel = z.enum([
  'hotline',
  'web',
  'email',
  'sms',
  'chat',
  'wechat',
  'app',
  'social',
  'letter',
  'walk_in',
  'regulator',
  'import',
  'api',
])
export const Status = z.enum([
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'returned',
  'answered',
  'confirmed',
  'closed',
  'archived',
  'declined',
  'withdrawn',
])
export const Severity = z.enum(['general', 'major', 'serious', 'critical'])
export const Priority = z.enum(['low', 'normal', 'high', 'critical'])
export const Finding = z.enum(['substantiated', 'partly', 'unsubstantiated', 'unverifiable'])
export const Sentiment = z.enum(['negative', 'neutral', 'positive'])
export const Signal = z.enum([
  'regulator',
  'media',
  'legal',
  'crowd',
  'safety',
  'selfHarm',
  'vulnerable',
  'insult',
  'compensation',
  'deadline',
  'professional',
  'personalData',
])
/** Life-cycle stage 1 产生问题 … 5 越级投诉. */
export const Stage = z.number().int().min(1).max(5)
export const ComplainantKind = z.enum(['person', 'organisation', 'representative', 'anonymous'])
export const CustomerTier = z.enum(['ordinary', 'vip', 'largeUser', 'keyAccount'])
export const CustomerLifecycle = z.enum(['prospect', 'acquired', 'growing', 'retained', 'winBack', 'lost'])
export const UnitKind = z.enum(['company', 'callCentre', 'department', 'partner'])
export const RemedyKind = z.enum(['refund', 'compensation', 'replacement', 'repair', 'discount', 'apology', 'other'])
/** What stands in the ledger: remedies, and 感谢奖励 for a useful complaint. */
export const GrantKind = z.enum([...RemedyKind.options, 'thanks'])
/** 外部费用: paid to others for a case. */
export const FeeKind = z.enum(['test', 'repair', 'logistics', 'legal', 'regulator', 'other'])
export const LinkKind = z.enum(['duplicateOf', 'repeatOf', 'childOf', 'related'])
/** A category or cause code: `quality.fault`, a code a node. */
export const TreeCode = z.string().regex(/^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*){0,3}$/)

/** Codes of events on a case's timeline and in the feed. */
export const EventKind = z.enum([
  'complaint.received',
  'case.accepted',
  'case.declined',
  'case.classified',
  'case.stageChanged',
  'case.noted',
  'case.linked',
  'case.messageSent',
  'case.messageReceived',
  'case.revealed',
  'case.reminded',
  'case.fileAdded',
  'case.called',
  'case.assigned',
  'case.respondentsNamed',
  'case.dispatched',
  'case.receipted',
  'case.transferred',
  'case.sentBack',
  'case.recalled',
  'case.disputeDecided',
  'case.taskDone',
  'case.taskExcused',
  'case.taskSentBack',
  'case.returned',
  'case.reviewed',
  'case.remedyGranted',
  'case.remedyProposed',
  'case.remedyDecided',
  'case.remedyReversed',
  'case.approvalReminded',
  'case.feeEntered',
  'case.answered',
  'case.followedUp',
  'case.confirmed',
  'case.surveyAnswered',
  'case.causeFound',
  'case.findingMade',
  'case.findingAppealed',
  'case.appealed',
  'case.restrictionBegan',
  'case.restrictionEased',
  'case.restrictionEnded',
  'case.protectionBegan',
  'case.protectionEnded',
  'case.closed',
  'case.reopened',
  'case.archived',
  'case.withdrawn',
  'case.suspended',
  'case.resumed',
  'case.escalated',
  'case.deEscalated',
  'case.supervised',
  'case.supervisionAnswered',
  'case.supervisionOverdue',
  'case.supervisionEnded',
  'case.extended',
  'case.merged',
  'case.split',
  'case.erased',
  'sla.started',
  'sla.due_soon',
  'sla.breached',
  'sla.stopped',
  'task.due_soon',
  'task.breached',
])

export type Channel = z.infer<typeof Channel>
export type Status = z.infer<typeof Status>
export type Severity = z.infer<typeof Severity>
export type Priority = z.infer<typeof Priority>
export type Finding = z.infer<typeof Finding>
export type Sentiment = z.infer<typeof Sentiment>
export type Signal = z.infer<typeof Signal>
export type CustomerTier = z.infer<typeof CustomerTier>
export type CustomerLifecycle = z.infer<typeof CustomerLifecycle>
export type UnitKind = z.infer<typeof UnitKind>
export type RemedyKind = z.infer<typeof RemedyKind>
export type GrantKind = z.infer<typeof GrantKind>
export type FeeKind = z.infer<typeof FeeKind>
export type LinkKind = z.infer<typeof LinkKind>
export type EventKind = z.infer<typeof EventKind>
