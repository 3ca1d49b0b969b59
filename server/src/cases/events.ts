import type { EventKind } from '@zhiwei/contract'
import { sha256 } from '../platform/crypto.ts'
import { randomBytesOf } from '../platform/random.ts'
import type { EventTexts } from './tables.ts'

/** One event as it is chained: everything that must not change afterwards. */
export type ChainedEvent = {
  tenantId: string
  caseId: string
  no: number
  kind: EventKind
  cycle: number
  at: Date
  actorId: string | null
  facts: Record<string, unknown>
  textDigest: Buffer | null
}

/** JSON with sorted keys, so that a value read back from the database spells the same. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
      .join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** Hash of an event over the hash of the case's previous one: changing, removing or reordering any breaks the chain. */
export function hashOfEvent(event: ChainedEvent, previous: Buffer | null): Buffer {
  const { tenantId, caseId, no, kind, cycle, at, actorId, facts, textDigest } = event
  const spelled = [
    tenantId,
    caseId,
    no,
    kind,
    cycle,
    at.toISOString(),
    actorId ?? '',
    canonicalJson(facts),
    textDigest?.toString('hex') ?? '',
  ]
  return sha256(`${previous?.toString('hex') ?? ''}\n${spelled.join('\n')}`)
}

/** Digest of an event's texts with a salt that lies in the erasable row: after erasure it tells nothing. */
export function digestOfTexts(texts: EventTexts): { salt: Buffer; digest: Buffer } {
  const salt = randomBytesOf(16)
  return { salt, digest: textDigest(texts, salt) }
}
export const textDigest = (texts: EventTexts, salt: Buffer) => sha256(Buffer.concat([salt, Buffer.from(canonicalJson(texts))]))
