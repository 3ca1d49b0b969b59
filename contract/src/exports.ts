import { z } from 'zod'
import { Id, Instant } from './primitives.ts'

/** 导出: what may leave as a table. `measureRows` are the cases behind a figure. */
export const ExportKind = z.enum(['cases', 'measureRows', 'contacts', 'surveys'])
export const ExportFormat = z.enum(['csv', 'xlsx'])

/** `complete`: to the last row. `gone`: its reader went away; `stopped`: a right or the sign-in ended on the way. */
export const ExportState = z.enum(['waiting', 'running', 'complete', 'cancelled', 'gone', 'stopped', 'failed'])

export const ExportInput = z.strictObject({
  what: ExportKind,
  /** As the list itself is asked, by the names of its address: `{"status":"handling,returned"}`; of figures also `name`. Paging is left out. */
  query: z.record(z.string().max(40), z.string().max(2_000)).default({}),
  format: ExportFormat.default('csv'),
  /** Names and phones in full (needs `customers:reveal` and a reason, and is audited); else masked. */
  inFull: z.boolean().default(false),
  reason: z.string().trim().max(500).optional(),
})

export const DataExport = z.object({
  id: Id,
  what: ExportKind,
  format: ExportFormat,
  inFull: z.boolean(),
  state: ExportState,
  /** Written up to now. */
  rows: z.number().int(),
  /** As many as there were when it was asked for. */
  expected: z.number().int(),
  madeAt: Instant,
  endedAt: Instant.nullable(),
})

export type ExportKind = z.infer<typeof ExportKind>
export type ExportFormat = z.infer<typeof ExportFormat>
export type ExportState = z.infer<typeof ExportState>
export type ExportInput = z.infer<typeof ExportInput>
export type DataExport = z.infer<typeof DataExport>
