import type { Door } from '@zhiwei/contract'
import type { Keys } from '../../platform/crypto.ts'

// Addresses as doors call people, normalised for look-up and masked for lists.

/** Mobile numbers of the mainland, which alone take short messages. */
const mobile = /^(?:\+?86)?(1[3-9]\d{9})$/

/** 11 digits; null for a landline or what is no number. */
export const mobileOf = (phone: string): string | null => mobile.exec(phone.replace(/[\s()-]/g, ''))?.[1] ?? null

export function normalAddress(door: Door, to: string): string {
  if (door === 'email') return to.trim().toLowerCase()
  if (door === 'sms') return mobileOf(to) ?? to.trim()
  return to.trim()
}

/** `139****1234`, `l***@example.com`; of ids of other doors the first and last two characters. */
export function maskedAddress(door: Door, to: string): string {
  if (door === 'email') return to.replace(/^(.)[^@]*/, '$1***')
  if (door === 'sms') return to.length >= 8 ? `${to.slice(0, 3)}****${to.slice(-4)}` : '***'
  return to.length > 6 ? `${to.slice(0, 2)}***${to.slice(-2)}` : '***'
}

/** Keyed hash by which messages to one address are counted and refusals found. */
export const addressHash = (keys: Keys, tenantId: string, door: Door, to: string) =>
  keys.lookup(tenantId, 'outgoing', `${door}\0${normalAddress(door, to)}`)
