import { z } from 'zod'
import { ImportField } from '../imports.ts'
import { Id, Instant, line, listOf, Version } from '../primitives.ts'

// 投递文件夹: tables that another system puts into a folder are imported by themselves.

const settings = {
  isOpen: z.boolean(),
  /** null: history when the newest row is older than a week, else to handle. */
  as: z.enum(['history', 'toHandle']).nullable(),
  /** Name of a column → field; other columns are guessed. */
  mapping: z.record(line(200), ImportField),
}
export const DropFolder = z.object({ ...settings, path: z.string(), version: z.number().int() })
export const DropFolderInput = z.strictObject({ ...settings, version: Version })
export const DroppedFile = z.object({
  id: Id,
  name: z.string(),
  importId: Id.nullable(),
  state: z.enum(['importing', 'done', 'failed']),
  at: Instant,
  endedAt: Instant.nullable(),
  detail: z.string().nullable(),
})
export const DroppedFileList = listOf(DroppedFile)

export type DropFolder = z.infer<typeof DropFolder>
export type DroppedFile = z.infer<typeof DroppedFile>
