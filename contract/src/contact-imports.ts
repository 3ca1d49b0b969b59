import { z } from 'zod'
import { ContactChannel } from './contacts.ts'
import { Id, Instant, listOf, Named, Share } from './primitives.ts'

/** What a column of a contacts table holds; `speaker` with a turn a row, rows of one `externalId` being one contact. */
export const ContactField = z.enum([
  'externalId',
  'channel',
  'occurredAt',
  'text',
  'speaker',
  'score',
  'name',
  'phone',
  'email',
  'customerNo',
  'product',
  'node',
  'region',
])
/** What a file holds, before (`id` null) or after it was stored. */
export const ContactImport = z.object({
  id: Id.nullable(),
  fileName: z.string(),
  columns: z.array(z.object({ index: z.number().int(), name: z.string(), field: ContactField.nullable(), sample: z.string() })),
  rows: z.number().int(),
  contacts: z.number().int(),
  stored: z.number().int(),
  known: z.number().int(),
  problems: z.array(z.object({ row: z.number().int(), detail: z.string() })),
  bad: z.number().int(),
  preview: z.array(
    z.object({ row: z.number().int(), channel: z.string(), occurredAt: Instant, customer: z.string(), text: z.string(), unhappy: Share }),
  ),
})
export const ContactImportQuery = z.strictObject({
  /** `true`: only read. */
  check: z.enum(['true', 'false']).default('false'),
  /** For rows that name none. */
  channel: ContactChannel.optional(),
  /** `0:externalId,3:text`; else guessed. */
  mapping: z.string().max(2_000).optional(),
})
export const ContactImportRow = z.object({
  id: Id,
  fileName: z.string(),
  at: Instant,
  by: Named.nullable(),
  stored: z.number().int(),
  known: z.number().int(),
  bad: z.number().int(),
  undone: z.number().int(),
  undoneAt: Instant.nullable(),
})
export const ContactImportList = listOf(ContactImportRow)

export type ContactField = z.infer<typeof ContactField>
export type ContactImport = z.infer<typeof ContactImport>
export type ContactImportRow = z.infer<typeof ContactImportRow>
