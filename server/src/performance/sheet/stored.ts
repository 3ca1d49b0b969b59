import type { PerformanceEdition } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Selectable } from 'kysely'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PerformanceEditionTable, SheetRow, StoredFigures } from '../tables.ts'
import { maySee, type Sheet } from '../who.ts'

export type Edition = Selectable<PerformanceEditionTable>

/** @throws NOT_FOUND for a sheet the person may not see: that there is one is nobody's business */
export async function seenSheet({ tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>, id: string, lock?: 'lock'): Promise<Sheet> {
  const sheet = await tx
    .selectFrom('performance_sheet')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .$if(lock === 'lock', (row) => row.forUpdate())
    .executeTakeFirst()
  if (!sheet || !maySee(actor, sheet, now)) throw new AppError('NOT_FOUND', '没有这份绩效表，或现在还轮不到您看')
  return sheet
}

/** @throws VERSION_CONFLICT */
export function requireVersion(sheet: Sheet, version: number) {
  if (sheet.version !== version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${sheet.version} 版；请刷新后再做`)
}

export const editionOf = (tx: Tx, tenantId: string, sheetId: string, no: number): Promise<Edition> =>
  tx
    .selectFrom('performance_edition')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('sheet_id', '=', sheetId)
    .where('no', '=', no)
    .executeTakeFirstOrThrow()

type Fresh = { kind: PerformanceEdition['kind']; reason: string | null; sequence: number; figures: StoredFigures; rows: SheetRow[] }

/** 新的版次 beside those before it, which stay as they are. */
export async function addEdition({ tx, actor, now }: Act, sheet: Sheet, { kind, reason, sequence, figures, rows }: Fresh): Promise<number> {
  const no = sheet.edition + 1
  await tx
    .insertInto('performance_edition')
    .values({
      ...{ tenant_id: actor.tenantId, sheet_id: sheet.id, no, kind, at: now, by_id: actor.userId, sequence },
      reason: reason === null ? null : maskPersonalData(reason).masked,
      figures: JSON.stringify(figures),
      rows: JSON.stringify(rows),
    })
    .execute()
  await changeSheet(tx, sheet, { edition: no })
  return no
}

export async function changeSheet(tx: Tx, sheet: Sheet, changes: Partial<Omit<Sheet, 'rules'>>) {
  await tx
    .updateTable('performance_sheet')
    .set({ ...changes, version: sheet.version + 1 })
    .where('tenant_id', '=', sheet.tenant_id)
    .where('id', '=', sheet.id)
    .execute()
}
