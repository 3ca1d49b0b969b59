import type { MessageKind } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { maskedAddress } from './addresses.ts'
import { ownDoorOf, sendingDoors } from './case-door.ts'
import { elsewhereJob } from './elsewhere-name.ts'
import { queueMessage } from './queue.ts'
import type { OutgoingMessageTable } from './tables.ts'

type Row = Selectable<OutgoingMessageTable>

/** What is not owed to the customer whatever it takes: codes are over soon, surveys are a request. */
const stays: readonly MessageKind[] = ['code', 'survey']

/**
 * 换一种方式: a message that did not reach the customer by its door goes as it is by what the case knows of them, a short message, else an e-mail; once.
 * @returns where to, in words of the delivery log; null: there is no other way
 * Source: docs/rules/outgoing.md
 */
export async function sendElsewhere(act: Act, deps: Deps, row: Row): Promise<string | null> {
  const { tx, keys } = act
  if (stays.includes(row.kind)) return null
  const customerId = row.case_id ? await customerOf(tx, row) : row.customer_id
  if (!customerId) return null
  const sending = new Set(await sendingDoors(tx, deps, row.tenant_id))
  sending.delete(row.door)
  if (row.instead_of) sending.delete(row.instead_of)
  const door = await ownDoorOf(tx, keys, { tenantId: row.tenant_id, customerId }, sending)
  if (!door) return null
  const queued = await queueMessage(act, {
    kind: row.kind,
    ...door,
    caseId: row.case_id,
    customerId,
    language: row.language,
    occasion: `elsewhere ${row.id}`,
    urgent: row.urgent,
    insteadOf: row.door,
    ...(JSON.parse(keys.decrypt(row.words_cipher)) as { subject: string; text: string }),
  })
  if (!queued) return null
  return `改发${door.door === 'sms' ? '短信' : '邮件'} ${maskedAddress(door.door, door.to)}`
}

async function customerOf(tx: Tx, { tenant_id, case_id }: Row): Promise<string | null> {
  const row = await tx
    .selectFrom('complaint_case')
    .select('customer_id')
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', case_id)
    .executeTakeFirst()
  return row?.customer_id ?? null
}

/** What a door took and said later that it did not arrive. */
export const elsewhereJobs: JobHandlers = {
  [elsewhereJob]: (deps, { tenantId, messageId }) =>
    deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const row = await tx
          .selectFrom('outgoing_message')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', String(messageId))
          .where('state', '=', 'failed')
          .forUpdate()
          .executeTakeFirst()
        if (!row) return
        const where = await sendElsewhere({ tx, keys: deps.keys, actor: systemActor(tenantId), now: deps.clock() }, deps, row)
        if (!where) return
        await tx
          .updateTable('outgoing_message')
          .set({ last_error: `${row.last_error ?? ''}；${where}` })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', row.id)
          .execute()
      }),
}
