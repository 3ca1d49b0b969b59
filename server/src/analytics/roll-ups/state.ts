import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { MeasureState } from '../tables.ts'

/** 计数的代 in use; of a tenant that has counted nothing yet the first. */
export async function stateOf(tx: Tx, tenantId: string): Promise<MeasureState> {
  const state = await tx.selectFrom('measure_state').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  return state ?? { ...first, tenant_id: tenantId, zone: await tenantZone(tx, tenantId) }
}

const first = { generation: 1, next_generation: null, next_zone: null, after_case_id: null, counted: 0, of: 0, asked_at: null }

/** Whoever changes facts or roll-ups goes one after the other; taken before anything is read. */
export async function lockState(tx: Tx, tenantId: string): Promise<MeasureState> {
  const find = () => tx.selectFrom('measure_state').selectAll().where('tenant_id', '=', tenantId).forUpdate().executeTakeFirst()
  const found = await find()
  if (found) return found
  await tx
    .insertInto('measure_state')
    .values({ ...first, tenant_id: tenantId, zone: await tenantZone(tx, tenantId) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find()) ?? Promise.reject(new Error('no state of the measures'))
}

export const changeState = (tx: Tx, tenantId: string, change: Partial<Omit<MeasureState, 'tenant_id'>>) =>
  tx.updateTable('measure_state').set(change).where('tenant_id', '=', tenantId).execute()

/** 重新计数: asks that every fact be told and counted anew, by the job. */
export async function askRecount(tx: Tx, tenantId: string, now: Date) {
  await lockState(tx, tenantId)
  await changeState(tx, tenantId, { asked_at: now })
}

/** These roll-ups are in use from now on; nothing is counted anew any more. */
export const endRecount = (tx: Tx, { tenant_id: tenantId, generation, zone }: Pick<MeasureState, 'tenant_id' | 'generation' | 'zone'>) =>
  changeState(tx, tenantId, { generation, zone, ...noNext, asked_at: null })

const noNext = { next_generation: null, next_zone: null, after_case_id: null, counted: 0, of: 0 }
