import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/files.ts'
import { enqueue } from '../../platform/jobs.ts'
import type { DoorSources } from '../incoming-call.ts'
import { elsewhereJob } from '../outgoing/elsewhere-name.ts'
import { receive } from '../receive.ts'
import type { WecomAccount } from './door.ts'
import type { KfTaken } from './fetch.ts'
import type { KfEvent } from './kf-message.ts'
import { failWords } from './words.ts'

const longestText = 20_000

/** Customers' messages go to their cases; events say what became of ours. Colleagues' own words in 企业微信 stay there. @returns files of messages that were here before, and why some could not be taken */
export async function takeKfMessages(act: Act, account: WecomAccount, taken: KfTaken[], sources: DoorSources): Promise<Unused> {
  const unused: ReceivedFile[] = []
  const refused: string[] = []
  for (const one of taken) {
    if (one.message.event?.event_type === 'msg_send_fail') await noteUndelivered(act, account, one.message.event)
    if (one.said && !(await takeOne(act, account, one, sources, refused))) unused.push(...one.files)
  }
  return { unused, refused }
}
type Unused = { unused: ReceivedFile[]; refused: string[] }

/** One that intake refuses does not hold up the others; that it was there stands on the account. */
async function takeOne(
  act: Act,
  account: WecomAccount,
  { message, said, files }: KfTaken,
  sources: DoorSources,
  refused: string[],
): Promise<boolean> {
  if (!said) return false
  const sentAt = new Date(message.send_time * 1_000)
  await sql`savepoint one_message`.execute(act.tx)
  try {
    const { isRepeat } = await receive(
      act,
      {
        door: 'wecom',
        accountId: account.id,
        thread: `${said.openKfId} ${said.customer}`,
        address: said.customer,
        complaint: {
          channel: 'wechat',
          externalId: `wecom:${message.msgid}`,
          receivedAt: (sentAt < act.now ? sentAt : act.now).toISOString(),
          complainant: { customerNo: `wecom:${said.customer}`.slice(0, 100) },
          text: said.words.slice(0, longestText),
        },
        files,
      },
      sources.intake,
    )
    await sql`release savepoint one_message`.execute(act.tx)
    return !isRepeat
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INPUT_INVALID') throw error
    await sql`rollback to savepoint one_message`.execute(act.tx)
    refused.push(`消息 ${message.msgid} 没有收下：${error.detail ?? error.code}，请在企业微信里查看`)
    return false
  }
}

/** 未送达: what was taken but did not reach the customer stands in the delivery log as failed, and goes by another way. */
async function noteUndelivered({ tx, actor }: Act, account: WecomAccount, { fail_msgid: id, fail_type: why }: KfEvent) {
  if (!id) return
  const failed = await tx
    .updateTable('outgoing_message')
    .set({ state: 'failed', last_error: failWords[why ?? 0] ?? `没有送达（${why}）` })
    .where('tenant_id', '=', actor.tenantId)
    .where('account_id', '=', account.id)
    .where('external_id', '=', id.slice(0, 30))
    .where('state', '=', 'sent')
    .returning('id')
    .execute()
  for (const one of failed) await enqueue(tx, elsewhereJob, { tenantId: actor.tenantId, messageId: one.id })
}
