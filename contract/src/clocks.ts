import { z } from 'zod'
import { EventKind, TreeCode } from './codes.ts'
import { Id, Instant, line, listOf, Reason, Version } from './primitives.ts'

// 时限: rules as data, settings, what a clock of a case shows, and on-time figures. Source: docs/rules/clocks.md

export const LimitUnit = z.enum(['workingMinute', 'workingHour', 'workingDay', 'calendarMinute', 'calendarHour', 'calendarDay'])
/** Whose duty: the company's own clock runs; an authority's is shown as an expected date; information is only told. */
export const ClockDuty = z.enum(['company', 'authority', 'information'])
/** H: read in the source. H/M: read in part, the rest quoted or from a second hand. M: quoted, the text itself was not seen. L: content not known. */
export const Confidence = z.enum(['H', 'H/M', 'M', 'L'])
/** 挂起原因: why a case waits. */
export const SuspendCause = z.enum(['customer', 'appraisal', 'thirdParty', 'mediation', 'forceMajeure', 'other'])
export const Industry = z.enum([
  'electricity',
  'telecom',
  'internet',
  'banking',
  'insurance',
  'post',
  'ecommerce',
  'government',
  'ukFinance',
  'gbEnergy',
  'usFinance',
])

/** 延期规则: who may approve, until when at most (the whole time from the start), and whether the customer must be told. */
export const ExtensionRule = z.strictObject({
  approver: z.enum(['cases:extend', 'cases:approve']),
  most: z.strictObject({ amount: z.number().positive().max(10_000), unit: LimitUnit }).nullable(),
  customerTold: z.boolean(),
})

const day = z.iso.date()
const codePart = z.string().regex(/^[a-zA-Z0-9]+(\.[a-zA-Z0-9]+){0,5}$/)
export const ClockRuleDefinition = z.strictObject({
  code: codePart,
  regime: codePart,
  regimeName: line(100),
  regimeNameEn: line(160),
  step: codePart,
  stepName: line(100),
  stepNameEn: line(160),
  duty: ClockDuty,
  amount: z.number().positive().max(10_000).nullable(),
  unit: LimitUnit.nullable(),
  /** Event of the case from which it counts; null: its beginning is nothing this system sees. */
  startsOn: EventKind.nullable(),
  startsText: line(200),
  endsOn: z.array(EventKind).max(10),
  /** Suspensions that stop it; none: it runs through every one. */
  suspendCauses: z.array(SuspendCause).max(6),
  extension: ExtensionRule.nullable(),
  source: line(300),
  confidence: Confidence,
  industries: z.array(Industry).max(11),
  /** Words in the name of the regulator who referred the case. */
  regulators: z.array(line(40)).max(20),
  effectiveFrom: day.nullable(),
  /** The last day. */
  effectiveTo: day.nullable(),
  /** Needs facts that nobody records; a person must decide whether it holds. */
  byHand: z.boolean(),
  note: z.string().trim().max(500),
})

const percents = z
  .array(z.number().int().min(1).max(100))
  .min(1)
  .max(10)
  .transform((given) => [...new Set([...given, 100])].sort((a, b) => a - b))

/** A rule as it stands today: what is shipped or made here, and what was decided on it. */
export const ClockRule = ClockRuleDefinition.extend({
  shipped: z.boolean(),
  /** What a shipped rule says, in English; the company's own is as it was written. */
  english: z.object({ startsText: z.string(), source: z.string(), note: z.string() }).nullable(),
  active: z.boolean(),
  /** What it does: `starts` a clock, shows an `expected` date, or is `off`. */
  effect: z.enum(['starts', 'expected', 'off']),
  /** Why it is not on, or not by itself: `notVerified` when the source was not read. */
  reasons: z.array(z.enum(['notVerified', 'noAmount', 'noStart', 'byHand', 'information', 'notInForce', 'otherIndustry', 'switchedOff'])),
  /** Only cases referred by its regulator. */
  byRegulator: z.boolean(),
  warnPercents: z.array(z.number().int()),
  /** Its own percentages, not the company's. */
  warnsItself: z.boolean(),
  decision: z.object({ note: z.string(), at: Instant, by: z.string().nullable() }).nullable(),
  version: z.number().int(),
})
export const ClockRules = listOf(ClockRule)
/** 开关、预警比例, and what a rule of the company's own says: from now on, for clocks that start later; a note says why. */
export const ClockRuleChange = z.strictObject({
  active: z.boolean(),
  /** null: those of the company. */
  warnPercents: percents.nullable().default(null),
  /** Of the company's own rules only; code, regime and step stay. */
  definition: ClockRuleDefinition.optional(),
  note: Reason,
  version: Version,
})
/** 自定规则: the company's own. Of no industry and no regulator it holds for every case. */
export const ClockRuleInput = z.strictObject({
  definition: ClockRuleDefinition,
  active: z.boolean().default(true),
  warnPercents: percents.nullable().default(null),
  note: Reason,
})

