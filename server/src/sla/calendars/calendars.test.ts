import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const company = async () => (await admin.get('/calendars')).body.rows.find((one: { company: boolean }) => one.company)
const office = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
]
const week = { mon: office, tue: office, wed: office, thu: office, fri: office }
const notice = {
  number: '国办发明电〔2026〕9号',
  title: '国务院办公厅关于2027年部分节假日安排的通知',
  issuedOn: '2026-11-20',
  url: 'https://www.gov.cn/zhengce/content/202611/content_1.htm',
}

describe('working calendars (工作日历)', () => {
  test('a tenant has the company’s, with lunch, weekend, and the holidays of China', async () => {
    const { hours, ...rest } = await company()
    expect(hours).toEqual({ ...week, sat: [], sun: [] })
    expect(rest).toMatchObject({ name: '公司日历', zone: 'Asia/Shanghai', weekend: ['sat', 'sun'], region: 'CN', units: [], version: 1 })
  })
  test('units keep another one, and everybody may see it', async () => {
    const unit = await aUnit(admin, '西部仓')
    const { status, body } = await admin.post('/calendars', {
      name: '西部仓',
      zone: 'Asia/Urumqi',
      hours: { ...week, sat: [['10:00', '14:00']] },
      weekend: ['sun'],
      region: 'CN',
      unitIds: [unit.id],
    })
    expect({ status, body }).toMatchObject({ status: 201, body: { zone: 'Asia/Urumqi', units: [{ name: '西部仓' }] } })
    const agent = await aPerson(world, admin, 'agent')
    expect((await agent.get('/calendars')).body.rows).toHaveLength(2)
    expect(await agent.patch(`/calendars/${body.id}`, { name: '我的', version: 1 })).toMatchObject({ status: 403 })
    expect(await admin.delete(`/calendars/${body.id}`, { version: 1, reason: '不用了' })).toMatchObject({
      status: 409,
      body: { code: 'IN_USE' },
    })
    const { body: freed } = await admin.patch(`/calendars/${body.id}`, { unitIds: [], version: 1 })
    expect(await admin.delete(`/calendars/${body.id}`, { version: freed.version, reason: '并入公司日历' })).toMatchObject({ status: 204 })
    const { body: audit } = await admin.get('/audit/records?kind=calendar.removed')
    expect(audit.rows[0]).toMatchObject({ reason: '并入公司日历', by: '管理员' })
  })
  test('two who change one calendar do not overwrite each other', async () => {
    const { id, version } = await company()
    const hours = { ...week, fri: [['09:00', '12:00']] }
    expect(await admin.patch(`/calendars/${id}`, { hours, version })).toMatchObject({ status: 200, body: { version: version + 1 } })
    expect(await admin.patch(`/calendars/${id}`, { hours: week, version })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect(await admin.patch(`/calendars/${id}`, { hours: week, version: version + 1 })).toMatchObject({ status: 200 })
  })
  test.each([
    [
      'hours that overlap',
      {
        hours: {
          ...week,
          wed: [
            ['09:00', '12:00'],
            ['11:30', '18:00'],
          ],
        },
      },
      '#/hours/wed',
    ],
    ['hours that end before they begin', { hours: { ...week, thu: [['22:00', '06:00']] } }, '#/hours/thu'],
    ['a time there is not', { hours: { ...week, mon: [['09:00', '25:00']] } }, '#/hours/mon/0/1'],
    ['a working day without hours', { hours: { ...week, tue: [] } }, '#/hours/tue'],
    ['a zone there is not', { zone: 'Asia/Atlantis' }, '#/zone'],
    ['units for the company’s own', { unitIds: ['019ab000-0000-7000-8000-000000000000'] }, '#/unitIds'],
  ])('%s is refused at its field', async (_what, change, pointer) => {
    const { id, version } = await company()
    const { status, body } = await admin.patch(`/calendars/${id}`, { ...change, version })
    expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({ status: 400, pointer })
  })
  test('days of one’s own come before public holidays, each with its reason', async () => {
    const { id, version } = await company()
    const set = await admin.post(`/calendars/${id}/days`, {
      from: '2026-12-30',
      to: '2026-12-31',
      kind: 'off',
      reason: '年终盘点',
      version,
    })
    expect(set).toMatchObject({ status: 201, body: { version: version + 1 } })
    const duty = {
      from: '2026-10-02',
      to: '2026-10-02',
      kind: 'hours',
      hours: [['10:00', '12:00']],
      reason: '国庆值班',
      version: version + 1,
    }
    await admin.post(`/calendars/${id}/days`, duty)
    const { body: year } = await admin.get(`/calendars/${id}/years/2026`)
    const on = (date: string) => year.days.find((day: { date: string }) => day.date === date)
    expect(on('2026-12-30')).toMatchObject({ kind: 'ownOff', reason: '年终盘点', hours: [] })
    expect(on('2026-10-02')).toMatchObject({ kind: 'ownHours', name: '国庆节', reason: '国庆值班', hours: [['10:00', '12:00']] })
    expect(on('2026-10-10')).toMatchObject({ kind: 'makeUp', name: '国庆节', hours: office })
    expect(await admin.delete(`/calendars/${id}/days/2026-10-02`, { version: version + 2, reason: '改为轮休' })).toMatchObject({
      status: 200,
    })
    expect(await admin.delete(`/calendars/${id}/days/2026-10-02`, { version: version + 3, reason: '再来' })).toMatchObject({ status: 404 })
  })
})

describe('holiday years (放假安排)', () => {
  test('2024 to 2026 are there with their notices; 2027 is not yet announced', async () => {
    const { body } = await admin.get('/calendars/holidays')
    expect(body.rows.map(({ year, notice: { number } }: { year: number; notice: { number: string } }) => `${year} ${number}`)).toEqual([
      '2026 国办发明电〔2025〕7号',
      '2025 国办发明电〔2024〕12号',
      '2024 国办发明电〔2023〕7号',
    ])
    const { id } = await company()
    expect((await admin.get(`/calendars/${id}/years/2027`)).body).toMatchObject({ notice: null, days: [] })
    expect((await admin.get(`/calendars/${id}/years/2026`)).body).toMatchObject({
      notice: { number: '国办发明电〔2025〕7号' },
      nextAnnounced: false,
    })
  })
  test('a year is entered with its notice, corrected, and withdrawn with a reason', async () => {
    const holidays = [{ name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: ['2027-01-09'] }]
    const at = '/calendars/holidays/CN/2027'
    expect(await admin.put(at, { holidays, version: 0 })).toMatchObject({ status: 400 })
    expect(await admin.put(at, { notice, holidays, version: 0 })).toMatchObject({
      status: 200,
      body: { version: 1, origin: 'entered', by: '管理员' },
    })
    expect(await admin.put(at, { notice, holidays, version: 0 })).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })
    const { id } = await company()
    expect((await admin.get(`/calendars/${id}/years/2027`)).body.days).toHaveLength(4)
    expect(await admin.delete(at, { version: 1, reason: '录错了' })).toMatchObject({ status: 204 })
    expect((await admin.get(`/calendars/${id}/years/2027`)).body).toMatchObject({ notice: null })
    expect(await admin.delete('/calendars/holidays/CN/2026', { version: 1, reason: '试试' })).toMatchObject({
      status: 409,
      body: { code: 'IN_USE' },
    })
  })
  test.each([
    ['a day that is off and worked', [{ name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: ['2027-01-02'] }]],
    ['a holiday of another year', [{ name: '国庆节', from: '2028-10-01', to: '2028-10-07', makeUpDays: [] }]],
  ])('%s is refused', async (_what, holidays) => {
    const { status, body } = await admin.put('/calendars/holidays/CN/2027', { notice, holidays, version: 0 })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'INPUT_INVALID' })
  })
  test('a make-up day that another year has off is refused, as nothing could be counted with it', async () => {
    const { body: years } = await admin.get('/calendars/holidays')
    const { notice: known, holidays: plan, version } = years.rows.find(({ year }: { year: number }) => year === 2026)
    const more = [...plan, { name: '年末', from: '2026-12-28', to: '2026-12-28', makeUpDays: [] }]
    await admin.put('/calendars/holidays/CN/2026', { notice: known, holidays: more, version })
    const holidays = [{ name: '元旦', from: '2027-01-01', to: '2027-01-01', makeUpDays: ['2026-12-28'] }]
    const { body } = await admin.put('/calendars/holidays/CN/2027', { notice, holidays, version: 0 })
    expect(body).toMatchObject({ code: 'INPUT_INVALID', detail: '2026-12-28 既是放假又是上班，请核对' })
    await admin.put('/calendars/holidays/CN/2026', { notice: known, holidays: plan, version: version + 1 })
  })
  test('a pasted table and a sheet are read without being stored', async () => {
    const text = '2027-01-01\t放假\t元旦\n2027-01-09\t上班\t元旦'
    const expected = [{ name: '元旦', from: '2027-01-01', to: '2027-01-01', makeUpDays: ['2027-01-09'] }]
    expect((await admin.post('/calendars/holidays/readings', { text })).body).toMatchObject({ year: 2027, holidays: expected })
    const sheet = '日期,类型,名称\n2027-01-01,放假,元旦\n2027-01-09,上班,元旦\n'
    const part = `--x-b\r\ncontent-disposition: form-data; name="file"; filename="2027.csv"\r\n\r\n${sheet}\r\n--x-b--\r\n`
    const read = await admin.post('/calendars/holidays/files', part, { 'content-type': 'multipart/form-data; boundary=x-b' })
    expect(read.body).toMatchObject({ year: 2027, holidays: expected, problems: [] })
    expect((await admin.get('/calendars/holidays')).body.rows).toHaveLength(3)
  })
})

