import { z } from 'zod'
import { line } from './primitives.ts'

/** How a column's numbers are written. */
export const ShownKind = z.enum(['text', 'count', 'share', 'minutes', 'times', 'fen'])
const Cell = z.union([z.string().max(2_000), z.number(), z.null()])
/** 表格文件: a table as it stands on the page, made a file. `fen` is written in yuan. */
export const ShownTable = z.strictObject({
  name: line(200),
  /** What stands above the table: period, filters. */
  notes: z.array(z.string().max(500)).max(10).default([]),
  columns: z
    .array(z.strictObject({ title: z.string().max(200), kind: ShownKind.default('text') }))
    .min(1)
    .max(100),
  rows: z.array(z.array(Cell).max(100)).max(5_000),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
})
export type ShownKind = z.infer<typeof ShownKind>
export type ShownTable = z.input<typeof ShownTable>
