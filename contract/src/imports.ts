import { z } from 'zod'
import { Id, Instant, listOf } from './primitives.ts'

/** Fields a column of a file may be mapped to. */
export const importFields = [
  'externalId',
  'receivedAt',
  'subject',
  'text',
  'name',
  'phone',
  'email',
  'customerNo',
  'category',
  'product',
  'node',
  'region',
  'amount',
  'remedySought',
  'channel',
  'status',
  'severity',
  'answer',
  'answeredAt',
  'closedAt',
  // Of a referral (转办单): who referred it, its number there, until when an answer is owed.
  'authority',
  'referenceNo',
  'dueAt',
] as const
export const ImportField = z.enum(importFields)
export const ImportState = z.enum(['reading', 'ready', 'committing', 'committed', 'failed', 'undone'])

/** Column number (0-based, as text) → field; a column left out is not used; the file itself is kept. */
export const ImportMapping = z.record(z.string().regex(/^\d{1,4}$/), ImportField)
export const ImportMappingInput = z.strictObject({ mapping: ImportMapping, sheet: z.string().max(100).optional() })
export const ImportCommitInput = z.strictObject({ as: z.enum(['history', 'toHandle']).optional() })

export const ImportProblem = z.object({
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  detail: z.string(),
  severity: z.enum(['error', 'warning']),
})

export const Import = z.object({
  id: Id,
  fileName: z.string(),
  state: ImportState,
  /** Encoding or sheet that was read, e.g. `utf-8`, `gb18030`, `xlsx:Sheet1`. */
  source: z.string().nullable(),
  sheets: z.array(z.string()),
  columns: z.array(z.object({ index: z.number().int(), name: z.string(), samples: z.array(z.string()) })),
  mapping: ImportMapping,
  /** Up to 50 rows as they would be stored, with what is wrong in each. */
  preview: z.array(z.object({ row: z.number().int(), values: z.record(z.string(), z.string()), problems: z.array(z.string()) })),
  problems: z.array(ImportProblem),
  counts: z.object({
    rows: z.number().int(),
    good: z.number().int(),
    bad: z.number().int(),
    committed: z.number().int(),
    known: z.number().int(),
    undone: z.number().int(),
    keptOnUndo: z.number().int(),
  }),
  /** Earliest and latest date in the file, and what `as` will be when left out. */
  dates: z.object({ from: Instant, to: Instant }).nullable(),
  proposedAs: z.enum(['history', 'toHandle']).nullable(),
  as: z.enum(['history', 'toHandle']).nullable(),
  detail: z.string().nullable(),
  /** After an undo: the cases that were already worked on, and the rows that met an existing externalId. */
  kept: z.array(z.object({ caseId: Id, number: z.string(), why: z.enum(['workedOn', 'existedBefore']) })),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  can: z.object({ map: z.boolean(), commit: z.boolean(), undo: z.boolean() }),
})
export const ImportRow = Import.pick({ id: true, fileName: true, state: true, counts: true, as: true, createdAt: true, createdBy: true })
export const ImportList = listOf(ImportRow)
export const ImportMade = z.object({ id: Id, state: ImportState })

export type ImportField = z.infer<typeof ImportField>
export type ImportMapping = z.infer<typeof ImportMapping>
export type Import = z.infer<typeof Import>
export type ImportProblem = z.infer<typeof ImportProblem>
