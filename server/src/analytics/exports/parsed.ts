import type { z } from 'zod'
import { AppError } from '../../platform/errors.ts'

/** The filter of a list as the list itself reads it; paging is the export's own. @throws INPUT_INVALID */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  { cursor: _, limit: __, ...query }: Record<string, string>,
): z.infer<Schema> {
  const read = schema.safeParse(query)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path, message }) => ({ pointer: `#/query/${path.join('/')}`, detail: message }))
  throw new AppError('INPUT_INVALID', errors[0]?.detail, { errors })
}