describe('the calculator (试算)', () => {
  test('3 working days over National Day 2026 end on the make-up Saturday, and each skipped day says why', async () => {
    const { id } = await company()
    const query = `startedAt=${encodeURIComponent('2026-09-30T08:00:00Z')}&amount=3&unit=workingDay`
    const { body } = await admin.get(`/calendars/${id}/due-times?${query}`)
    expect(body).toMatchObject({ dueAt: '2026-10-10T10:00:00.000Z', assumed: false, more: 0 })
    const days = body.days.map(({ date, kind, why, makeUp }: { date: string; kind: string; why: string; makeUp: boolean }) => [
      date.slice(5),
      kind,
      why,
      makeUp,
    ])
    expect(days).toEqual([
      ['09-30', 'first', null, false],
      ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [`10-${day}`, 'dayOff', '国庆节', false]),
      ['10-08', 'counted', null, false],
      ['10-09', 'counted', null, false],
      ['10-10', 'counted', '国庆节', true],
    ])
  })
  test('hours tell how much passed on each day; a calendar day on a day off moves on', async () => {
    const { id } = await company()
    const at = encodeURIComponent('2026-09-30T08:00:00Z')
    const hours = await admin.get(`/calendars/${id}/due-times?startedAt=${at}&amount=8&unit=workingHour`)
    expect(hours.body.dueAt).toBe('2026-10-08T08:30:00.000Z')
    expect(hours.body.days.filter(({ minutes }: { minutes: number }) => minutes > 0)).toMatchObject([{ minutes: 120 }, { minutes: 360 }])
    const days = await admin.get(`/calendars/${id}/due-times?startedAt=${at}&amount=3&unit=calendarDay`)
    expect(days.body.dueAt).toBe('2026-10-08T16:00:00.000Z')
    expect(days.body.days.filter(({ kind }: { kind: string }) => kind === 'moved')).toHaveLength(5)
  })
  test('a year without a notice is said, and half a day refused', async () => {
    const { id } = await company()
    const at = encodeURIComponent('2027-02-01T02:00:00Z')
    expect((await admin.get(`/calendars/${id}/due-times?startedAt=${at}&amount=5&unit=workingDay`)).body).toMatchObject({ assumed: true })
    expect(await admin.get(`/calendars/${id}/due-times?startedAt=${at}&amount=1.5&unit=workingDay`)).toMatchObject({ status: 400 })
  })
})

