import type { Keys } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { resealColumn } from '../platform/reseal.ts'

/** Seals what customers wrote in surveys anew with the newest key. @returns how many */
export const rotateSurveyKeys = (database: Database, keys: Keys, tenantId: string) =>
  resealColumn(database, keys, tenantId, { table: 'survey_text', column: 'cipher', key: { survey_id: 'uuid' } })
