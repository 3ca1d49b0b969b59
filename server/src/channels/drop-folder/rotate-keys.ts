import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { resealColumn } from '../../platform/reseal.ts'

/** Seals names of dropped files anew with the newest key. @returns how many */
export const rotateDropFolderKeys = (database: Database, keys: Keys, tenantId: string): Promise<number> =>
  resealColumn(database, keys, tenantId, { table: 'dropped_file', column: 'name_cipher', key: { id: 'uuid' } })
