import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { countInto } from '../counts.ts'
import { keepFactsOf } from '../facts/keep-facts.ts'
import type { MeasureState } from '../tables.ts'
import { changeState, endRecount, lockState } from './state.ts'

const casesAtOnce = 500
/** So long a visit of the schedule goes on with it. */
const visitMs = 3_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * 重新计数: after the company's zone or its rates were changed, tells every fact anew and counts new roll-ups beside those in use, a batch of cases
 * a transaction; when all are counted they take their place. A process that is killed leaves whole batches behind, and the next goes on after them.
 */
export async function recountInBatches({ database }: Pick<Deps, 'database'>, tenantId: string): Promise<void> {
  const until = performance.now() + visitMs
  const db = database.tenant(tenantId)
  if (!(await isDue(database, tenantId))) return
  while (await db.transaction().execute((tx) => recountBatch(tx, tenantId))) if (performance.now() > until) return
}

/** Asked without a lock, for nearly always there is nothing to do. */
async function isDue(database: Deps['database'], tenantId: string): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select s.asked_at is not null or s.next_generation is not null or s.zone <> t.zone as due
    from measure_state s join tenant t on t.id = s.tenant_id where s.tenant_id = ${tenantId}`.execute(database.tenant(tenantId))
  return rows[0]?.due ?? false
}

/** One batch. @returns whether there is more to do */
export async function recountBatch(tx: Tx, tenantId: string): Promise<boolean> {
  const state = await lockState(tx, tenantId)
  const zone = await tenantZone(tx, tenantId)
  if (state.asked_at !== null || (state.next_zone ?? state.zone) !== zone) return begin(tx, state, zone)
  const { next_generation: next, next_zone: nextZone } = state
  if (next === null || nextZone === null) return false
  const ids = await nextCases(tx, state)
  const last = ids.at(-1)
  if (last === undefined) return finish(tx, state, next, nextZone)
  const facts = await keepFactsOf(tx, tenantId, ids)
  await countInto(tx, { tenant_id: tenantId, generation: next, zone: nextZone }, facts)
  await changeState(tx, tenantId, { after_case_id: last, counted: state.counted + ids.length })
  return true
}

async function begin(tx: Tx, { tenant_id: tenantId, generation, next_generation: before }: MeasureState, zone: string): Promise<true> {
  await tx.deleteFrom('measure_count').where('tenant_id', '=', tenantId).where('generation', '<>', generation).execute()
  const { of } = await tx
    .selectFrom('complaint_case')
    .select((eb) => eb.fn.countAll<number>().as('of'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const next = { next_generation: Math.max(generation, before ?? 0) + 1, next_zone: zone, after_case_id: null, counted: 0, of }
  await changeState(tx, tenantId, { ...next, asked_at: null })
  return true
}

async function finish(tx: Tx, state: MeasureState, generation: number, zone: string): Promise<false> {
  await tx.deleteFrom('measure_count').where('tenant_id', '=', state.tenant_id).where('generation', '<>', generation).execute()
  await endRecount(tx, { ...state, generation, zone })
  return false
}

async function nextCases(tx: Tx, { tenant_id: tenantId, after_case_id: after }: MeasureState): Promise<string[]> {
  const rows = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after ?? beforeAll)
    .orderBy('id')
    .limit(casesAtOnce)
    .execute()
  return rows.map(({ id }) => id)
}
