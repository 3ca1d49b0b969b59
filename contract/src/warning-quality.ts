import { z } from 'zod'
import { Id, Instant, line, listOf, Named, Reason } from './primitives.ts'
import { WarningKind } from './warnings.ts'

// 预警质量: were the warnings right, what was missed, and what false ones teach. Measures: docs/rules/warnings.md

/** 漏报: what broke out without a warning before it. */
export const WarningMissInput = z.strictObject({ kind: WarningKind, subject: line(200), happenedAt: Instant, note: line(1_000) })
export const WarningMiss = z.object({
  id: Id,
  kind: WarningKind,
  subject: z.string(),
  happenedAt: Instant,
  note: z.string(),
  at: Instant,
  by: Named.nullable(),
})
export const WarningMisses = listOf(WarningMiss)

/** A share with its Wilson interval (95 %); null when nothing is known. */
const Share = z.object({ hits: z.number().int(), of: z.number().int(), value: z.number(), low: z.number(), high: z.number() }).nullable()
const Quality = z.object({
  raised: z.number().int(),
  labelled: z.number().int(),
  /** 命中率: true ÷ (true + false); unclear ones are counted apart. */
  precision: Share,
  unclear: z.number().int(),
  /** 召回率: events that had a warning before them ÷ events, where events are known. */
  recall: Share,
  /** 提前量: from the warning to what it warned of; median hours of those known. */
  leadHours: z.number().nullable(),
  leadOf: z.number().int(),
  acknowledgedInTime: Share,
  falseAlarms: z.number().int(),
  /** Per series watched and month of 30 days; null when the kind watches no series. */
  falseAlarmsPerSeriesMonth: z.number().nullable(),
})
export const WarningQualityQuery = z.strictObject({ from: Instant.optional(), to: Instant.optional() })
/** 预警质量: rules.md measures, from labels people gave and events that came. */
export const WarningQuality = z.object({
  from: Instant,
  to: Instant,
  all: Quality,
  byKind: z.array(Quality.extend({ kind: WarningKind, series: z.number().int().nullable() })),
  byMonth: z.array(Quality.extend({ month: z.string() })),
  budget: z.object({
    singlesADay: z.number().int(),
    days: z.array(z.object({ day: z.string(), told: z.number().int(), held: z.number().int() })),
  }),
  /** Cases that went outside without a warning before. */
  missedCases: z.array(z.object({ caseId: Id, number: z.string(), at: Instant })),
})

/** 阈值建议: what a higher threshold would have dropped and kept among the labelled warnings of a kind. */
export const WarningProposal = z.object({
  kind: WarningKind,
  fact: z.string(),
  atLeast: z.number(),
  /** What holds now for this fact; null when nothing. */
  now: z.number().nullable(),
  falseDropped: z.number().int(),
  falseKept: z.number().int(),
  trueKept: z.number().int(),
  trueDropped: z.number().int(),
  precisionBefore: z.number(),
  precisionAfter: z.number(),
  warningIds: z.array(Id),
})
export const WarningProposals = listOf(WarningProposal)
export const WarningProposalAcceptance = z.strictObject({ kind: WarningKind, fact: line(40), atLeast: z.number(), reason: Reason })

export type WarningQuality = z.infer<typeof WarningQuality>
export type WarningProposal = z.infer<typeof WarningProposal>
export type WarningMiss = z.infer<typeof WarningMiss>
