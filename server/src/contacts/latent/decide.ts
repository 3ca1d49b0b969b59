import { maskPersonalData } from '@zhiwei/text'
import type { Act } from '../../cases/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ContactSources } from '../sources.ts'
import '../tables.ts'
import { visibleContacts, visibleLatents } from '../visible.ts'

type Noted = Pick<ContactSources, 'verdictsChanged'>

/**
 * 人工判定: a person says that the customer of a contact is unhappy, or is not.
 * @throws NOT_FOUND, INPUT_INVALID where nobody is known to be called
 */
export async function decideContact(
  act: Act,
  contactId: string,
  input: { verdict: 'latent' | 'dismissed'; reason?: string | undefined },
  sources: Noted,
) {
  const { tx, actor, now } = act
  const contact = await tx
    .selectFrom('contact')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', contactId)
    .where(visibleContacts(actor, 'contact'))
    .forUpdate()
    .executeTakeFirst()
  if (!contact?.reading) throw new AppError('NOT_FOUND', '没有这次联络，或您无权查看')
  const { reading } = contact
  let latentId = contact.latent_id
  if (input.verdict === 'latent') {
    if (contact.customer_id === null) throw invalidInput('#/verdict', '匿名联络没有可以回访的客户')
    latentId = await openTag(act, contact.customer_id)
    if (latentId === null) {
      await tx
        .insertInto('latent_customer')
        .values({
          tenant_id: actor.tenantId,
          id: newId(),
          customer_id: contact.customer_id,
          at: now,
          first_contact_at: contact.at,
          last_contact_at: contact.at,
          contact_id: contact.id,
          contacts: 1,
          probability: Math.max(contact.unhappy ?? 0, reading.unhappy),
          stage: reading.stage,
          emotion: reading.emotion,
          mindset: reading.mindset,
          language: reading.language,
          channel: contact.channel,
          category: contact.category,
          product: contact.product,
          node: contact.node,
          region: contact.region,
          signals: [...new Set(reading.signals.map(({ kind }) => kind))],
          reasons: JSON.stringify([...reading.reasons, { code: 'person', weight: 0 }]),
          says_complaint: reading.saysComplaint,
          state: 'waiting',
          arm: null,
          ended: null,
          ended_at: null,
          ended_by: null,
          end_note: null,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'customer_id']).where('ended_at', 'is', null).doNothing())
        .execute()
      // Made here, or meanwhile by the sweep.
      latentId = await openTag(act, contact.customer_id)
    }
  }
  await tx
    .updateTable('contact')
    .set({ judged: true, verdict: input.verdict, latent_id: latentId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', contactId)
    .execute()
  await sources.verdictsChanged(tx, actor.tenantId, [contactId])
  return { id: contactId }
}

async function openTag({ tx, actor }: Act, customerId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('latent_customer')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customerId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row?.id ?? null
}

/** 误判: the tag is taken off before anybody has called. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED */
export async function dismissLatent(act: Act, id: string, input: { reason: string; version?: number | undefined }, sources: Noted) {
  const { tx, actor, now } = act
  const row = await tx
    .selectFrom('latent_customer')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where(visibleLatents(actor, 'latent_customer'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这位隐性客户，或您无权查看')
  if (input.version !== undefined && input.version !== row.version) throw new AppError('VERSION_CONFLICT', '别人刚改过，请刷新后再做')
  if (row.state !== 'waiting') throw new AppError('ALREADY_DECIDED', '已安排回访或已结束：请在关怀任务里登记结果')
  await tx
    .updateTable('latent_customer')
    .set({
      state: 'ended',
      ended: 'dismissed',
      ended_at: now,
      ended_by: actor.userId,
      end_note: maskPersonalData(input.reason).masked,
      version: row.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  const contacts = await tx
    .updateTable('contact')
    .set({ verdict: 'dismissed' })
    .where('tenant_id', '=', actor.tenantId)
    .where('latent_id', '=', id)
    .returning('id')
    .execute()
  await sources.verdictsChanged(
    tx,
    actor.tenantId,
    contacts.map((contact) => contact.id),
  )
  return { id }
}
