import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { surgeSources } from '../../warning-sources.ts'
import { dayAfter } from '../series/days.ts'
import { forecastNightly } from './make.ts'
import { peakAhead } from './peak-ahead.ts'

let world: World
let admin: Client
let unitId: string

const today = '2026-11-02'
const weekday = [12, 11, 10, 10, 10, 7, 6]

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

/** Days go by; sessions end meanwhile. */
async function daysLater(days: number) {
  world.clock.moveMinutes(days * 24 * 60)
  admin = await signedInAs(world)
}
const db = () => world.deps.database.tenant(world.tenantId)
const night = () => forecastNightly(surgeSources)(world.deps, world.tenantId)
/** A year of counts, as the rolling up would have left them. 2025-10-27 was a Monday. */
async function countedYear() {
  const series = [
    { id: 1, dims: 'all', key: '' },
    { id: 2, dims: 'unit', key: unitId },
    { id: 3, dims: 'category', key: 'delivery' },
    { id: 4, dims: 'category', key: 'delivery.delay' },
  ]
  await db()
    .insertInto('series')
    .values(series.map((one) => ({ tenant_id: world.tenantId, ...one, first_day: '2025-10-27' })))
    .execute()
  const counts = Array.from({ length: 371 }, (_, at) => ({ day: dayAfter('2025-10-27', at), count: weekday[at % 7] ?? 0 }))
  for (const { id } of series)
    await db()
      .insertInto('series_count')
      .values(
        counts.map(({ day, count }) => ({ tenant_id: world.tenantId, series_id: id, day, count: id === 1 ? count * 2 : count, live: 0 })),
      )
      .execute()
}

describe('nightly forecast (每夜预测)', () => {
  test('a company that has counted nothing has no forecast and the list says so', async () => {
    await night()
    expect((await admin.get('/forecasts')).body).toMatchObject({ rows: [], madeOn: null })
  })

  test('in all, of each unit, of categories of level 1: four weeks with intervals, once a night', async () => {
    await db().deleteFrom('forecast_run').where('tenant_id', '=', world.tenantId).execute()
    await countedYear()
    await night()
    await night()
    const { body } = await admin.get('/forecasts')
    expect(body.madeOn).toBe(today)
    expect(body.rows.map(({ scope, name, enough }: { scope: string; name: string; enough: boolean }) => [scope, name, enough])).toEqual([
      ['all', '全部投诉', true],
      ['unit', '安装部', true],
      ['category', '交付物流', true],
    ])
    const detail = (await admin.get(`/forecasts/${body.rows[0].id}`)).body
    expect(detail.days).toHaveLength(28)
    expect(detail.days[0]).toMatchObject({ day: today })
    expect(detail.days[0].expected).toBeCloseTo(24, -1)
    expect(detail.days[0].low).toBeLessThanOrEqual(detail.days[0].expected)
    expect(detail.history.at(-1)).toEqual({ day: '2026-11-01', count: 12 })
    expect(detail.days.find(({ day }: { day: string }) => day === '2026-11-11').kind).toBe('peak:双11')
    expect((await admin.get('/forecasts/00000000-0000-7000-8000-000000000000')).status).toBe(404)
  })

  test('what was said is held against what came, by how many days ahead it was said', async () => {
    await daysLater(3)
    await db()
      .insertInto('series_count')
      .values([0, 1, 2].map((at) => ({ tenant_id: world.tenantId, series_id: 1, day: dayAfter(today, at), count: 20 + at, live: 0 })))
      .execute()
    await night()
    const [row] = (await admin.get('/forecasts')).body.rows
    const { accuracy, past, madeOn } = (await admin.get(`/forecasts/${row.id}`)).body
    expect(madeOn).toBe('2026-11-05')
    expect(accuracy).toMatchObject([
      { ahead: '1', days: 1 },
      { ahead: '2-7', days: 2 },
    ])
    expect(past.map(({ day, count }: { day: string; count: number }) => [day, count])).toEqual([
      ['2026-11-02', 20],
      ['2026-11-03', 21],
      ['2026-11-04', 22],
    ])
  })

  test('people needed a day: set minutes a case divide into productive minutes; without either it says that a figure is missing', async () => {
    await aPerson(world, admin, 'handler', unitId)
    const before = (await admin.get('/staffing')).body
    expect(before.rows.map(({ name, minutesFrom }: { name: string; minutesFrom: string }) => [name, minutesFrom])).toEqual([
      ['全公司', 'missing'],
      ['安装部', 'missing'],
    ])
    expect(before.rows[0].cells[0].needed).toBeNull()
    const setting = { productiveMinutes: 360, minutesPerCase: 45, warnDays: 7, peakRatio: 1.3, version: 0 }
    expect((await admin.put('/forecast-setting', setting)).status).toBe(200)
    expect((await admin.put('/forecast-setting', setting)).body.code).toBe('VERSION_CONFLICT')
    const { days, rows } = (await admin.get('/staffing')).body
    expect(days).toHaveLength(14)
    const { people, cells, minutesFrom } = rows[1]
    expect({ people, minutesFrom }).toEqual({ people: 1, minutesFrom: 'set' })
    expect(cells[0].needed).toBeCloseTo((cells[0].expected * 45) / 360, 0)
    expect(cells[0].short).toBe(cells[0].needed > 1)
  })
})

