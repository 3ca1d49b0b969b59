import type { Door } from '@zhiwei/contract'
import { type Act, type Case, isOpen, lockCase } from '../cases/index.ts'
import type { Keys } from '../platform/crypto.ts'

/** 会话: a conversation outside, as its door names it: a mail thread, an openid, a phone number. `accountId` null: the door needs no account. */
export type Thread = { door: Door; accountId: string | null; thread: string }

/** Keyed hash by which a conversation is found. */
export const threadHash = (keys: Keys, tenantId: string, { door, accountId, thread }: Thread) =>
  keys.lookup(tenantId, 'thread', `${door}\0${accountId ?? ''}\0${thread}`)

const newestCases = 5

/** The newest case of a conversation that is still open, locked (of cases merged, the one that is handled); undefined when there is none. */
export const openCaseOf = async (act: Act, thread: Thread): Promise<Case | undefined> => (await openThreadOf(act, thread))?.complaintCase

/** The same, with the case the conversation is kept with: of a merged part whose own conversation it is, the part. */
export async function openThreadOf(act: Act, thread: Thread): Promise<{ complaintCase: Case; ownId: string } | undefined> {
  const { tx, keys, actor } = act
  const rows = await tx
    .selectFrom('case_thread as t')
    .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.case_id'))
    .select(['c.id', 'c.merged_into'])
    .where('t.tenant_id', '=', actor.tenantId)
    .where('t.thread_hash', '=', threadHash(keys, actor.tenantId, thread))
    .orderBy('t.at', 'desc')
    .limit(newestCases)
    .execute()
  for (const row of rows) {
    const complaintCase = await lockCase(act, row.merged_into ?? row.id)
    const isOfBoth = rows.some(({ id }) => id === complaintCase.id)
    if (isOpen(complaintCase.status)) return { complaintCase, ownId: isOfBoth ? complaintCase.id : row.id }
  }
  return undefined
}

/**
 * Keeps which conversation a case belongs to, and where its answers go; again, the newest address counts. One that `takesNoAnswers` only brings
 * what is said in it to the case, until the customer writes in it.
 */
export async function keepThread(act: Act, caseId: string, thread: Thread & { address: string; takesNoAnswers?: boolean }) {
  const { tx, actor, keys, now } = act
  const address = keys.encrypt(thread.address)
  await tx
    .insertInto('case_thread')
    .values({
      tenant_id: actor.tenantId,
      door: thread.door,
      account_id: thread.accountId,
      thread_hash: threadHash(keys, actor.tenantId, thread),
      case_id: caseId,
      address_cipher: address,
      thread_cipher: keys.encrypt(thread.thread),
      at: now,
      takes_no_answers: thread.takesNoAnswers === true,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'thread_hash', 'case_id'])
        .doUpdateSet({ address_cipher: address, at: now, takes_no_answers: thread.takesNoAnswers === true }),
    )
    .execute()
}

/** Does the case come out of a conversation by another door? */
export const hasOtherDoor = async ({ tx, actor }: Pick<Act, 'tx' | 'actor'>, caseId: string, door: Door): Promise<boolean> =>
  (await tx
    .selectFrom('case_thread')
    .select('at')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('door', '<>', door)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** The conversation by a door a case belongs to, the newest; undefined when there is none. */
export async function findThreadOf({ tx, keys, actor }: Pick<Act, 'tx' | 'keys' | 'actor'>, caseId: string, door: Door) {
  const row = await tx
    .selectFrom('case_thread')
    .select(['account_id', 'thread_cipher'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('door', '=', door)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { accountId: row.account_id, thread: keys.decrypt(row.thread_cipher) }
}
