import { recordAudit } from '../../audit/index.ts'
import type { Database, Db } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { isPassword } from '../passwords/hash.ts'
import { inHashSlot } from '../passwords/hash-slots.ts'
import type { UserAccountRow } from '../tables.ts'
import { lockedUntilAfter } from './lock-out.ts'
import { countWrongName, refuseLocked, refuseLockedName } from './tries.ts'

export type Proof = { tenantId: string; password: string; now: Date; address: string }

/**
 * Proves that somebody knows the password of an account, and what else `further` asks. The whole try holds a place among the hashes, so
 * no more than two guesses are ever under way and the lock cannot be run around. A wrong try is counted whatever the caller does next.
 * @param find the account, read anew when its turn comes  @param nameKey the name tried, where no account may be found
 * @throws SIGN_IN_FAILED, LOCKED_OUT, RATE_LIMITED and what `further` throws
 */
export async function provePassword(
  database: Database,
  proof: Proof,
  find: (db: Db) => Promise<UserAccountRow | undefined>,
  nameKey: string,
  further: (account: UserAccountRow) => Promise<void> = async () => {},
): Promise<UserAccountRow> {
  return inHashSlot(async () => {
    const account = await find(database.tenant(proof.tenantId))
    if (account) refuseLocked(account.locked_until, proof.now)
    else refuseLockedName(nameKey, proof.now)

    const isRight = await isPassword(account?.password_hash ?? null, proof.password)
    if (!account) countWrongName(nameKey, proof.now)
    if (!account || !isRight || !account.active) {
      await countWrongTry(database, proof, account)
      throw new AppError('SIGN_IN_FAILED', '请检查用户名、密码和企业代码')
    }
    try {
      await further(account)
    } catch (error) {
      if (error instanceof AppError && error.code === 'SECOND_FACTOR_INVALID') await countWrongTry(database, proof, account)
      throw error
    }
    return account
  })
}

/** Counts a wrong try and locks the account with the fifth; the audit record names no unknown names, people type passwords there. */
function countWrongTry(database: Database, { tenantId, now, address }: Proof, account: UserAccountRow | undefined) {
  return database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const entry = { tenantId, actorId: null, subjectId: account?.id ?? null, at: now }
      await recordAudit(tx, { ...entry, kind: 'session.failed', facts: { address, known: account !== undefined } })
      if (!account) return
      const counted = await tx
        .updateTable('user_account')
        .set((eb) => ({ failed_attempts: eb('failed_attempts', '+', 1) }))
        .where('tenant_id', '=', tenantId)
        .where('id', '=', account.id)
        .returning('failed_attempts')
        .executeTakeFirstOrThrow()
      const lockedUntil = lockedUntilAfter(counted.failed_attempts, now)
      if (!lockedUntil) return
      await tx
        .updateTable('user_account')
        .set({ locked_until: lockedUntil })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', account.id)
        .execute()
      await recordAudit(tx, {
        ...entry,
        kind: 'account.locked',
        facts: { until: lockedUntil.toISOString(), tries: counted.failed_attempts },
      })
    })
}
