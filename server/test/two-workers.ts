import { expect } from 'vitest'
import type { Tx } from '../src/platform/database.ts'
import type { World } from './harness.ts'

const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"

/** Does the first work and holds its rows until somebody waits for them, as a worker does that is a moment ahead. */
export async function oneBesideTheOther<First, Second>(
  { deps: { database }, tenantId }: World,
  first: (tx: Tx) => Promise<First>,
  second: () => Promise<Second>,
) {
  let other: Promise<Second> | undefined
  const one = await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const done = await first(tx)
      other = second()
      other.catch(() => undefined)
      await expect.poll(async () => (await database.pool.query(waiting)).rows.length, { timeout: 10_000 }).toBeGreaterThan(0)
      return done
    })
  return { one, other: await (other as Promise<Second>) }
}
