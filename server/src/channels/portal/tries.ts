import { sql } from 'kysely'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'

/** What is counted, and how often it may be within an hour. Source: docs/rules/portal.md */
export const mostTries = { codeByNumber: 20, codeByContact: 6, lookupByNumber: 60, speechByNumber: 30 } as const
export type TryKind = keyof typeof mostTries
const windowMs = 3_600_000

/** Counts a try, of whatever was typed: whether such a number or contact exists plays no part. @returns whether it was one too many */
export async function countTry(tx: Tx, keys: Keys, tenantId: string, kind: TryKind, typed: string, now: Date): Promise<boolean> {
  const key = keys.lookup(tenantId, `portal ${kind}`, typed)
  const since = new Date(now.getTime() - windowMs)
  const { rows } = await sql<{ tries: number }>`
    insert into portal_try as t (tenant_id, kind, key_hash, since, tries) values (${tenantId}, ${kind}, ${key}, ${now}, 1)
    on conflict (tenant_id, kind, key_hash) do update set
      tries = case when t.since <= ${since} then 1 else t.tries + 1 end, since = case when t.since <= ${since} then ${now} else t.since end
    returning tries`.execute(tx)
  return (rows[0]?.tries ?? 0) > mostTries[kind]
}
