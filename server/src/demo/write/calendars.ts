import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { chinaHolidays } from '../../sla/index.ts'
import { daysAfter } from '../working-time.ts'
import type { Cast } from './people.ts'

const week = (slots: string[][], saturday = slots, sunday = slots) =>
  JSON.stringify({ mon: slots, tue: slots, wed: slots, thu: slots, fri: slots, sat: saturday, sun: sunday })

// As people of the company work (working-time.ts); neither the hotline nor the technicians keep public holidays.
const others = [
  { name: '客服热线', hours: week([['08:00', '20:30']]), units: ['callCentre'] },
  {
    name: '上门服务',
    hours: week([['08:00', '18:30']], [['08:30', '18:00']], [['09:00', '17:00']]),
    units: ['installation', 'repair', 'logistics', 'east', 'south', 'north', 'southwest', 'anjie', 'suda'],
  },
]

/** 工作日历 of the demo company: the office's with a short day at the year's end, the hotline's, and the field's with the first days of Spring Festival off. */
export async function writeCalendars(tx: Tx, tenantId: string, cast: Cast, begun: Date, now: Date) {
  const company = await tx
    .selectFrom('work_calendar')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('company', '=', true)
    .executeTakeFirstOrThrow()
  const by = { by_id: cast.personId('shen.guoqiang'), at: begun }
  const stockTaking = { calendar_id: company.id, day: `${now.getUTCFullYear()}-12-31`, kind: 'hours' as const }
  const short = { ...stockTaking, hours: JSON.stringify([['09:00', '12:00']]), reason: '年终盘点，下午停办' }
  await tx
    .insertInto('calendar_day')
    .values({ tenant_id: tenantId, ...short, ...by })
    .execute()
  for (const { name, hours, units } of others) {
    const id = newId()
    await tx.insertInto('work_calendar').values({ tenant_id: tenantId, id, name, zone: null, hours, weekend: [], region: null }).execute()
    const keeping = units.map((code) => ({ tenant_id: tenantId, unit_id: cast.unitId(code), calendar_id: id }))
    await tx.insertInto('unit_calendar').values(keeping).execute()
    if (name !== '上门服务') continue
    const off = springFestivals().map((day) => ({ day, kind: 'off' as const, hours: null, reason: '春节停止上门，仅受理紧急情况' }))
    await tx
      .insertInto('calendar_day')
      .values(off.map((day) => ({ tenant_id: tenantId, calendar_id: id, ...day, ...by })))
      .execute()
  }
  await tx.updateTable('calendar_book').set({ stamp: newId() }).where('tenant_id', '=', tenantId).execute()
}

/** The first three days of each Spring Festival that is announced. */
function springFestivals(): string[] {
  const festivals = chinaHolidays.flatMap(({ holidays }) => holidays.filter(({ name }) => name.startsWith('春节')))
  return festivals.flatMap(({ from }) =>
    [0, 1, 2].map((days) =>
      daysAfter(new Date(`${from}T00:00:00Z`), days)
        .toISOString()
        .slice(0, 10),
    ),
  )
}
