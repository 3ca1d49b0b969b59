import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { countAllFacts, storeFacts } from './counts.ts'
import { cycleFactsOf } from './facts/facts-of.ts'
import { readHistories } from './facts/read-histories.ts'
import { endRecount, lockState } from './roll-ups/state.ts'

export const readerName = 'analytics.keepFacts'
const batch = 1_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** 重新计数: every fact anew from the events, then every roll-up; who reads meanwhile sees the figures as they were. @returns how many cases were counted */
export const rebuildMeasures = ({ database }: Pick<Deps, 'database'>, tenantId: string): Promise<number> =>
  database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => recountMeasures(tx, tenantId))

export async function recountMeasures(tx: Tx, tenantId: string): Promise<number> {
  // The reader of the feed waits, so that nothing is counted twice.
  await tx
    .selectFrom('feed_position')
    .select('seq')
    .where('tenant_id', '=', tenantId)
    .where('reader', '=', readerName)
    .forUpdate()
    .execute()
  const state = await lockState(tx, tenantId)
  await tx.deleteFrom('cycle_fact').where('tenant_id', '=', tenantId).execute()
  let counted = 0
  for await (const ids of caseIdsInOrder(tx, tenantId, batch)) {
    await storeFacts(tx, (await readHistories(tx, tenantId, ids)).flatMap(cycleFactsOf))
    counted += ids.length
  }
  const zone = await tenantZone(tx, tenantId)
  await countAllFacts(tx, { ...state, zone })
  await endRecount(tx, { ...state, zone })
  return counted
}

/** Ids of every case, so many at a time. */
export async function* caseIdsInOrder(tx: Tx, tenantId: string, atOnce: number) {
  for (let after = beforeAll; ; ) {
    const rows = await tx
      .selectFrom('complaint_case')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    yield rows.map(({ id }) => id)
  }
}
