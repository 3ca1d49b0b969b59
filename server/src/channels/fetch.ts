import type { Door } from '@zhiwei/contract'
import type { Deps } from '../platform/deps.ts'
import { accountsOf, noteCall } from './accounts/accounts.ts'
import { type Account, type AnyDoor, doors } from './doors.ts'
import type { DoorSources } from './incoming-call.ts'

const fetching = () => (Object.entries(doors) as [Door, AnyDoor][]).flatMap(([door, { fetch }]) => (fetch ? [{ door, fetch }] : []))

/** After a failure an account rests, the longer the more often it failed in a row. */
const restsMs = [5_000, 15_000, 60_000, 300_000, 600_000]
const failures = new Map<string, { times: number; until: number }>()

/**
 * 收取: what doors fetch by themselves, account by account; one that fails rests and holds up nobody else. Safe to run in several processes: what
 * was fetched is taken once.
 */
export const fetchFromDoors = (sources: DoorSources) => async (deps: Deps, tenantId: string) => {
  for (const { door, fetch } of fetching()) {
    const accounts = await deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => accountsOf(tx, deps.keys, tenantId, door))
    for (const account of accounts) await fetchOne(deps, account, (one) => fetch(deps, one, sources))
  }
}

async function fetchOne<S>(deps: Deps, account: Account<S>, fetch: (account: Account<S>) => Promise<boolean>) {
  const now = deps.clock().getTime()
  const failed = failures.get(account.id)
  if (failed && failed.until > now) return
  try {
    // An account with nothing to fetch says so, and its row is left alone.
    if (await fetch(account)) await noteCall(deps, account)
    failures.delete(account.id)
  } catch (error) {
    const times = (failed?.times ?? 0) + 1
    failures.set(account.id, { times, until: now + (restsMs[Math.min(times, restsMs.length) - 1] ?? 0) })
    await noteCall(deps, account, error)
  }
}
