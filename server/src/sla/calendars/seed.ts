import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { chinaHolidays } from '../calendar/index.ts'
import { turnPage } from './book.ts'
import type { HoursByWeekday } from './tables.ts'

const officeHours = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
] as const
const startingHours: HoursByWeekday = { mon: officeHours, tue: officeHours, wed: officeHours, thu: officeHours, fri: officeHours }

/** Gives a tenant the company's calendar when it has none, and the public holidays that are shipped and missing; what is there stays. */
export async function seedCalendars(tx: Tx, tenantId: string, now: Date) {
  const book = { tenant_id: tenantId, stamp: newId() }
  const opened = await tx
    .insertInto('calendar_book')
    .values(book)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (opened.numInsertedOrUpdatedRows) {
    const hours = { hours: JSON.stringify(startingHours), weekend: ['sat' as const, 'sun' as const] }
    const company = { tenant_id: tenantId, id: newId(), name: '公司日历', zone: null, ...hours, region: 'CN', company: true }
    await tx.insertInto('work_calendar').values(company).execute()
  }
  const added = await tx
    .insertInto('holiday_year')
    .values(
      chinaHolidays.map(({ region, year, notice, holidays }) => ({
        tenant_id: tenantId,
        region,
        year,
        notice: JSON.stringify(notice),
        holidays: JSON.stringify(holidays),
        origin: 'shipped' as const,
        by_id: null,
        at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows) await turnPage(tx, tenantId)
}

/** At start: tenants of an older version get their calendar, and every tenant the years shipped since. */
export async function seedAllCalendars({ database, clock }: Pick<Deps, 'database' | 'clock'>) {
  const tenants = await database.platform.selectFrom('tenant').select('id').execute()
  for (const { id } of tenants) {
    await database
      .tenant(id)
      .transaction()
      .execute((tx) => seedCalendars(tx, id, clock()))
  }
}
