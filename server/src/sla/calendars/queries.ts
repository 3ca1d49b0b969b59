import type { WeekdayCode, WorkCalendar } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'

/** 工作日历 of the tenant, the company's first, then by name. */
export async function listCalendars(tx: Tx, tenantId: string): Promise<WorkCalendar[]> {
  const rows = await tx
    .selectFrom('work_calendar as c')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .selectAll('c')
    .select('t.zone as tenantZone')
    .where('c.tenant_id', '=', tenantId)
    .orderBy('c.company', 'desc')
    .orderBy(sql`c.name collate "zh-x-icu"`)
    .execute()
  const units = await tx
    .selectFrom('unit_calendar as k')
    .innerJoin('unit as u', (join) => join.onRef('u.tenant_id', '=', 'k.tenant_id').onRef('u.id', '=', 'k.unit_id'))
    .select(['k.calendar_id', 'u.id', 'u.name'])
    .where('k.tenant_id', '=', tenantId)
    .orderBy(sql`u.name collate "zh-x-icu"`)
    .execute()
  const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    company: row.company,
    zone: row.zone ?? row.tenantZone,
    ownZone: row.zone,
    hours: { ...none, ...row.hours } as WorkCalendar['hours'],
    weekend: row.weekend as WeekdayCode[],
    region: row.region,
    units: units.filter(({ calendar_id }) => calendar_id === row.id).map(({ id, name }) => ({ id, name })),
    version: row.version,
  }))
}

/** @throws NOT_FOUND */
export async function findCalendar(tx: Tx, tenantId: string, id: string): Promise<WorkCalendar> {
  const calendar = (await listCalendars(tx, tenantId)).find((one) => one.id === id)
  if (!calendar) throw new AppError('NOT_FOUND', '没有这个工作日历，可能已被删除')
  return calendar
}

/** Locks a calendar as the person saw it, and makes its next version. @throws NOT_FOUND, VERSION_CONFLICT */
export async function takeCalendar(tx: Tx, tenantId: string, id: string, version: number) {
  const row = await tx
    .selectFrom('work_calendar')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个工作日历，可能已被删除')
  if (row.version !== version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${row.version} 版；请刷新后再改`)
  await tx
    .updateTable('work_calendar')
    .set({ version: version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  return row
}
