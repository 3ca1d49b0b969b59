import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { dueAt } from '../calendar/index.ts'
import { calendarOf, turnPage } from './book.ts'
import { seedAllCalendars } from './seed.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const inTenant = <Result>(act: (tx: Tx) => Promise<Result>) => world.deps.database.tenant(world.tenantId).transaction().execute(act)
const calendarFor = (unitId: string | null) => inTenant((tx) => calendarOf(tx, world.tenantId, unitId))
const wednesday = new Date('2026-09-30T16:00:00+08:00')

describe('the calendar of a unit (工作日历)', () => {
  test('is the company’s, with the public holidays that are shipped', async () => {
    const { dueAt: due, assumed } = dueAt({ amount: 3, unit: 'workingDay' }, wednesday, [], await calendarFor(null))
    // 国办发明电〔2025〕7号: 10月1日至7日放假, 10月10日（周六）上班.
    expect(due?.toISOString()).toBe('2026-10-10T10:00:00.000Z')
    expect(assumed).toBe(false)
  })
  test('is its own or that of the unit above, and made once while nothing changes', async () => {
    const plant = await aUnit(admin, '工厂')
    const { body: shop } = await admin.post('/units', { code: 'shop', name: '车间', kind: 'department', parentId: plant.id })
    expect(await calendarFor(plant.id)).toBe(await calendarFor(null))

    await inTenant(async (tx) => {
      const id = newId()
      const hours = { hours: JSON.stringify({ sun: [['08:00', '20:00']] }), weekend: [] }
      await tx
        .insertInto('work_calendar')
        .values({ tenant_id: world.tenantId, id, name: '周日班', zone: 'Asia/Urumqi', ...hours, region: null })
        .execute()
      await tx.insertInto('unit_calendar').values({ tenant_id: world.tenantId, unit_id: plant.id, calendar_id: id }).execute()
      const own = {
        calendar_id: id,
        day: '2026-10-04',
        kind: 'hours' as const,
        hours: JSON.stringify([['10:00', '11:00']]),
        reason: '国庆值班',
      }
      await tx
        .insertInto('calendar_day')
        .values({ tenant_id: world.tenantId, ...own, by_id: null, at: world.clock.now() })
        .execute()
      await turnPage(tx, world.tenantId)
    })

    const ofShop = await calendarFor(shop.id)
    expect(ofShop).toMatchObject({ zone: 'Asia/Urumqi', announced: null })
    expect(ofShop).toBe(await calendarFor(plant.id))
    expect(dueAt({ amount: 1, unit: 'workingHour' }, wednesday, [], ofShop).dueAt?.toISOString()).toBe('2026-10-04T05:00:00.000Z')
  })
  test('a unit that is moved takes the calendar of its new place', async () => {
    const { body: units } = await admin.get('/units')
    const shop = units.rows.find(({ code }: { code: string }) => code === 'shop')
    const company = units.rows.find(({ code }: { code: string }) => code === 'company')
    await admin.patch(`/units/${shop.id}`, { parentId: company.id, version: shop.version })
    expect(await calendarFor(shop.id)).toBe(await calendarFor(null))
  })
  test('a start brings back what is missing and leaves alone what is there', async () => {
    await inTenant(async (tx) => {
      await tx.deleteFrom('holiday_year').where('tenant_id', '=', world.tenantId).where('year', '=', 2026).execute()
      await tx
        .updateTable('holiday_year')
        .set({ holidays: '[]' })
        .where('tenant_id', '=', world.tenantId)
        .where('year', '=', 2025)
        .execute()
      await turnPage(tx, world.tenantId)
    })
    expect((await calendarFor(null)).announced).toEqual(new Set([2024, 2025]))
    await seedAllCalendars(world.deps)
    const { announced, daysOff } = await calendarFor(null)
    expect(announced).toEqual(new Set([2024, 2025, 2026]))
    expect(daysOff.size).toBe(28 + 33)
  })
})