export const ClockSettings = z.object({
  industry: Industry.nullable(),
  industrySince: Instant.nullable(),
  warnPercents: z.array(z.number().int()),
  version: z.number().int(),
})
export const ClockSettingsChange = z.strictObject({ industry: Industry.nullable(), warnPercents: percents, version: Version })

const Period = { from: Instant, to: Instant }
/** 按时: of what was due in the period, how much was done in time; what is still open and late counts as not. */
export const OnTimeQuery = z.strictObject({
  ...Period,
  by: z.enum(['unit', 'step', 'category', 'month']).default('unit'),
  regime: z.string().max(60).optional(),
  step: z.string().max(60).optional(),
  category: TreeCode.optional(),
})
export const OnTimeRow = z.object({
  key: z.string().nullable(),
  name: z.string().nullable(),
  due: z.number().int(),
  onTime: z.number().int(),
  late: z.number().int(),
  openLate: z.number().int(),
  ratio: z.number().nullable(),
  /** Wilson, 95 %. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
export const OnTime = z.object({ ...Period, by: z.string(), rows: z.array(OnTimeRow), total: OnTimeRow })

export const Clock = z.object({
  /** null: an expected date of an authority, which is no clock. */
  id: Id.nullable(),
  regime: z.string(),
  step: z.string(),
  /** null: the company's own; the web has its words. */
  name: z.object({ regime: z.string(), regimeEn: z.string(), step: z.string(), stepEn: z.string() }).nullable(),
  duty: ClockDuty,
  startedAt: Instant,
  dueAt: Instant.nullable(),
  state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled', 'expected']),
  /** By how much of its own time pauses stopped it. */
  pausedMinutes: z.number().int(),
  endedAt: Instant.nullable(),
  breachedAt: Instant.nullable(),
  amount: z.number().nullable(),
  unit: LimitUnit.nullable(),
  percentTold: z.number().int(),
  pauses: z.array(z.object({ from: Instant, to: Instant.nullable(), cause: SuspendCause, reason: z.string() })),
  extensions: z.array(
    z.object({
      at: Instant,
      by: z.string().nullable(),
      from: Instant.nullable(),
      to: Instant,
      reason: z.string(),
      customerTold: z.boolean(),
    }),
  ),
  extensionRule: ExtensionRule.nullable(),
  source: z.string().nullable(),
  confidence: Confidence.nullable(),
  /** Counted over days whose holidays are not announced yet. */
  assumed: z.boolean(),
})

export type LimitUnit = z.infer<typeof LimitUnit>
export type ClockDuty = z.infer<typeof ClockDuty>
export type SuspendCause = z.infer<typeof SuspendCause>
export type Industry = z.infer<typeof Industry>
export type ExtensionRule = z.infer<typeof ExtensionRule>
export type ClockRuleDefinition = z.infer<typeof ClockRuleDefinition>
export type ClockRule = z.infer<typeof ClockRule>
export type ClockRuleChange = z.infer<typeof ClockRuleChange>
export type ClockRuleInput = z.infer<typeof ClockRuleInput>
export type ClockSettings = z.infer<typeof ClockSettings>
export type ClockSettingsChange = z.infer<typeof ClockSettingsChange>
export type OnTimeQuery = z.infer<typeof OnTimeQuery>
export type OnTimeRow = z.infer<typeof OnTimeRow>
export type OnTime = z.infer<typeof OnTime>
export type Clock = z.infer<typeof Clock>
