import { z } from 'zod'
import { Stage, Status } from './codes.ts'
import { Id, Instant, line, listOf, Named, PageQuery, Version } from './primitives.ts'

/** 1 班长 · 2 部门负责人 · 3 分管领导 · 4 危机小组 */
const EscalationLevel = z.number().int().min(1).max(4)

/** What a rule looks at. Source: docs/rules/escalation.md */
export const EscalationTrigger = z.enum(['clock', 'stage', 'severity', 'reminders', 'repeats', 'sendBacks', 'regulator'])

const rule = {
  name: line(60),
  trigger: EscalationTrigger,
  /** Only clocks of this regime; left out: every clock that is the company's. */
  regime: line(40).nullable(),
  /** Percent of the time, stage, severity (1 general … 4 critical) or a count. */
  atLeast: z.number().int().min(1).max(1_000),
  toLevel: EscalationLevel,
  effectiveFrom: Instant,
  active: z.boolean(),
}
export const EscalationRule = z.object({ id: Id, ...rule, version: z.number().int() })
export const EscalationRules = listOf(EscalationRule)
export const EscalationRuleInput = z.strictObject({
  ...rule,
  regime: rule.regime.default(null),
  effectiveFrom: Instant.optional(),
  active: z.boolean().default(true),
})
export const EscalationRuleChange = z.strictObject(rule).partial().extend({ version: Version })

const Minute = z.number().int().min(0).max(1_439)
const Day = z.iso.date()
const shift = {
  unitId: Id.nullable(),
  level: EscalationLevel,
  userId: Id,
  /** 1 Monday … 7 Sunday; none: every day. */
  weekday: z.number().int().min(1).max(7).nullable(),
  /** Minutes after midnight in the tenant's zone; an end not after the start lies on the next day. */
  fromMinute: Minute,
  toMinute: Minute,
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
}
/** 值班 */
export const OnCallShift = z.object({
  id: Id,
  ...shift,
  unitName: z.string().nullable(),
  personName: z.string(),
  version: z.number().int(),
})
export const OnCallShifts = listOf(OnCallShift)
export const OnCallShiftInput = z.strictObject({
  ...shift,
  unitId: shift.unitId.default(null),
  weekday: shift.weekday.default(null),
  validFrom: shift.validFrom.default(null),
  validTo: shift.validTo.default(null),
})
export const OnCallShiftChange = OnCallShiftInput.extend({ version: Version })
export const OnCallNowQuery = z.strictObject({ unitId: Id.optional(), at: Instant.optional() })
/** Who is called at each level now: by the list, or, where nobody stands on it, along the unit tree. */
export const OnCallNow = z.object({
  levels: z.array(z.object({ level: EscalationLevel, people: z.array(Named), fromList: z.boolean() })),
})
/** 导入值班表: `added` rows; a file with any wrong row changes nothing and answers INPUT_INVALID with the rows. */
export const OnCallImported = z.object({ added: z.number().int() })

/** 催办间隔: how often one sender may ask of one case. */
export const WorkflowSetting = z.object({
  staffReminderMinutes: z.number().int().min(0).max(10_080),
  customerReminderMinutes: z.number().int().min(0).max(10_080),
  version: z.number().int(),
})
export const WorkflowSettingChange = z.strictObject({ ...WorkflowSetting.shape, version: Version })

export const SupervisionListQuery = PageQuery.extend({
  state: z.enum(['open', 'overdue', 'answered', 'ended', 'all']).default('open'),
})
/** 督办 */
export const SupervisionRow = z.object({
  id: Id,
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  stage: Stage.nullable(),
  unit: Named.nullable(),
  handler: Named.nullable(),
  reason: z.string(),
  at: Instant,
  by: Named.nullable(),
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: Named.nullable(),
  endedAt: Instant.nullable(),
})
export const SupervisionList = listOf(SupervisionRow)

export type EscalationRule = z.infer<typeof EscalationRule>
export type EscalationTrigger = z.infer<typeof EscalationTrigger>
export type OnCallShift = z.infer<typeof OnCallShift>
export type OnCallNow = z.infer<typeof OnCallNow>
export type SupervisionRow = z.infer<typeof SupervisionRow>
export type SupervisionList = z.infer<typeof SupervisionList>
export type WorkflowSetting = z.infer<typeof WorkflowSetting>
