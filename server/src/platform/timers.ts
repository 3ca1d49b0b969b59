import type { Selectable } from 'kysely'
import type { Tx } from './database.ts'
import type { Deps } from './deps.ts'
import { newId } from './ids.ts'

export type TimerTable = {
  tenant_id: string
  id: string
  kind: string
  about_id: string | null
  subject_id: string | null
  due_at: Date
  fired_at: Date | null
}
export type TimerRow = Selectable<TimerTable>

declare module './database.ts' {
  interface Tables {
    timer: TimerTable
  }
}

/** What happens when timers of a kind come due: in one transaction with their being marked as fired. */
export type TimerAct = (tx: Tx, batch: TimerRow[], now: Date) => Promise<void>
export type NewTimer = { tenantId: string; kind: string; aboutId?: string; subjectId?: string; dueAt: Date }

const batchSize = 500
// So many broken timers in one sweep mean that the act itself is broken.
const mostFailures = 100

/** Sets a timer; returns its id. */
export async function setTimer(tx: Tx, timer: NewTimer): Promise<string> {
  const [id = ''] = await setTimers(tx, [timer])
  return id
}

/** Sets many in one statement; returns their ids in order. */
export async function setTimers(tx: Tx, timers: NewTimer[]): Promise<string[]> {
  if (timers.length === 0) return []
  const rows = timers.map(({ tenantId, kind, aboutId, subjectId, dueAt }) => {
    return {
      tenant_id: tenantId,
      id: newId(),
      kind,
      about_id: aboutId ?? null,
      subject_id: subjectId ?? null,
      due_at: dueAt,
      fired_at: null,
    }
  })
  await tx.insertInto('timer').values(rows).execute()
  return rows.map(({ id }) => id)
}

/**
 * Takes away the timers of subjects that have not fired. One that is firing at this moment is left, for its act may be waiting for what
 * the caller has locked: acts look again whether there still is something to do.
 */
export async function cancelTimers(tx: Tx, tenantId: string, ...subjectIds: string[]) {
  if (subjectIds.length === 0) return
  const waiting = tx
    .selectFrom('timer')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('subject_id', 'in', subjectIds)
    .where('fired_at', 'is', null)
    .forUpdate()
    .skipLocked()
  await tx.deleteFrom('timer').where('tenant_id', '=', tenantId).where('id', 'in', waiting).execute()
}

/**
 * Fires what is due, each timer once, also with several workers and through kill -9; returns how many.
 * @throws what the acts threw, after everything else has fired; their timers stay due
 */
export async function fireTimers(deps: Deps, tenantId: string, acts: Record<string, TimerAct>): Promise<number> {
  const now = deps.clock()
  const errors: unknown[] = []
  let fired = 0
  for (const [kind, act] of Object.entries(acts)) fired += await fireKind(deps, tenantId, kind, act, now, errors)
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} timers did not fire`)
  if (errors.length === 1) throw errors[0]
  return fired
}

/** A timer whose act fails must not hold up the others: after a failed batch they go one by one until it is found. */
async function fireKind(deps: Deps, tenantId: string, kind: string, act: TimerAct, now: Date, errors: unknown[]): Promise<number> {
  const failed: string[] = []
  let fired = 0
  let size = batchSize
  while (failed.length < mostFailures) {
    let batch: TimerRow[] = []
    try {
      await deps.database
        .tenant(tenantId)
        .transaction()
        .execute(async (tx) => {
          batch = await dueTimers(tx, tenantId, kind, now, size, failed)
          if (batch.length) await fireBatch(tx, tenantId, act, batch, now)
        })
      if (batch.length === 0) return fired
      fired += batch.length
    } catch (error) {
      const [first] = batch
      if (!first) throw error // not the act: the database
      if (batch.length === 1) {
        failed.push(first.id)
        errors.push(error)
      }
      size = batch.length === 1 ? batchSize : 1
    }
  }
  return fired
}

async function fireBatch(tx: Tx, tenantId: string, act: TimerAct, batch: TimerRow[], now: Date) {
  await act(tx, batch, now)
  const ids = batch.map(({ id }) => id)
  await tx.updateTable('timer').set({ fired_at: now }).where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
}

const dueTimers = (tx: Tx, tenantId: string, kind: string, now: Date, limit: number, failed: string[]): Promise<TimerRow[]> =>
  tx
    .selectFrom('timer')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('fired_at', 'is', null)
    .where('due_at', '<=', now)
    .$if(failed.length > 0, (query) => query.where('id', 'not in', failed))
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
