import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** One transaction of a kind and tenant at a time; others wait for its end. For work whose rows alone do not keep two workers apart. */
export const oneAtATime = (tx: Tx, kind: string, tenantId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${tenantId}`}, 0))`.execute(tx)
