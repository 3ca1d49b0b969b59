import type { WorkCalendar, WorkCalendarChange, WorkCalendarInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activeUnit, setTenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keepBook, requireWeek, requireZone } from './checks.ts'
import { findCalendar, listCalendars, takeCalendar } from './queries.ts'

/** 新建工作日历 for units whose hours differ from the company's. @throws INPUT_INVALID, ALREADY_EXISTS, NOT_FOUND for a unit */
export async function addCalendar({ tx, actor, now }: Act, input: z.infer<typeof WorkCalendarInput>): Promise<WorkCalendar> {
  const { tenantId } = actor
  const { name, zone, hours, weekend, region, unitIds } = input
  requireWeek(hours, weekend)
  if (zone) requireZone(zone)
  await requireFreeName(tx, tenantId, name)
  const id = newId()
  const row = { tenant_id: tenantId, id, name, zone, hours: JSON.stringify(hours), weekend, region }
  await tx.insertInto('work_calendar').values(row).execute()
  await giveTo(tx, tenantId, id, unitIds)
  await keepBook(tx, tenantId)
  const facts = { region, zone, units: unitIds.length }
  await recordAudit(tx, { tenantId, kind: 'calendar.added', actorId: actor.userId, subjectId: id, facts, at: now })
  return findCalendar(tx, tenantId, id)
}

/**
 * 修改工作日历: hours, weekend, zone, region, and the units that keep it; counts for every clock from now on.
 * The company's zone is the tenant's: days of lists and of the workbench begin in it.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID, ALREADY_EXISTS
 */
export async function changeCalendar(
  { tx, actor, now }: Act,
  id: string,
  change: z.infer<typeof WorkCalendarChange>,
): Promise<WorkCalendar> {
  const { tenantId } = actor
  const { version, name, zone, hours, weekend, region, unitIds } = change
  const before = await findCalendar(tx, tenantId, id)
  const { company } = await takeCalendar(tx, tenantId, id, version)
  requireWeek(hours ?? before.hours, weekend ?? before.weekend)
  if (zone) requireZone(zone)
  if (company && zone === null) throw invalidInput('#/zone', '公司日历要有时区')
  if (company && unitIds?.length) throw invalidInput('#/unitIds', '公司日历适用于所有没有另设日历的部门，不必指定')
  if (name !== undefined && name !== before.name) await requireFreeName(tx, tenantId, name)
  const set = {
    ...(name !== undefined && { name }),
    ...(hours && { hours: JSON.stringify(hours) }),
    ...(weekend && { weekend }),
    ...(region !== undefined && { region }),
    ...(!company && zone !== undefined && { zone }),
  }
  if (Object.keys(set).length > 0)
    await tx.updateTable('work_calendar').set(set).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
  if (company && zone) await setTenantZone(tx, tenantId, zone)
  if (unitIds && !company) await giveTo(tx, tenantId, id, unitIds)
  await keepBook(tx, tenantId)
  const facts = { fields: Object.keys(change).filter((field) => field !== 'version'), zone, region, hours, weekend, unitIds }
  await recordAudit(tx, { tenantId, kind: 'calendar.changed', actorId: actor.userId, subjectId: id, facts, at: now })
  return findCalendar(tx, tenantId, id)
}

/** 删除工作日历 that no unit keeps any more; its own days go with it. @throws NOT_FOUND, VERSION_CONFLICT, IN_USE */
export async function removeCalendar({ tx, actor, now }: Act, id: string, { version, reason }: { version: number; reason: string }) {
  const { tenantId } = actor
  const { company } = await takeCalendar(tx, tenantId, id, version)
  if (company) throw new AppError('IN_USE', '公司日历不能删除，只能修改')
  const { units } = await findCalendar(tx, tenantId, id)
  if (units.length > 0) throw new AppError('IN_USE', `${units.map(({ name }) => name).join('、')}还在使用，请先让这些部门改用别的日历`)
  await tx.deleteFrom('work_calendar').where('tenant_id', '=', tenantId).where('id', '=', id).execute()
  await keepBook(tx, tenantId)
  await recordAudit(tx, { tenantId, kind: 'calendar.removed', actorId: actor.userId, subjectId: id, reason, at: now })
}

async function requireFreeName(tx: Tx, tenantId: string, name: string) {
  if ((await listCalendars(tx, tenantId)).some((one) => one.name === name))
    throw new AppError('ALREADY_EXISTS', `已有工作日历“${name}”，请换一个名称`, {
      errors: [{ pointer: '#/name', detail: '名称已有，请换一个' }],
    })
}

/** These units and no others keep the calendar; who keeps another one leaves it. @throws NOT_FOUND */
async function giveTo(tx: Tx, tenantId: string, calendarId: string, unitIds: readonly string[]) {
  const wanted = [...new Set(unitIds)]
  await tx
    .deleteFrom('unit_calendar')
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('calendar_id', '=', calendarId), ...(wanted.length > 0 ? [eb('unit_id', 'in', wanted)] : [])]))
    .execute()
  for (const unit_id of wanted) {
    await activeUnit(tx, tenantId, unit_id)
    await tx.insertInto('unit_calendar').values({ tenant_id: tenantId, unit_id, calendar_id: calendarId }).execute()
  }
}
