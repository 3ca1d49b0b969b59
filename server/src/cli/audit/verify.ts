import type pg from 'pg'
import type { Keys } from '../../platform/crypto.ts'
import type { Deps } from '../../platform/deps.ts'
import { enterTenant } from '../backup/catalogue.ts'
import type { Finding } from './finding.ts'
import { findEmptyCases, findTraces, pairLost } from './missing.ts'
import { walkCases } from './walk-cases.ts'
import { type Anchor, keyOf, walkFeed } from './walk-feed.ts'

type Tenant = { id: string; code: string }

export type TenantReport = {
  tenant: string
  ok: boolean
  cases: number
  events: number
  sealed: number
  texts: number
  erasedTexts: number
  /** Kept outside, it shows later that nobody has written the whole feed anew. */
  head: { seq: number; seal: string | null }
  findings: Finding[]
}

/**
 * 审计核验: walks both chains of a tenant, as they are at one instant: each case's, hash over hash, with the texts; and the feed's, seal
 * over seal. What the database's owner could do behind the application's back shows here.
 * @param anchor a sequence and seal noted down earlier
 */
export async function verifyTenant(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  tenant: Tenant,
  anchor?: Anchor,
): Promise<TenantReport> {
  const client = await database.pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await enterTenant(client, tenant.id)
    return await verifyWithin(client, keys, tenant, anchor)
  } finally {
    await client.query('rollback').catch(() => {}) // the connection may be gone
    client.release()
  }
}

/** The same on a connection whose transaction has entered the tenant. */
export async function verifyWithin(client: pg.ClientBase, keys: Keys, { id, code }: Tenant, anchor?: Anchor): Promise<TenantReport> {
  const feed = await walkFeed(client, id, anchor)
  const cases = await walkCases(client, id, keys, feed.suspects)
  const empty = await findEmptyCases(client, id)
  const left = pairLost(feed.gaps, [...cases.lost, ...empty])
  const named = new Set(cases.findings.map(({ caseId, no }) => keyOf(caseId ?? '', no ?? 0)))
  const findings = [
    ...cases.findings,
    ...empty.map(({ finding }) => finding),
    // The case's own chain has said it already, and better.
    ...feed.findings.filter(({ caseId, no }) => caseId === null || !named.has(keyOf(caseId, no ?? 0))),
    ...left,
    ...(await findTraces(client, id)),
  ]
  return {
    tenant: code,
    ok: findings.length === 0,
    cases: cases.cases,
    events: cases.events,
    sealed: feed.sealed,
    texts: cases.texts,
    erasedTexts: cases.erasedTexts,
    head: feed.head,
    findings,
  }
}
