import { z } from 'zod'
import { MeasureCut, Measured, MeasureFigure, MeasureFilter, MeasureMoment, MeasureName, MeasureRow, PivotKey } from './measures.ts'
import { Instant } from './primitives.ts'

/** 看板 that come with the product. */
export const ShippedDashboard = z.enum(['manager', 'supervisor', 'unit', 'quality', 'customers'])
/** 趋势 · 条形 · 帕累托 · 控制图 · 漏斗 · 热力图 · 客户去向 · 流向 */
export const CardKind = z.enum(['trend', 'bars', 'pareto', 'control', 'funnel', 'heat', 'cohort', 'flows'])

/** 卡片: one measure, cut and drawn one way; its own filter stands over that of the page. */
export const DashboardCard = z.strictObject({
  id: z.string().min(1).max(40),
  kind: CardKind,
  measure: MeasureName,
  /** Left out of a trend or control chart: by what suits the length of the period; of a funnel or flows: not cut. */
  by: MeasureCut.optional(),
  /** Of a heat map: the cut along its other side. */
  across: MeasureCut.optional(),
  /** Shares of the measure's cases, each a step of a funnel or a part of a cohort. */
  steps: z.array(MeasureName).max(8).optional(),
  /** The reader may choose among these. */
  cuts: z.array(MeasureCut).max(16).optional(),
  wide: z.boolean().default(false),
  /** Instead of the measure's. */
  title: z.string().trim().min(1).max(60).optional(),
  /** Under which of the page's questions it stands. */
  part: z.string().max(20).optional(),
  filter: z.strictObject(MeasureFilter).optional(),
})

export const DashboardParams = z.object({ name: ShippedDashboard })
export const DashboardQuery = z.strictObject({ ...MeasureMoment, cut: MeasureCut.optional(), ...MeasureFilter })

/** 控制图: the centre, and for each row its limits (3 sigma) with the run rules it completes; null where the row tells nothing yet. */
export const ControlFigures = z.object({
  centre: z.number(),
  points: z.array(z.object({ lower: z.number(), upper: z.number(), rules: z.array(z.number().int().min(1).max(8)) }).nullable()),
})
/** 热力图: by row, then by column; null where nothing fell. */
export const HeatFigures = z.object({
  across: MeasureCut,
  rowKeys: z.array(PivotKey),
  columnKeys: z.array(PivotKey),
  cells: z.array(z.array(MeasureFigure.nullable())),
})
/** 流向: how many cycles went from one unit (or the desk) to another; `key` is the filter `flow` of its rows. */
export const FlowFigure = z.object({ key: z.string(), from: PivotKey, to: PivotKey, count: z.number().int() })

export const CardFigures = z.object({
  card: DashboardCard,
  /** As it was cut. */
  by: MeasureCut.nullable(),
  measured: Measured,
  /** Of counts over time: the period before, step for step. */
  before: z.array(MeasureRow),
  /** 预测: what is expected of the days after the period, with what eight in ten days lie between. */
  expected: z.array(z.object({ day: z.iso.date(), expected: z.number(), low: z.number(), high: z.number() })),
  steps: z.array(Measured),
  control: ControlFigures.nullable(),
  heat: HeatFigures.nullable(),
  flows: z.array(FlowFigure),
})
export const DashboardFigures = z.object({
  from: Instant,
  to: Instant,
  sequence: z.number().int(),
  /** How much of a recount is done, 0–1; null while none runs. */
  recounting: z.number().nullable(),
  cards: z.array(CardFigures),
})

export type ShippedDashboard = z.infer<typeof ShippedDashboard>
export type CardKind = z.infer<typeof CardKind>
export type DashboardCard = z.infer<typeof DashboardCard>
export type DashboardQuery = z.infer<typeof DashboardQuery>
export type ControlFigures = z.infer<typeof ControlFigures>
export type HeatFigures = z.infer<typeof HeatFigures>
export type FlowFigure = z.infer<typeof FlowFigure>
export type CardFigures = z.infer<typeof CardFigures>
export type DashboardFigures = z.infer<typeof DashboardFigures>
