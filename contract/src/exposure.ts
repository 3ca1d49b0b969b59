import { z } from 'zod'
import { Instant, line, listOf, Named, Version } from './primitives.ts'
import { Month } from './risk-points.ts'

// 暴露量: how many customers, orders, meters or vehicles there were in a month, which complaints are measured by. Source: docs/rules/exposure.md

export const ExposureKind = z.enum(['customers', 'orders', 'meters', 'vehicles'])
/** Of the whole without product and region, else of that product, region, or product in that region. */
const Where = { kind: ExposureKind, month: Month, product: line(200).nullable().default(null), region: line(200).nullable().default(null) }

export const ExposureRow = z.object({
  kind: ExposureKind,
  month: Month,
  product: z.string().nullable(),
  region: z.string().nullable(),
  amount: z.number().int(),
  /** Where the figure comes from. */
  source: z.string(),
  at: Instant,
  by: Named.nullable(),
})
export const ExposureList = listOf(ExposureRow)
export const ExposureQuery = z.strictObject({ kind: ExposureKind.optional(), from: Month.optional(), to: Month.optional() })

/** Figures to be set; `amount` null takes one out. All of them or none. */
export const ExposuresInput = z.strictObject({
  rows: z
    .array(z.strictObject({ ...Where, amount: z.number().int().min(1).max(1_000_000_000_000).nullable(), source: line(200) }))
    .min(1)
    .max(2_000),
})
export const ExposuresDone = z.object({ set: z.number().int(), removed: z.number().int() })
/** What a figure was before: newest first; `amount` null where it was taken out. */
export const ExposureHistoryQuery = z.strictObject({
  kind: ExposureKind,
  month: Month,
  product: line(200).optional(),
  region: line(200).optional(),
})
export const ExposureHistory = listOf(ExposureRow.extend({ amount: z.number().int().nullable() }))

/** 口径: by which kind 万投比 is measured. */
export const ExposureSetting = z.object({ basis: ExposureKind, version: z.number().int() })
export const ExposureSettingChange = z.strictObject({ basis: ExposureKind, version: Version })

export type ExposureKind = z.infer<typeof ExposureKind>
export type ExposureRow = z.infer<typeof ExposureRow>
export type ExposureList = z.infer<typeof ExposureList>
export type ExposuresInput = z.infer<typeof ExposuresInput>
export type ExposureHistory = z.infer<typeof ExposureHistory>
export type ExposureSetting = z.infer<typeof ExposureSetting>
