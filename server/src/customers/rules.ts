import type { Complainant, CustomerRow, CustomerTier } from '@zhiwei/contract'
import { maskEmail, maskName, maskPhone, normalisePhone } from '@zhiwei/text'
import type { Keys } from '../platform/crypto.ts'

export type ContactKind = 'phone' | 'email'
/** A phone number or e-mail address in its one spelling. `last4`: the last four digits of the number, without its extension. */
export type Contact = { kind: ContactKind; value: string; last4: string | null }

// A run of digits as people write numbers, and perhaps an extension (分机).
const numberInText = /(\+?\d[\d\s().\-–—]{3,}\d)(?:\s*(?:转|轉|分机|ext\.?|x|#)\s*:?\s*(\d{1,6}))?/giu
/** 00000000, 11111111: typed to fill a required field; it identifies nobody. */
const isFiller = (digits: string) => /^(\d)\1*$/.test(digits)

/** 电话: every readable number in what was given, e.g. `手机13912341234/010-8888 6666转801`; none when there is no number of 5–15 digits. */
export function phonesOf(given: string): Contact[] {
  const text = given.normalize('NFKC')
  const whole = normalisePhone(text)
  const found = whole
    ? [{ digits: whole, extension: undefined }]
    : [...text.matchAll(numberInText)].map(([, number = '', extension]) => ({ digits: normalisePhone(number), extension }))
  const values = new Map<string, Contact>()
  for (const { digits, extension } of found) {
    if (!digits || isFiller(digits)) continue
    const value = extension ? `${digits}-${extension}` : digits
    values.set(value, { kind: 'phone', value, last4: digits.slice(-4) })
  }
  return [...values.values()]
}

export const emailOf = (given: string): Contact => ({ kind: 'email', value: given.normalize('NFKC').trim().toLowerCase(), last4: null })

/** A customer number as it is looked up: `ｃ-1001 ` and `C-1001` are the same. */
export const foldCustomerNo = (given: string) => given.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()

/** A full name as it is looked up: 王 小明 and 王小明 are the same, John  Smith and john smith too. */
export function foldName(given: string): string {
  const folded = given.normalize('NFKC').toLowerCase().trim()
  return folded.replace(/\s+/gu, /\p{Script=Han}/u.test(folded) ? '' : ' ')
}

export function maskContact({ kind, value }: Contact): string {
  if (kind === 'email') return maskEmail(value)
  const [digits = '', extension] = value.split('-')
  return extension ? `${maskPhone(digits)}-${extension}` : maskPhone(digits)
}

/** C-20231234 → ****234; short numbers keep only their last character. */
export function maskCustomerNo(customerNo: string): string {
  const characters = Array.from(customerNo)
  return `****${characters.slice(characters.length > 6 ? -3 : -1).join('')}`
}

const organisationNameShown = 6
/** 王小明 → 王**; an organisation keeps both ends of a longer name: 杭州****公司. */
export function maskCustomerName(name: string, kind: CustomerRow['kind']): string {
  const characters = Array.from(name.trim())
  if (kind !== 'organisation' || characters.length < organisationNameShown) return maskName(name)
  return `${characters.slice(0, 2).join('')}****${characters.slice(-2).join('')}`
}

/** What a complainant gave that says who they are; null for 匿名 and for nothing at all. An unreadable phone says nothing. */
export function identityOf(complainant: Complainant) {
  if (complainant.kind === 'anonymous') return null
  const contacts = [...(complainant.phone ? phonesOf(complainant.phone) : []), ...(complainant.email ? [emailOf(complainant.email)] : [])]
  const { name, customerNo } = complainant
  if (!name && !customerNo && contacts.length === 0) return null
  return { kind: complainant.kind ?? ('person' as const), name: name ?? null, customerNo: customerNo ?? null, contacts }
}
export type Identity = NonNullable<ReturnType<typeof identityOf>>

/**
 * What of a complainant would be dropped without a word: a phone in which no number can be read, and who somebody is beside 匿名.
 * @returns the field, for the pointer, and a sentence; null when everything can be kept
 */
export function problemOfComplainant(complainant: Complainant): { field: keyof Complainant; detail: string } | null {
  if (complainant.kind === 'anonymous') {
    const field = (['name', 'phone', 'email', 'customerNo'] as const).find((each) => complainant[each] !== undefined)
    return field ? { field, detail: '匿名投诉不保存身份和联系方式：请去掉它，或改变投诉人类型' } : null
  }
  if (complainant.phone !== undefined && phonesOf(complainant.phone).length === 0)
    return { field: 'phone', detail: '这里没有可以识别的电话号码：请写完整号码，或写进投诉内容' }
  return null
}

/** Tiers from low to high: a merge keeps the higher one. */
const tierOrder: CustomerTier[] = ['ordinary', 'vip', 'largeUser', 'keyAccount']
export const higherTier = (one: CustomerTier, other: CustomerTier) => (tierOrder.indexOf(one) >= tierOrder.indexOf(other) ? one : other)

/** The keyed look-up hashes of one tenant: equal for what people would call the same. */
export const hashesOf = (keys: Keys, tenantId: string) => ({
  name: (name: string) => keys.lookup(tenantId, 'name', foldName(name)),
  customerNo: (customerNo: string) => keys.lookup(tenantId, 'customerNo', foldCustomerNo(customerNo)),
  contact: ({ kind, value }: Contact) => keys.lookup(tenantId, kind, value),
  last4: (digits: string) => keys.lookup(tenantId, 'last4', digits),
})

/** The columns of a name and of a customer number: sealed, looked up, shown. */
export function nameColumns(keys: Keys, tenantId: string, name: string | null, kind: CustomerRow['kind']) {
  return {
    name_cipher: name === null ? null : keys.encrypt(name),
    name_hash: name === null ? null : hashesOf(keys, tenantId).name(name),
    name_masked: name === null ? '' : maskCustomerName(name, kind),
  }
}
export function customerNoColumns(keys: Keys, tenantId: string, customerNo: string | null) {
  return {
    customer_no_cipher: customerNo === null ? null : keys.encrypt(customerNo),
    customer_no_hash: customerNo === null ? null : hashesOf(keys, tenantId).customerNo(customerNo),
    customer_no_masked: customerNo === null ? null : maskCustomerNo(customerNo),
  }
}
export function contactColumns(keys: Keys, tenantId: string, contact: Contact) {
  const hashes = hashesOf(keys, tenantId)
  return {
    kind: contact.kind,
    value_cipher: keys.encrypt(contact.value),
    value_hash: hashes.contact(contact),
    last4_hash: contact.last4 === null ? null : hashes.last4(contact.last4),
    value_masked: maskContact(contact),
  }
}

/** Look-up hashes of a phone or e-mail as somebody typed it; none where it can be neither. */
export function contactHashesOf(keys: Keys, tenantId: string, typed: string): Buffer[] {
  const contacts = typed.includes('@') ? [emailOf(typed)] : phonesOf(typed)
  return contacts.slice(0, 5).map(hashesOf(keys, tenantId).contact)
}
