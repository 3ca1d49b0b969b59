import type { CrisisEventKind } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { masked } from '../governance/events.ts'
import type { WarningNotice } from '../governance/notice.ts'
import type { CrisisTable } from './tables.ts'

export type Crisis = Selectable<CrisisTable>

/** Locks a crisis for an act. @throws NOT_FOUND; ALREADY_DECIDED when it is closed; VERSION_CONFLICT */
export async function lockCrisis({ tx, actor }: Act, id: string, version?: number): Promise<Crisis> {
  const row = await tx
    .selectFrom('crisis')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个危机事件')
  if (version !== undefined && version !== row.version) throw new AppError('VERSION_CONFLICT', '请刷新后再做')
  if (row.closed_at) throw new AppError('ALREADY_DECIDED', '这个危机事件已经结束')
  return row
}

/** 时间线: adds a line; the crisis is locked by whoever adds. */
export async function addLine(
  { tx, actor, now }: Act,
  crisisId: string,
  { kind, facts = {}, note }: { kind: CrisisEventKind; facts?: Record<string, unknown>; note?: string },
) {
  await sql`
    insert into crisis_event (tenant_id, crisis_id, no, kind, at, by_id, facts, note)
    select ${actor.tenantId}, ${crisisId}, coalesce(max(no), 0) + 1, ${kind}, ${now}, ${actor.userId}::uuid, ${JSON.stringify(facts)}::jsonb,
      ${note ? masked(note) : null}
    from crisis_event where tenant_id = ${actor.tenantId} and crisis_id = ${crisisId}`.execute(tx)
  await sql`update crisis set version = version + 1 where tenant_id = ${actor.tenantId} and id = ${crisisId}`.execute(tx)
}

export const noticeOf = (
  { id, title }: Pick<Crisis, 'id' | 'title'>,
  userId: string,
  kind: WarningNotice['kind'],
  occasion: string,
  at: Date,
): WarningNotice => ({ userId, key: `crisis ${id} ${occasion}`, kind, facts: { crisisId: id, subject: title }, at })
