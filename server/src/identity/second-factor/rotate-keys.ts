import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { resealColumn } from '../../platform/reseal.ts'

/** 密钥轮换: seals the secrets of authenticator apps anew with the newest key; nobody has to set up the app again. @returns how many */
export const rotateSecondFactorKeys = (database: Database, keys: Keys, tenantId: string) =>
  resealColumn(database, keys, tenantId, { table: 'user_account', column: 'totp_secret_cipher', key: { id: 'uuid' } })
