import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aComplaint } from '../../test/builders.ts'
import { aPlatform } from '../../test/database.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { lockCase, systemActor } from './act.ts'
import { openFeed } from './feed.ts'
import { registerCases } from './register.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
beforeAll(async () => {
  platform = await aPlatform()
})
afterAll(() => platform.close())

test('while somebody acts on a case, rows that only name it are written, and another act waits', async () => {
  const { deps } = platform
  const tenantId = await platform.aTenant(newId().slice(-12))
  const db = deps.database.tenant(tenantId)
  await db.transaction().execute((tx) => openFeed(tx, tenantId))
  const actIn = (tx: Tx) => ({ tx, keys: deps.keys, actor: systemActor(tenantId), now: platform.clock.now() })
  const complaint = aComplaint({ complainant: {} }) as Parameters<typeof registerCases>[1][number]['complaint']
  const [made] = await db.transaction().execute((tx) => registerCases(actIn(tx), [{ complaint, customerId: null, duplicateOf: null }]))
  const id = made?.id ?? ''
  const meanwhile = (work: (tx: Tx) => Promise<unknown>) =>
    db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '500ms'`.execute(tx)
      await work(tx)
    })

  await db.transaction().execute(async (tx) => {
    await lockCase(actIn(tx), id)
    await meanwhile((other) => sql`insert into case_watch (tenant_id, case_id) values (${tenantId}, ${id})`.execute(other))
    await expect(meanwhile((other) => lockCase(actIn(other), id))).rejects.toThrow(/lock timeout/)
  })
})
