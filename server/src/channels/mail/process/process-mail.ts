import { type Act, systemActor } from '../../../cases/index.ts'
import type { IntakeSources } from '../../../intake/index.ts'
import { isDatabaseGone, isWorthARetry, type Tx } from '../../../platform/database.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { findAccount } from '../../accounts/accounts.ts'
import { markBounced } from '../../outgoing/bounce.ts'
import { bounceOf } from '../judge/bounce.ts'
import { verdictOf } from '../judge/judge.ts'
import { mailKeyOf } from '../keep/mail-key.ts'
import { readRaw } from '../keep/raw.ts'
import { ownMessageOf } from '../own-message.ts'
import { type ReadMail, readMail } from '../read/parse.ts'
import { EmailSettings } from '../settings.ts'
import { takeFiles } from './attachments.ts'
import { factsOf, identityOf, type MailRow } from './facts.ts'
import { decided, headColumns, markMail } from './mark.ts'
import { takeMail } from './take.ts'

const batch = 20
const mostASweep = 500
const minuteMs = 60_000
/** After the first failure … the fourth; the fifth is the last. */
const backOffMinutes = [1, 5, 15, 60]

/** 处理来信: every stored mail in the order it came; one that fails waits, and does not keep the others. */
export const processMails =
  (sources: IntakeSources) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    for (let done = 0; done < mostASweep; ) {
      const rows = await waitingMails(deps, tenantId)
      if (rows.length === 0) return
      for (const row of rows) await processOne(deps, row, sources)
      done += rows.length
    }
  }

const waitingMails = ({ database, clock }: Deps, tenantId: string): Promise<MailRow[]> =>
  database
    .tenant(tenantId)
    .selectFrom('incoming_mail')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'received')
    .where((eb) => eb.or([eb('next_try_at', 'is', null), eb('next_try_at', '<=', clock())]))
    .orderBy('stored_at')
    .orderBy('id')
    .limit(batch)
    .execute()

async function processOne(deps: Deps, row: MailRow, sources: IntakeSources): Promise<void> {
  const inTenant = deps.database.writer(row.tenant_id)
  if (row.tries > backOffMinutes.length)
    return void (await inTenant.transaction().execute((tx) => markFailed(tx, deps, row, null, 'keepsFailing')))
  if (!(await beginTry(deps, row))) return
  if (row.is_head_only) {
    const mail = await mailOf(deps, row).catch(() => null)
    await inTenant.transaction().execute((tx) => markFailed(tx, deps, row, mail, 'tooLarge'))
    return
  }
  const stored: string[] = []
  try {
    const mail = await mailOf(deps, row)
    await inTenant.transaction().execute((tx) => decide(tx, deps, row, mail, sources, stored))
  } catch (error) {
    // Perhaps committed, and only the answer was lost: then the files are the case's.
    if (isDatabaseGone(error)) throw error
    await Promise.all(stored.map((name) => deps.files.remove(name)))
    if (isWorthARetry(error)) {
      await inTenant.transaction().execute((tx) => markWaiting(tx, row, { tries: row.tries, next_try_at: row.next_try_at }))
      throw error
    }
    await inTenant.transaction().execute((tx) => putOff(tx, deps, row, error))
  }
}

/** Counted before the mail is read: one that kills the process is given up like any other that fails. @returns false: another worker has it */
async function beginTry({ database, clock }: Deps, row: MailRow): Promise<boolean> {
  const begun = await markMail(database.tenant(row.tenant_id), row, {
    tries: row.tries + 1,
    next_try_at: new Date(clock().getTime() + (backOffMinutes[row.tries] ?? 0) * minuteMs),
  })
    .where('state', '=', 'received')
    .where('tries', '=', row.tries)
    .returning('id')
    .executeTakeFirst()
  return begun !== undefined
}

/** The mail as it was read from its raw form. @throws Error when it is gone, or no mail */
export async function mailOf({ files, keys }: Deps, row: Pick<MailRow, 'storage_name' | 'raw_key_cipher'>): Promise<ReadMail> {
  if (!row.storage_name || !row.raw_key_cipher) throw new AppError('GONE', '原始邮件已删除')
  const raw = await readRaw(files, keys, row.storage_name, row.raw_key_cipher)
  // The server would not give it.
  if (raw.length === 0) throw new Unreadable('empty')
  try {
    return await readMail(raw)
  } catch (cause) {
    throw new Unreadable('not a mail', { cause })
  }
}
class Unreadable extends Error {}

