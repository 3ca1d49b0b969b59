import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { CaseAdherenceTable } from '../tables.ts'
import { type AdherenceEvent, adherenceEvents } from './adherence.ts'

type Doer = NonNullable<AdherenceEvent['by']>

/**
 * Events of the present cycle of each case that its written process asks about, in their order.
 * @param cyclesBefore of so many cycles before it
 */
export async function adherenceEventsOf(
  tx: Tx,
  tenantId: string,
  caseIds: string[],
  cyclesBefore = 0,
): Promise<Map<string, AdherenceEvent[]>> {
  const rows = await tx
    .selectFrom('case_event as e')
    .innerJoin('complaint_case as c', (join) =>
      join
        .onRef('c.tenant_id', '=', 'e.tenant_id')
        .onRef('c.id', '=', 'e.case_id')
        .on((eb) => eb('e.cycle', '=', eb('c.cycle', '-', cyclesBefore))),
    )
    .select(['e.case_id', 'e.no', 'e.kind', 'e.at', 'e.facts', 'e.actor_id'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.case_id', 'in', caseIds)
    .where('e.kind', 'in', adherenceEvents)
    .orderBy('e.case_id')
    .orderBy('e.no')
    .execute()
  const doers = await doersOf(tx, tenantId, [...new Set(rows.map(({ actor_id }) => actor_id).filter((id) => id !== null))])
  const events = rows.map(({ case_id, actor_id, ...event }) => ({ ...event, case_id, by: actor_id ? (doers.get(actor_id) ?? null) : null }))
  return Map.groupBy(events, ({ case_id }) => case_id)
}

/** The roles and the kind of unit people have; today's, as nobody keeps those of then. */
async function doersOf(tx: Tx, tenantId: string, userIds: string[]): Promise<Map<string, Doer>> {
  if (userIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('user_account as u')
    .leftJoin('unit', (join) => join.onRef('unit.tenant_id', '=', 'u.tenant_id').onRef('unit.id', '=', 'u.unit_id'))
    .leftJoin('user_role as ur', (join) => join.onRef('ur.tenant_id', '=', 'u.tenant_id').onRef('ur.user_id', '=', 'u.id'))
    .leftJoin('role', (join) => join.onRef('role.tenant_id', '=', 'ur.tenant_id').onRef('role.id', '=', 'ur.role_id'))
    .select(['u.id', 'unit.kind', 'role.code'])
    .where('u.tenant_id', '=', tenantId)
    .where('u.id', 'in', userIds)
    .execute()
  const doers = new Map<string, Doer>()
  for (const { id, kind, code } of rows) {
    doers.set(id, { unitKind: kind, roles: [...(doers.get(id)?.roles ?? []), ...(code ? [code] : [])] })
  }
  return doers
}

/** Stores what was counted; the later count stands. */
export async function storeAdherence(tx: Tx, rows: Insertable<CaseAdherenceTable>[]) {
  if (rows.length === 0) return
  await tx
    .insertInto('case_adherence')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'case_id', 'cycle']).doUpdateSet((eb) => ({
        process_version_id: eb.ref('excluded.process_version_id'),
        unit_id: eb.ref('excluded.unit_id'),
        category: eb.ref('excluded.category'),
        began_at: eb.ref('excluded.began_at'),
        steps: eb.ref('excluded.steps'),
        skipped: eb.ref('excluded.skipped'),
        late: eb.ref('excluded.late'),
        out_of_order: eb.ref('excluded.out_of_order'),
        by_others: eb.ref('excluded.by_others'),
        overrides: eb.ref('excluded.overrides'),
        next_due_at: eb.ref('excluded.next_due_at'),
      })),
    )
    .execute()
}