describe('peak mode (高峰模式)', () => {
  const anniversary = {
    code: 'other',
    name: '周年庆',
    startsOn: '2026-11-08',
    endsOn: '2026-11-14',
    factor: 2,
    plan: '1. 机动人员到岗\n\n2. 超时来电由班长回拨',
    notice: '周年庆期间来电较多',
  }

  test('named with its dates it begins and ends by itself, its days are foretold as such a peak, and a peak warning comes days before', async () => {
    expect((await admin.post('/peak-modes', { ...anniversary, endsOn: '2026-11-01' })).body.code).toBe('INPUT_INVALID')
    const { body: mode } = await admin.post('/peak-modes', anniversary)
    expect(mode).toMatchObject({ state: 'planned', startsOn: '2026-11-08' })
    await night()
    const [row] = (await admin.get('/forecasts')).body.rows
    const { days } = (await admin.get(`/forecasts/${row.id}`)).body
    const of = (day: string) => days.find((one: { day: string }) => one.day === day)
    expect(of('2026-11-10').kind).toBe('peak:其他高峰')
    expect(of('2026-11-10').expected / of('2026-11-24').expected).toBeGreaterThan(1.5)
    const { rows: warnings } = (await admin.get('/warnings?kind=peak')).body
    expect(warnings.map(({ subject }: { subject: string }) => subject)).toContain('全公司·周年庆 2026-11-08')
    expect(warnings[0].facts).toMatchObject({ days: 3, from: '2026-11-08' })
    const foretold = warnings.find(({ subject }: { subject: string }) => subject === '全公司·周年庆 2026-11-08')

    expect((await admin.get('/peak-modes/running')).body.rows).toEqual([])
    await daysLater(3)
    await night()
    expect((await admin.get('/peak-modes/running')).body.rows).toMatchObject([
      { id: mode.id, state: 'running', notice: '周年庆期间来电较多' },
    ])
    // What was foretold has begun: its warning says so, and the plan is on its way, a measure for each line.
    const { rows: begun } = (await admin.get('/warnings?kind=peak')).body
    const ofAll = begun.filter(({ subject }: { subject: string }) => subject === '全公司·周年庆 2026-11-08')
    expect(ofAll).toMatchObject([{ id: foretold.id, facts: { days: 0, from: '2026-11-08', to: '2026-11-14' } }])
    const { measures } = (await admin.get(`/warnings/${foretold.id}`)).body
    expect(measures.map(({ text, owner }: { text: string; owner: { id: string } }) => [text, owner.id])).toEqual([
      ['机动人员到岗', mode.by.id],
      ['超时来电由班长回拨', mode.by.id],
    ])
    // Detectors judge a day of it as a day of such a peak, and expect of it what a person said: Sundays bring twelve.
    const { points } = (await admin.get('/series/course')).body
    expect(points.at(-1)).toMatchObject({ day: '2026-11-08' })
    expect(points.at(-1).expected / 12).toBeCloseTo(2, 0)
    const kinds = await db()
      .transaction()
      .execute((tx) => surgeSources.dayClasses(tx, world.tenantId, '2026-11-07', 3))
    expect(kinds).toEqual([null, 'peak:其他高峰', 'peak:其他高峰'])
    await daysLater(7)
    await night()
    expect((await admin.get('/peak-modes')).body.rows).toMatchObject([{ id: mode.id, state: 'ended', endReason: null }])
  })

  test('a person ends it with a reason, on the record; who may not manage warnings cannot begin one', async () => {
    const typhoon = { code: 'typhoon', name: '台风“海燕”', startsOn: '2026-11-15', notice: '台风登陆，抢修优先' }
    const { body: mode } = await admin.post('/peak-modes', typhoon)
    expect(mode).toMatchObject({ state: 'running', endsOn: null })
    const ended = await admin.post(`/peak-modes/${mode.id}/ending`, { reason: '台风已过', version: mode.version })
    expect(ended.body).toMatchObject({ state: 'ended', endReason: '台风已过' })
    expect((await admin.post(`/peak-modes/${mode.id}/ending`, { reason: '再来一次' })).body.code).toBe('INPUT_INVALID')
    const { rows } = await sql<{
      kind: string
    }>`select kind from audit_record where tenant_id = ${world.tenantId} and kind like 'peakMode.%'`.execute(db())
    expect(rows.map(({ kind }) => kind).sort()).toEqual([
      'peakMode.began',
      'peakMode.ended',
      'peakMode.endedByDate',
      'peakMode.made',
      'peakMode.made',
    ])
    const person = await aPerson(world, admin, 'handler', unitId)
    expect((await person.post('/peak-modes', typhoon)).status).toBe(403)
  })

  test('three days in a row make a peak, one day none; rare complaints have none', () => {
    const day = (at: number, expected: number) => ({ day: dayAfter(today, at), expected, low: 0, high: 99, kind: null })
    const usual = Array.from({ length: 28 }, () => 10)
    expect(
      peakAhead(
        [10, 25, 10, 10, 10].map((expected, at) => day(at, expected)),
        usual,
        1.6,
      ),
    ).toBeNull()
    const peak = peakAhead(
      [10, 10, 16, 18, 17, 9, 9].map((expected, at) => day(at, expected)),
      usual,
      1.6,
    )
    expect(peak).toMatchObject({ from: dayAfter(today, 2), to: dayAfter(today, 4), ratio: 1.8 })
    expect(
      peakAhead(
        [9, 9, 9].map((expected, at) => day(at, expected)),
        [1, 1, 1],
        1.6,
      ),
    ).toBeNull()
  })
})