/** One mail at a time a tenant: whether it was seen before, and how many came, must not be asked by two at once. */
export async function decide(
  tx: Tx,
  deps: Deps,
  { tenant_id, id }: MailRow,
  mail: ReadMail,
  sources: IntakeSources,
  stored: string[],
): Promise<void> {
  const { keys, clock } = deps
  const now = clock()
  await oneAtATime(tx, 'mail', tenant_id)
  const row = await lockMail(tx, tenant_id, id)
  if (row?.state !== 'received') return
  const mailKey = await mailKeyOf(tx, keys, tenant_id)
  const account = await findAccount<EmailSettings>(tx, keys, tenant_id, 'email', row.account_id)
  const settings = EmailSettings.parse(account?.settings)
  const { facts, thread, senderHash } = await factsOf(tx, keys, row, mail, settings, mailKey, now)
  const known = { ...headColumns(keys, mail), message_id_hash: identityOf(mail, row), sender_hash: senderHash, thread }
  const act: Act = { tx, keys, actor: systemActor(tenant_id), now }

  const bounce = facts.seenBefore === 'same' ? null : bounceOf(mail)
  const bounced = bounce && ownMessageOf(mailKey, bounce.messageIds)
  if (bounce && bounced) {
    await markBounced(act, bounced, bounce)
    return void (await markMail(tx, row, { ...known, ...decided('processed', 'bounce', now) }).execute())
  }
  const verdict = verdictOf({ ...facts, isAutomatic: facts.isAutomatic || bounce !== null }, settings)
  if (verdict.do === 'ignore') return void (await markMail(tx, row, { ...known, ...decided('ignored', verdict.reason, now) }).execute())
  if (verdict.do === 'quarantine')
    return void (await markMail(tx, row, { ...known, ...decided('quarantined', verdict.reason, now) }).execute())
  const taken = await takeFiles(deps.files, mail)
  stored.push(...taken.files.map(({ storageName }) => storageName))
  const received = await takeMail(act, { row, mail, taken, mailKey, thread, isAuthenticated: facts.authentication === 'pass' }, sources)
  await markMail(tx, row, { ...known, ...decided('processed', null, now), thread: received.thread, case_id: received.caseId }).execute()
}

export const lockMail = (tx: Tx, tenantId: string, id: string): Promise<MailRow | undefined> =>
  tx.selectFrom('incoming_mail').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

type Failure = 'tooLarge' | 'unreadable' | 'refused' | 'keepsFailing'

/** Where another worker has decided meanwhile, its decision stands. */
const markWaiting = (tx: Tx, row: MailRow, changes: Parameters<typeof markMail>[2]) =>
  markMail(tx, row, changes).where('state', '=', 'received').execute()

const markFailed = (tx: Tx, deps: Deps, row: MailRow, mail: ReadMail | null, reason: Failure) =>
  markWaiting(tx, row, { ...(mail && headColumns(deps.keys, mail)), ...decided('failed', reason, deps.clock()) })

/** What can never be read or taken is for people at once; everything else is tried again. */
async function putOff(tx: Tx, deps: Deps, row: MailRow, error: unknown): Promise<unknown> {
  const mail = error instanceof Unreadable ? null : await mailOf(deps, row).catch(() => null)
  if (error instanceof Unreadable || mail === null) return markFailed(tx, deps, row, null, 'unreadable')
  if (error instanceof AppError && error.status < 500 && error.code !== 'IN_PROGRESS') return markFailed(tx, deps, row, mail, 'refused')
  const waitMinutes = backOffMinutes[row.tries]
  if (waitMinutes === undefined) return markFailed(tx, deps, row, mail, 'keepsFailing')
  return markWaiting(tx, row, { tries: row.tries + 1, next_try_at: new Date(deps.clock().getTime() + waitMinutes * minuteMs) })
}
