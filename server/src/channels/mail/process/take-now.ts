import type { IntakeSources } from '../../../intake/index.ts'
import { sha256 } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Deps } from '../../../platform/deps.ts'
import { insertMail } from '../keep/keep-mail.ts'
import { mailKeyOf } from '../keep/mail-key.ts'
import { storeRaw } from '../keep/raw.ts'
import { readMail } from '../read/parse.ts'
import { tokenOf, written } from '../token.ts'
import { decide } from './process-mail.ts'

type Account = { tenantId: string; id: string }

/**
 * 当场收信: keeps a mail and decides on it at once, in the caller's transaction, where there is no mailbox it could have come from (demo data).
 * @returns its thread and case, null where it was held or ignored
 */
export async function takeMailNow(
  tx: Tx,
  deps: Deps,
  account: Account,
  { uid, raw }: { uid: number; raw: Buffer },
  sources: IntakeSources,
) {
  const now = deps.clock()
  const stored = await storeRaw(deps.files, deps.keys, raw)
  const came = { uidValidity: 1, uid, receivedAt: now, sizeBytes: raw.length, raw, isHeadOnly: false }
  await insertMail(tx, account, came, stored, now)
  const rowNow = () =>
    tx
      .selectFrom('incoming_mail')
      .selectAll()
      .where('tenant_id', '=', account.tenantId)
      .where('account_id', '=', account.id)
      .where('uid', '=', uid)
      .where('sha256', '=', sha256(raw))
      .executeTakeFirstOrThrow()
  await decide(tx, deps, await rowNow(), await readMail(raw), sources, [])
  const { thread, case_id: caseId } = await rowNow()
  return { thread, caseId }
}

/** As it stands in the subject of our answers. */
export const threadMark = async (tx: Tx, deps: Pick<Deps, 'keys'>, tenantId: string, thread: string) =>
  `[${written(tokenOf(await mailKeyOf(tx, deps.keys, tenantId), thread))}]`
