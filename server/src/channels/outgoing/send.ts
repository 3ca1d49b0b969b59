import type { MessageKind } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { accountsOf, findAccount, noteCall } from '../accounts/accounts.ts'
import { type AnyDoor, doorOf, type OutgoingMessage, SendElsewhere, SendRefused, type Sent } from '../doors.ts'
import { linkFor } from '../portal/link.ts'
import type { OutgoingMessageTable } from './tables.ts'

type Row = Selectable<OutgoingMessageTable>

const writtenByPeople: readonly MessageKind[] = ['message', 'answered']

/** Hands one message to its door: through the account it belongs to, else the oldest open one of the door, else what the installation itself can do. */
export async function sendOne(deps: Deps, row: Row, to: string): Promise<Sent> {
  const door = doorOf(row.door)
  if (!door?.send) throw new SendRefused('这个渠道不能主动发消息')
  const { account, caseNumber } = await inTenant(deps, row, async (tx) => ({
    account: await accountFor(tx, deps, row, door),
    caseNumber: await numberOf(tx, row),
  }))
  const message = messageOf(deps, row, to, caseNumber)
  if (!account) {
    const ownSend = door.ownSend?.(deps)
    if (!ownSend) throw new Error('这个渠道没有启用的账号')
    return ownSend(message)
  }
  try {
    const sent = await door.send(deps, account, message)
    await noteCall(deps, account)
    return sent
  } catch (error) {
    if (!(error instanceof SendRefused)) await noteCall(deps, account, error)
    throw error
  }
}

const inTenant = <T>({ database }: Deps, { tenant_id }: Row, work: (tx: Tx) => Promise<T>) =>
  database.tenant(tenant_id).transaction().execute(work)

/** An openid means somebody else, or nobody, to another account: such a door takes the account of the conversation or none. */
async function accountFor(tx: Tx, { keys }: Deps, row: Row, door: AnyDoor) {
  const own = row.account_id ? await findAccount(tx, keys, row.tenant_id, row.door, row.account_id) : undefined
  if (own?.isOpen) return own
  if (!door.hasOwnNames) return (await accountsOf(tx, keys, row.tenant_id, row.door))[0]
  if (own) throw new Error('这次会话的账号已停用')
  throw new SendElsewhere('这次会话的账号已删除')
}

function messageOf(deps: Deps, row: Row, to: string, caseNumber: string | null): OutgoingMessage {
  const { keys, clock } = deps
  const { subject, text } = JSON.parse(keys.decrypt(row.words_cipher)) as { subject: string; text: string }
  return {
    id: row.id,
    to,
    thread: row.thread_cipher && keys.decrypt(row.thread_cipher),
    subject,
    text,
    caseNumber,
    isAutomatic: !writtenByPeople.includes(row.kind),
    isCode: row.kind === 'code',
    partsSent: row.parts_sent,
    keepParts: async (sent) => {
      await deps.database
        .tenant(row.tenant_id)
        .updateTable('outgoing_message')
        .set({ parts_sent: sent })
        .where('tenant_id', '=', row.tenant_id)
        .where('id', '=', row.id)
        .execute()
    },
    link: async () =>
      row.case_id && inTenant(deps, row, (tx) => linkFor({ tx, actor: systemActor(row.tenant_id), now: clock() }, deps, row.case_id ?? '')),
  }
}

async function numberOf(tx: Tx, { tenant_id, case_id }: Row): Promise<string | null> {
  if (!case_id) return null
  const found = await tx
    .selectFrom('complaint_case')
    .select('number')
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', case_id)
    .executeTakeFirst()
  return found?.number ?? null
}
