import type { CustomerChange, CustomerInput } from '@zhiwei/contract'
import { recordAudit } from '../audit/index.ts'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { addContactPoints, freeCustomerNo, requireFreeContact, setContactPoint } from './contact-points.ts'
import { lockCustomer } from './queries.ts'
import { type Contact, customerNoColumns, emailOf, nameColumns, phonesOf } from './rules.ts'

/**
 * 新建客户.
 * @returns the new customer's id
 * @throws INPUT_INVALID when nothing says who it is, ALREADY_EXISTS with the customer who has the phone, e-mail or number
 */
export async function createCustomer(tx: Tx, keys: Keys, actor: Actor, input: CustomerInput, now: Date): Promise<string> {
  const { tenantId } = actor
  const contacts = [...(input.phone ? readablePhones(input.phone) : []), ...(input.email ? [emailOf(input.email)] : [])]
  if (!input.name && !input.customerNo && contacts.length === 0)
    throw new AppError('INPUT_INVALID', '请至少填写姓名、电话、邮箱或客户编号中的一项')
  const id = newId()
  for (const contact of contacts) await requireFreeContact(tx, keys, tenantId, id, contact)
  if (input.customerNo) await freeCustomerNo(tx, keys, tenantId, id, input.customerNo)
  await tx
    .insertInto('customer')
    .values({
      tenant_id: tenantId,
      id,
      kind: input.kind,
      ...nameColumns(keys, tenantId, input.name ?? null, input.kind),
      ...customerNoColumns(keys, tenantId, input.customerNo ?? null),
      tier: input.tier,
      lifecycle: input.lifecycle,
      tags: [...new Set(input.tags)],
      merged_into: null,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await addContactPoints(tx, keys, tenantId, id, contacts, now)
  await recordAudit(tx, { tenantId, kind: 'customer.created', actorId: actor.userId, subjectId: id, at: now })
  return id
}

/**
 * 修改客户: changes what is named. A phone or e-mail takes the place of the one shown first, null removes that one; further ones stay.
 * @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED for a merged double, ALREADY_EXISTS with the customer who has it, INPUT_INVALID
 */
export async function changeCustomer(tx: Tx, keys: Keys, actor: Actor, id: string, { version, ...change }: CustomerChange, now: Date) {
  const { tenantId } = actor
  const customer = await lockCustomer(tx, tenantId, id)
  if (customer.merged_into) throw new AppError('ALREADY_DECIDED', `这位客户已并入客户 ${customer.merged_into}，请在那里修改`)
  if (version !== customer.version) {
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${customer.version} 版；请刷新后再改`)
  }
  if (change.phone !== undefined)
    await setContactPoint(tx, keys, tenantId, id, 'phone', change.phone === null ? null : onePhone(change.phone), now)
  if (change.email !== undefined)
    await setContactPoint(tx, keys, tenantId, id, 'email', change.email === null ? null : emailOf(change.email), now)
  if (change.customerNo) await freeCustomerNo(tx, keys, tenantId, id, change.customerNo)

  const kind = change.kind ?? customer.kind
  // The mask of a name depends on the kind, so a changed kind masks it anew.
  const name = change.name ?? (change.kind && customer.name_cipher ? keys.decrypt(customer.name_cipher) : undefined)
  await tx
    .updateTable('customer')
    .set({
      kind,
      ...(name !== undefined && nameColumns(keys, tenantId, name, kind)),
      ...(change.customerNo !== undefined && customerNoColumns(keys, tenantId, change.customerNo)),
      ...(change.tier && { tier: change.tier }),
      ...(change.lifecycle !== undefined && { lifecycle: change.lifecycle }),
      ...(change.tags && { tags: [...new Set(change.tags)] }),
      updated_at: now,
      version: customer.version + 1,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    tenantId,
    kind: 'customer.changed',
    actorId: actor.userId,
    subjectId: id,
    facts: { fields: Object.keys(change) },
    at: now,
  })
}

function readablePhones(given: string): Contact[] {
  const contacts = phonesOf(given)
  if (contacts.length === 0)
    throw new AppError('INPUT_INVALID', '电话号码应有 5–15 位数字', { errors: [{ pointer: '#/phone', detail: '应有 5–15 位数字' }] })
  return contacts
}

function onePhone(given: string): Contact {
  const [contact, ...more] = readablePhones(given)
  if (!contact || more.length)
    throw new AppError('INPUT_INVALID', '一次只能改一个电话号码', { errors: [{ pointer: '#/phone', detail: '请只填一个号码' }] })
  return contact
}
