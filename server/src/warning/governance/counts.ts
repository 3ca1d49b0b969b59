import type { WarningCounts, WarningKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { dayOf } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { settingOf } from './settings.ts'
import './tables.ts'
import { visibleWarnings } from './visible.ts'

/** Today in the tenant's zone, as `2026-11-22`. */
export const todayOf = async (tx: Tx, tenantId: string, now: Date): Promise<Day> => dayOf(now, await tenantZone(tx, tenantId))

type OfKind = { kind: WarningKind; blue: number; yellow: number; orange: number; red: number; unacknowledged: number; mine: number }

/** 现在烧着的: open warnings by kind and level; those snoozed burn later. */
export async function countWarnings(tx: Tx, actor: Actor, now: Date): Promise<WarningCounts> {
  const { tenantId, userId } = actor
  const { rows } = await sql<OfKind>`
    select kind, count(*) filter (where level = 1) as blue, count(*) filter (where level = 2) as yellow,
      count(*) filter (where level = 3) as orange, count(*) filter (where level = 4) as red,
      count(*) filter (where acknowledged_at is null) as unacknowledged, count(*) filter (where owner_id = ${userId}::uuid) as mine
    from warning w where tenant_id = ${tenantId} and cleared_at is null and (snoozed_until is null or snoozed_until <= ${now}) and ${visibleWarnings(tx, actor)}
    group by kind order by kind`.execute(tx)
  const told = await tx
    .selectFrom('warning_told')
    .select(['singles', 'held'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('day', '=', await todayOf(tx, tenantId, now))
    .executeTakeFirst()
  const { singlesADay } = await settingOf(tx, tenantId)
  return {
    byKind: rows.map(({ unacknowledged: _, mine: __, ...counts }) => counts),
    unacknowledged: rows.reduce((sum, row) => sum + row.unacknowledged, 0),
    mine: rows.reduce((sum, row) => sum + row.mine, 0),
    budget: { singlesADay, told: told?.singles ?? 0, held: told?.held ?? 0 },
  }
}
