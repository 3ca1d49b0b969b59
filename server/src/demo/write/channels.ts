import { systemActor } from '../../cases/index.ts'
import { addAccount, queueMessage } from '../../channels/index.ts'
import { revealedField } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'

const told = 8

/** 渠道: a gateway for short messages, and what the newest customers were told. The demo's messages reach nobody: they end in its delivery log. */
export async function writeChannels({ keys }: Deps, tx: Tx, tenantId: string, now: Date) {
  const act = { tx, keys, actor: systemActor(tenantId), now }
  const settings = { address: 'https://sms.example.com/messages', keyId: 'demo', secret: 'nobody is called', signName: '云栖家电' }
  await addAccount(act, { door: 'sms', name: '短信', settings })
  const cases = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'customer_id', 'accepted_at'])
    .where('tenant_id', '=', tenantId)
    .where('origin', '=', 'live')
    .where('status', 'in', ['accepted', 'dispatched', 'handling'])
    .where('customer_id', 'is not', null)
    .orderBy('received_at', 'desc')
    .limit(told)
    .execute()
  for (const { id, number, subject, customer_id: customerId } of cases) {
    const phone = customerId && (await revealedField(tx, keys, tenantId, customerId, 'phone'))?.split('、')[0]
    if (!phone || !/^1[3-9]\d{9}$/.test(phone)) continue
    await queueMessage(act, { kind: 'accepted', door: 'sms', to: phone, caseId: id, customerId, variables: { number, subject } })
  }
}
