import type { Keys } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { resealColumn } from '../platform/reseal.ts'

/** 密钥轮换: seals the original texts of all events anew with the newest key; their digests stay. @returns how many */
export const rotateTextKeys = (database: Database, keys: Keys, tenantId: string) =>
  resealColumn(database, keys, tenantId, { table: 'case_text', column: 'cipher', key: { case_id: 'uuid', event_no: 'integer' } })
