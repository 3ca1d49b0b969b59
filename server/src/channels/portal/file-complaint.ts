import type { IncomingComplaint, PortalComplaint, PortalDuplicate, PortalFiled, PortalLanguage } from '@zhiwei/contract'
import { type Act, isOpen, withRepeats } from '../../cases/index.ts'
import { contactHashesOf } from '../../customers/index.ts'
import { tenantZone } from '../../identity/index.ts'
import { registerComplaint } from '../../intake/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import { invalidInput } from '../../platform/errors.ts'
import { WithStatus } from '../../platform/write-once.ts'
import { linkPathFor } from './link.ts'
import { duplicateWords } from './say.ts'
import { type Opened, openSession } from './sessions.ts'
import { consentsOf } from './settings.ts'
import type { PortalSources } from './sources.ts'
import type { Tenant } from './who.ts'

/** The device's key stands hashed on the case, for staff see its external id. */
const externalIdOf = (deviceKey: string) => `portal:${sha256(deviceKey).toString('hex')}`

function incomingOf({
  complainant,
  text,
  reference,
  deviceKey,
  category,
  product,
  amountFen,
  remedySought,
}: PortalComplaint): IncomingComplaint {
  const { anonymous, ...contact } = complainant
  if (!anonymous && !contact.phone && !contact.email)
    throw invalidInput('#/complainant/phone', '请留手机号或邮箱，方便我们答复；也可以选择匿名')
  return {
    channel: 'web',
    externalId: externalIdOf(deviceKey),
    complainant: anonymous ? { kind: 'anonymous' } : contact,
    text: reference ? `${text}\n订单号：${reference}` : text,
    ...(category && { category }),
    ...(product && { product }),
    ...(amountFen !== undefined && { amountFen }),
    ...(remedySought && { remedySought }),
  }
}

/**
 * 自助投诉: registers what a customer filed, with the consent they gave, and opens a session of it on their device. Filed again with the same device
 * key it is the same case.
 * @param known the session the device has already: only it is told of a duplicate
 * @throws INPUT_INVALID for no contact, an unknown category or a consent text that never was
 */
export async function fileComplaint(
  act: Act,
  tenant: Tenant,
  input: PortalComplaint,
  known: Opened | null,
  language: PortalLanguage,
  sources: PortalSources,
): Promise<{ status: 200 | 201; filed: PortalFiled }> {
  const { tx, now } = act
  const consents = await consentsOf(tx, tenant.id)
  if (!consents.some(({ version }) => version === input.consentVersion))
    throw invalidInput('#/consentVersion', '请重新打开页面，阅读新的告知内容')
  // Anonymous stays so: whoever files gives no name, yet may come back by the link.
  const incoming = incomingOf(input)
  const isUnproven = !(await isProvenBy(act, known, incoming.complainant))
  const answer = await registerComplaint(act, incoming, sources.intake, { isUnproven })
  const isKnown = answer instanceof WithStatus
  const registered = (isKnown ? answer.body : answer) as { caseId: string; number: string; duplicateOf?: string; differs?: boolean }
  await tx
    .insertInto('portal_filing')
    .values({ tenant_id: tenant.id, case_id: registered.caseId, consent_version: input.consentVersion, consented_at: now, language })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const session = await openSession(tx, tenant, { id: registered.caseId, number: registered.number }, 'device', now)
  const { received_at } = await tx
    .selectFrom('complaint_case')
    .select('received_at')
    .where('tenant_id', '=', tenant.id)
    .where('id', '=', registered.caseId)
    .executeTakeFirstOrThrow()
  const filed: PortalFiled = {
    number: registered.number,
    receivedAt: received_at.toISOString(),
    link: await linkPathFor(act, registered.caseId),
    session,
    duplicate: known && registered.duplicateOf ? await tellDuplicate(act, known, registered.duplicateOf, language) : null,
    ...(registered.differs && { differs: true }),
  }
  return { status: isKnown ? 200 : 201, filed }
}

/** Whoever opened a case by a code has proven the contacts that its customer really has. */
async function isProvenBy({ tx, keys }: Act, known: Opened | null, { phone, email }: IncomingComplaint['complainant']): Promise<boolean> {
  const given = [phone, email].flatMap((contact) => (contact ? contactHashesOf(keys, known?.tenantId ?? '', contact) : []))
  if (known?.proof !== 'code' || given.length === 0) return false
  const { count } = await tx
    .selectFrom('contact_point as p')
    .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.customer_id', '=', 'p.customer_id'))
    .select((eb) => eb.fn.count<number>('p.value_hash').distinct().as('count'))
    .where('p.tenant_id', '=', known.tenantId)
    .where('c.id', '=', known.caseId)
    .where('p.value_hash', 'in', given)
    .where('p.unproven', '=', false)
    .executeTakeFirstOrThrow()
  return Number(count) === given.length
}

/** 重复提示 before filing: an open case of the session's customer that says the same. */
export async function findDuplicate(
  act: Act,
  known: Opened,
  draft: { text: string; category?: string | undefined },
  language: PortalLanguage,
): Promise<PortalDuplicate | null> {
  const own = await act.tx
    .selectFrom('complaint_case')
    .select('customer_id')
    .where('tenant_id', '=', known.tenantId)
    .where('id', '=', known.caseId)
    .executeTakeFirst()
  if (!own?.customer_id) return null
  const complaint: IncomingComplaint = { channel: 'web', complainant: {}, text: draft.text }
  const [compared] = await withRepeats(act, [{ complaint, customerId: own.customer_id, duplicateOf: null }])
  return compared?.duplicateOf ? tellDuplicate(act, known, compared.duplicateOf, language) : null
}

/** Told to whoever proved the contact of the same customer, or filed that very case on this device; to nobody else. */
async function tellDuplicate(
  { tx, now }: Act,
  known: Opened,
  duplicateId: string,
  language: PortalLanguage,
): Promise<PortalDuplicate | null> {
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'received_at', 'status', 'customer_id'])
    .where('tenant_id', '=', known.tenantId)
    .where('id', 'in', [duplicateId, known.caseId])
    .execute()
  const duplicate = rows.find(({ id }) => id === duplicateId)
  const own = rows.find(({ id }) => id === known.caseId)
  if (!duplicate || !isOpen(duplicate.status)) return null
  const isSame = own?.customer_id !== null && own?.customer_id === duplicate.customer_id
  if (known.caseId !== duplicateId && !(known.proof === 'code' && isSame)) return null
  const { number, subject, received_at: receivedAt } = duplicate
  const zone = await tenantZone(tx, known.tenantId)
  return { number, subject, receivedAt: receivedAt.toISOString(), says: duplicateWords(number, receivedAt, now, zone, language) }
}
