import { z } from 'zod'
import { MeasureCut, Measured, MeasureFilter, MeasureMoment, MeasureName, MeasureRow } from './measures.ts'
import { Instant } from './primitives.ts'

/** 看板 that come with the product. */
export const ShippedDashboard = z.enum(['manager'])
/** 趋势 · 条形 · 帕累托 */
export const CardKind = z.enum(['trend', 'bars', 'pareto'])

/** 卡片: one measure, cut and drawn one way; its own filter stands over that of the page. */
export const DashboardCard = z.strictObject({
  id: z.string().min(1).max(40),
  kind: CardKind,
  measure: MeasureName,
  /** Left out of a trend: by what suits the length of the period. */
  by: MeasureCut.optional(),
  /** The reader may choose among these. */
  cuts: z.array(MeasureCut).max(13).optional(),
  wide: z.boolean().default(false),
  /** Instead of the measure's. */
  title: z.string().trim().min(1).max(60).optional(),
  /** Under which of the page's questions it stands. */
  part: z.string().max(20).optional(),
  filter: z.strictObject(MeasureFilter).optional(),
})

export const DashboardParams = z.object({ name: ShippedDashboard })
export const DashboardQuery = z.strictObject({ ...MeasureMoment, cut: MeasureCut.optional(), ...MeasureFilter })

export const CardFigures = z.object({
  card: DashboardCard,
  /** As it was cut. */
  by: MeasureCut,
  measured: Measured,
  /** Of counts over time: the period before, step for step. */
  before: z.array(MeasureRow),
  /** 预测: what is expected of the days after the period, with what eight in ten days lie between. */
  expected: z.array(z.object({ day: z.iso.date(), expected: z.number(), low: z.number(), high: z.number() })),
})
export const DashboardFigures = z.object({ from: Instant, to: Instant, sequence: z.number().int(), cards: z.array(CardFigures) })

export type ShippedDashboard = z.infer<typeof ShippedDashboard>
export type CardKind = z.infer<typeof CardKind>
export type DashboardCard = z.infer<typeof DashboardCard>
export type DashboardQuery = z.infer<typeof DashboardQuery>
export type CardFigures = z.infer<typeof CardFigures>
export type DashboardFigures = z.infer<typeof DashboardFigures>
