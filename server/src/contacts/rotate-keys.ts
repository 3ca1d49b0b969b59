import type { Keys } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { resealColumn } from '../platform/reseal.ts'

/** Seals what was said in contacts anew with the newest key. @returns how many */
export const rotateContactKeys = (database: Database, keys: Keys, tenantId: string) =>
  resealColumn(database, keys, tenantId, { table: 'contact_text', column: 'cipher', key: { contact_id: 'uuid' } })
