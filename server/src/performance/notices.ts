import { systemActor } from '../cases/index.ts'
import { choosablePeople } from '../identity/index.ts'
import { tellDirectly } from '../notifications/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Sheet } from './who.ts'

type Kind = 'performanceReady' | 'performanceEnding' | 'performanceObjected' | 'performanceDecided' | 'performanceAmended'
const atOnce = 200

/** Whom a sheet is of: the person; of a unit those who lead it. */
export async function ownersOf(tx: Tx, tenantId: string, { kind, subject_id, unit_id }: Pick<Sheet, 'kind' | 'subject_id' | 'unit_id'>) {
  if (kind === 'person') return [subject_id]
  if (unit_id === null) return []
  const leads = await choosablePeople(tx, systemActor(tenantId), { permission: 'performance:lead', unitId: unit_id })
  return leads.map(({ id }) => id)
}

export async function tellAbout(
  tx: Tx,
  tenantId: string,
  kind: Kind,
  userIds: readonly string[],
  sheet: Pick<Sheet, 'id' | 'month'>,
  now: Date,
  mark = '',
) {
  const facts = { performanceSheetId: sheet.id, month: sheet.month }
  await tellDirectly(
    tx,
    tenantId,
    [...new Set(userIds)].map((userId) => ({ userId, key: `performance ${sheet.id} ${kind} ${mark}`, kind, at: now, facts })),
    now,
  )
}

/** 请先看, 将结束: tells whom a sheet is of that it is there, and once more on the last working day when they have said nothing. */
export async function tellOfSheets({ database, clock }: Deps, tenantId: string) {
  const now = clock()
  await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const due = (told: 'told_at' | 'reminded_at', at: 'shown_at' | 'remind_at') =>
        tx
          .selectFrom('performance_sheet')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('locked_at', 'is', null)
          .where(told, 'is', null)
          .where(at, '<=', now)
          .orderBy('id')
          .limit(atOnce)
          .forUpdate()
          .skipLocked()
      const mark = (id: string, told: 'told_at' | 'reminded_at') =>
        tx
          .updateTable('performance_sheet')
          .set({ [told]: now })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .execute()
      for (const sheet of await due('told_at', 'shown_at').execute()) {
        await tellAbout(tx, tenantId, 'performanceReady', await ownersOf(tx, tenantId, sheet), sheet, now)
        await mark(sheet.id, 'told_at')
      }
      const ending = due('reminded_at', 'remind_at').where('told_at', 'is not', null).where('acknowledged_at', 'is', null)
      for (const sheet of await ending.execute()) {
        // One who could not be reminded in time is not reminded at all.
        if (sheet.open_at && sheet.open_at > now)
          await tellAbout(tx, tenantId, 'performanceEnding', await ownersOf(tx, tenantId, sheet), sheet, now)
        await mark(sheet.id, 'reminded_at')
      }
    })
}
