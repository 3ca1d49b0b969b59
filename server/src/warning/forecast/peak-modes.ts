import type { PeakMode, PeakModeEnding, PeakModeInput, PeakModeList } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { wholeList } from '../../platform/keyset.ts'
import { dayOf } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { activatePeakMode } from './activate.ts'
import './tables.ts'

const mostListed = 100

/** 高峰模式: running and planned first, then those that were. */
export async function listPeakModes(tx: Tx, tenantId: string): Promise<PeakModeList> {
  const rows = await modes(tx, tenantId).orderBy(sql`m.ended_at is not null`).orderBy('m.starts_on', 'desc').limit(mostListed).execute()
  return wholeList(rows.map(shown))
}

/** Those that run now: what stands on top of every page. */
export async function runningPeakModes(tx: Tx, tenantId: string): Promise<PeakModeList> {
  const rows = await modes(tx, tenantId)
    .where('m.started_at', 'is not', null)
    .where('m.ended_at', 'is', null)
    .orderBy('m.starts_on')
    .execute()
  return wholeList(rows.map(shown))
}

const modes = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('peak_mode as m')
    .selectAll('m')
    .select([sql<Day>`m.starts_on::text`.as('starts_on'), sql<Day | null>`m.ends_on::text`.as('ends_on')])
    .select([personNamed('m', 'made_by').as('by'), personNamed('m', 'ended_by').as('ended_person')])
    .where('m.tenant_id', '=', tenantId)

const shown = (row: Awaited<ReturnType<ReturnType<typeof modes>['execute']>>[number]): PeakMode => ({
  id: row.id,
  code: row.code,
  name: row.name,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  factor: row.factor === null ? null : Number(row.factor.toFixed(2)),
  plan: row.plan,
  notice: row.notice,
  state: row.ended_at ? 'ended' : row.started_at ? 'running' : 'planned',
  madeAt: row.made_at.toISOString(),
  by: row.by,
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  endedBy: row.ended_person,
  endReason: row.end_reason,
  version: row.version,
})

export async function findMode(tx: Tx, tenantId: string, id: string): Promise<PeakMode> {
  const row = await modes(tx, tenantId).where('m.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个高峰模式')
  return shown(row)
}

/** 启用高峰模式: at once when its first day has come, else on that day. Days that are past may be named, so that history is learnt from. @throws INPUT_INVALID */
export async function makePeakMode({ tx, actor, now }: Act, input: z.infer<typeof PeakModeInput>): Promise<PeakMode> {
  const { tenantId } = actor
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const { endsOn = null, factor = null, startsOn, code, ...words } = input
  if (endsOn !== null && endsOn < startsOn) throw invalidInput('#/endsOn', '结束日期不能早于开始日期')
  const id = newId()
  const isPast = endsOn !== null && endsOn < today
  await tx
    .insertInto('peak_mode')
    .values({
      tenant_id: tenantId,
      id,
      code,
      starts_on: startsOn,
      ends_on: endsOn,
      factor,
      ...words,
      made_at: now,
      made_by: actor.userId,
      started_at: startsOn <= today ? now : null,
      ended_at: isPast ? now : null,
      ended_by: null,
      end_reason: null,
    })
    .execute()
  await forgetRun(tx, tenantId, today)
  await recordAudit(tx, {
    tenantId,
    kind: 'peakMode.made',
    actorId: actor.userId,
    subjectId: id,
    facts: { code, startsOn, endsOn, factor },
    at: now,
  })
  const mode = await findMode(tx, tenantId, id)
  if (mode.state === 'running') await activatePeakMode(tx, tenantId, mode, now)
  return mode
}

/** 结束高峰模式 by a person. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID when it has already ended */
export async function endPeakMode(
  { tx, actor, now }: Act,
  id: string,
  { reason, version }: z.infer<typeof PeakModeEnding>,
): Promise<PeakMode> {
  const { tenantId } = actor
  await tx.selectFrom('peak_mode').select('id').where('tenant_id', '=', tenantId).where('id', '=', id).forUpdate().execute()
  const before = await findMode(tx, tenantId, id)
  if (before.state === 'ended') throw invalidInput('#/id', '这个高峰模式已经结束')
  if (version !== undefined && version !== before.version) throw new AppError('VERSION_CONFLICT', '请刷新后再做')
  await tx
    .updateTable('peak_mode')
    .set({ ended_at: now, ended_by: actor.userId, end_reason: reason, version: before.version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await forgetRun(tx, tenantId, dayOf(now, await tenantZone(tx, tenantId)))
  await recordAudit(tx, {
    tenantId,
    kind: 'peakMode.ended',
    actorId: actor.userId,
    subjectId: id,
    facts: { code: before.code },
    reason,
    at: now,
  })
  return findMode(tx, tenantId, id)
}

/** Today's forecasts know other days now: the next sweep makes them anew. */
async function forgetRun(tx: Tx, tenantId: string, today: Day) {
  for (const table of ['forecast', 'forecast_run'] as const)
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where(sql<SqlBool>`made_on = ${today}::date`).execute()
}