describe('importing a table of holidays (.xlsx)', () => {
  const uploaded = async (fill: (sheet: ExcelJS.Worksheet) => void) => {
    const workbook = new ExcelJS.Workbook()
    fill(workbook.addWorksheet('放假安排'))
    const form = new FormData()
    form.append('file', new Blob([await workbook.xlsx.writeBuffer()]), '2027放假安排.xlsx')
    return admin.post('/calendars/holidays/files', form)
  }
  test('dates are read as dates and as text, and what was read can be stored', async () => {
    const { status, body } = await uploaded((sheet) => {
      sheet.addRow(['日期', '类型', '名称'])
      for (const day of [1, 2, 3]) sheet.addRow([new Date(Date.UTC(2027, 0, day)), '放假', '元旦'])
      sheet.addRow(['2027年2月5日至2027年2月11日', '放假', '春节'])
      sheet.addRow(['2027-01-30', '上班', '春节'])
      sheet.addRow([new Date(Date.UTC(2027, 1, 20)), '补班', '春节'])
    })
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        year: 2027,
        problems: [],
        holidays: [
          { name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: [] },
          { name: '春节', from: '2027-02-05', to: '2027-02-11', makeUpDays: ['2027-01-30', '2027-02-20'] },
        ],
      },
    })
    const at = '/calendars/holidays/CN/2027'
    const stored = await admin.put(at, { notice, holidays: body.holidays, version: 0 })
    expect(stored).toMatchObject({ status: 200 })
    expect((await admin.delete(at, { reason: '试读', version: stored.body.version })).status).toBe(204)
  })
  test('rows that cannot be read are named, and nothing is read of a file that is no table', async () => {
    const { body } = await uploaded((sheet) => {
      sheet.addRow(['明年春节', '放假', '春节'])
      sheet.addRow([new Date(Date.UTC(2027, 4, 1)), '劳动节'])
    })
    expect(body.holidays).toEqual([])
    expect(body.problems.map(({ line }: { line: number | null }) => line)).toEqual([1, 2, null])
    const form = new FormData()
    form.append('file', new Blob(['not a workbook']), 'holidays.xlsx')
    const none = await admin.post('/calendars/holidays/files', form)
    expect(none.body.holidays).toEqual([])
    expect(none.body.problems.length).toBeGreaterThan(0)
  })
})
