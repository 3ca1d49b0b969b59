import { z } from 'zod'
import { ServqualDimension } from './follow-ups.ts'
import { Instant, Interval, Share } from './primitives.ts'

// 满意度: what answers of customers say together. Source: docs/rules/follow-up.md

/** A share with Wilson's interval (95 %); `ratio` null: not enough data. */
export const MeasuredShare = z.object({ count: z.number().int(), of: z.number().int(), ratio: Share.nullable(), interval: Interval })
/** A mean with its interval (Student, 95 %); `mean` null: not enough data. */
export const MeasuredMean = z.object({ of: z.number().int(), mean: z.number().nullable(), interval: Interval })
export const SurveyGroup = z.object({
  key: z.string().nullable(),
  name: z.string().nullable(),
  /** 回收率: answered of asked. */
  response: MeasuredShare,
  /** 满意率: 4 and 5 of those who gave a score. */
  satisfied: MeasuredShare,
  mean: MeasuredMean,
  solved: MeasuredShare,
  /** Promoters (9, 10) less detractors (0–6), −100 to 100. */
  nps: MeasuredMean,
})
export const SurveyMeasures = z.object({
  from: Instant,
  to: Instant,
  by: z.enum(['unit', 'category', 'month']),
  rows: z.array(SurveyGroup),
  total: SurveyGroup,
  /** 差距 = 感知 − 期望 */
  servqual: z.array(z.object({ dimension: ServqualDimension, expected: MeasuredMean, perceived: MeasuredMean, gap: MeasuredMean })),
  /** Answered about cases that are still open: counted once they are over. */
  notYetCounted: z.number().int(),
  /** Fewest answers before a figure is told. */
  needed: z.number().int(),
  /** Of low scores decided on: 重开, 关怀. */
  lowScores: z.object({ all: z.number().int(), open: z.number().int(), reopened: z.number().int(), care: z.number().int() }),
})
export const SurveyMeasuresQuery = z.strictObject({
  from: Instant.optional(),
  to: Instant.optional(),
  by: z.enum(['unit', 'category', 'month']).default('unit'),
})

export type SurveyGroup = z.infer<typeof SurveyGroup>
export type SurveyMeasures = z.infer<typeof SurveyMeasures>
export type MeasuredShare = z.infer<typeof MeasuredShare>
export type MeasuredMean = z.infer<typeof MeasuredMean>
