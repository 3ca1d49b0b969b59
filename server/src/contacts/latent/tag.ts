import type { Selectable } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { LatentCustomerTable } from '../tables.ts'
import type { Judged } from './judge.ts'

const dayMs = 86_400_000
/** Nobody is called about something older: such contacts are tagged and left. */
const oldestDays = 14

/** Tags the customers of these contacts; whoever is tagged already takes the contact in. @returns the tag of each contact */
export async function tagCustomers(tx: Tx, tenantId: string, judged: Judged[], now: Date): Promise<Map<string, string>> {
  const tagged = new Map<string, string>()
  if (judged.length === 0) return tagged
  const customerIds = [...new Set(judged.map(({ contact }) => contact.customer_id ?? ''))].sort()
  const before = new Map((await openTags(tx, tenantId, customerIds)).map((row) => [row.customer_id, row]))
  const byCustomer = Map.groupBy(judged, ({ contact }) => contact.customer_id ?? '')
  for (const customerId of customerIds) {
    const own = byCustomer.get(customerId) ?? []
    const row = before.get(customerId)
    const id = row ? await takeIn(tx, row, own) : await tag(tx, tenantId, customerId, own, now)
    for (const { contact } of own) tagged.set(contact.id, id)
  }
  return tagged
}

/** Locked in the order of customers, as everybody locks them. */
const openTags = (tx: Tx, tenantId: string, customerIds: string[]) =>
  tx
    .selectFrom('latent_customer')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('customer_id', 'in', customerIds)
    .where('ended_at', 'is', null)
    .orderBy('customer_id')
    .forUpdate()
    .execute()

const strongest = (judged: Judged[]) => judged.reduce((best, one) => (one.probability > best.probability ? one : best))

async function tag(tx: Tx, tenantId: string, customerId: string, own: Judged[], now: Date): Promise<string> {
  const times = own.map(({ contact }) => contact.at.getTime())
  const last = new Date(Math.max(...times))
  // What lies long behind is known and not called about.
  const isOld = last.getTime() < now.getTime() - oldestDays * dayMs
  const made = await tx
    .insertInto('latent_customer')
    .values({
      ...saidBy(strongest(own)),
      tenant_id: tenantId,
      id: newId(),
      customer_id: customerId,
      at: isOld ? last : now,
      first_contact_at: new Date(Math.min(...times)),
      last_contact_at: last,
      contacts: own.length,
      says_complaint: own.some(({ reading }) => reading.saysComplaint),
      state: isOld ? 'left' : 'waiting',
      arm: null,
      ended: null,
      ended_at: isOld ? now : null,
      ended_by: null,
      end_note: null,
      warned: isOld,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'customer_id']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return made.id
  // Another worker or a person tagged the customer between our look and our row.
  const [twin] = await openTags(tx, tenantId, [customerId])
  if (!twin) throw new Error(`the open tag of customer ${customerId} is gone`)
  return takeIn(tx, twin, own)
}

async function takeIn(tx: Tx, row: Selectable<LatentCustomerTable>, own: Judged[]): Promise<string> {
  const best = strongest(own)
  const times = own.map(({ contact }) => contact.at.getTime())
  await tx
    .updateTable('latent_customer')
    .set({
      ...(best.probability >= row.probability && saidBy(best)),
      stage: Math.max(row.stage, ...own.map(({ reading }) => reading.stage)),
      first_contact_at: new Date(Math.min(row.first_contact_at.getTime(), ...times)),
      last_contact_at: new Date(Math.max(row.last_contact_at.getTime(), ...times)),
      contacts: row.contacts + own.length,
      says_complaint: row.says_complaint || own.some(({ reading }) => reading.saysComplaint),
      warned: false,
      version: row.version + 1,
    })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .execute()
  return row.id
}

/** What is shown of the contact that speaks most. */
const saidBy = ({ contact, reading, reasons, probability }: Judged) => ({
  contact_id: contact.id,
  probability,
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
  reasons: JSON.stringify(reasons),
})
