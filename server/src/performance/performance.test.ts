import type { PerformanceFigure } from '@zhiwei/contract'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit, casesHandledBy } from '../../test/builders.ts'
import { aWorld, type Client, origin, signedInAs, type World } from '../../test/harness.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let lead: Person
let strangeLead: Person
let lin: Person
let mei: Person
let quality: Person
let manager: Person

const handled = (by: Person, many: number, given: Parameters<typeof casesHandledBy>[4] = {}) =>
  casesHandledBy(by, admin, unitId, many, given)

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  const other = (await aUnit(admin, '维修部')).id
  lead = await aPerson(world, admin, 'supervisor', unitId)
  strangeLead = await aPerson(world, admin, 'supervisor', other)
  lin = await aPerson(world, admin, 'handler', unitId)
  mei = await aPerson(world, admin, 'handler', unitId)
  quality = await aPerson(world, admin, 'quality')
  manager = await aPerson(world, admin, 'manager')
  await handled(lin, 11)
  await handled(lin, 1, { satisfaction: 1 })
  await handled(mei, 3)
  await later('2026-11-28T02:00:00Z')
  await handled(mei, 1)
  await world.settle()
})
afterAll(() => world.close())

const sheetOf = async (by: { get: Client['get'] }, whose: Person) =>
  (await by.get('/performance/sheets?kind=person')).body.rows.find(({ subject }: { subject: { id: string } }) => subject.id === whose.id)
const opened = async (by: { get: Client['get'] }, id: string) => (await by.get(`/performance/sheets/${id}`)).body
const figureIn = (sheet: { edition: { sides: { figures: PerformanceFigure[] }[] } }, line: string) =>
  sheet.edition.sides.flatMap(({ figures }) => figures).find((figure) => figure.line === line)
const rowsOf = async (by: { get: Client['get'] }, id: string, line: string) =>
  (await by.get(`/performance/sheets/${id}/rows?line=${line}`)).body.rows
const noticesOf = async (person: Person) => (await person.get('/notices')).body.rows.map(({ kind }: { kind: string }) => kind)

/** Time passes, and everybody signs in again. */
async function later(instant: string) {
  world.clock.set(instant)
  admin = await signedInAs(world)
  for (const person of [lead, strangeLead, lin, mei, quality, manager])
    Object.assign(person, await signedInAs(world, person.username, 'a good long password'))
}

let sheetId: string

describe('a month’s sheets (绩效表)', () => {
  test('are prepared from the day of the rules on, and shown to the person first: no lead, no manager, no colleague', async () => {
    await later('2026-12-02T02:00:00Z')
    await world.settle()
    expect((await lin.get('/performance/sheets')).body.rows).toEqual([])
    await later('2026-12-03T02:00:00Z')
    await world.settle()

    const own = await sheetOf(lin, lin)
    expect(own).toMatchObject({ month: '2026-11', state: 'shown', isOwn: true, cases: 12 })
    sheetId = own.id
    expect(await noticesOf(lin)).toContain('performanceReady')
    for (const other of [lead, manager, quality, mei, strangeLead, admin]) {
      expect(await sheetOf(other, lin)).toBeUndefined()
      expect(await other.get(`/performance/sheets/${sheetId}`)).toMatchObject({ status: 404 })
      expect(await other.get(`/performance/sheets/${sheetId}/rows?line=satisfied`)).toMatchObject({ status: 404 })
    }
  })

  test('whether a customer came again within seven days counts in the month in which these are over', async () => {
    const sheet = await opened(mei, (await sheetOf(mei, mei)).id)
    expect(figureIn(sheet, 'notReopened')).toMatchObject({ count: 4, of: 4 })
    // One was answered on 28 November.
    expect(figureIn(sheet, 'notCameAgain')).toMatchObject({ count: 3, of: 3 })
  })

  test('each number is the one of the measures, and opens as many rows', async () => {
    const sheet = await opened(lin, sheetId)
    const period = 'from=2026-11-01&to=2026-12-01'
    const names = {
      closureInTime: 'onTimeClosureRatio',
      handlingInTime: 'onTimeHandlingRatio',
      contactInTime: 'onTimeResponseRatio',
      closureDone: 'closureRatio',
      satisfied: 'satisfactionRatio',
    }
    for (const [line, name] of Object.entries(names)) {
      const { body } = await admin.get(`/measures?names=${name}&personId=${lin.id}&${period}`)
      const { numerator, denominator } = body.measures[0].total
      expect(figureIn(sheet, line), line).toMatchObject({ count: numerator, of: denominator })
      expect(await rowsOf(lin, sheetId, line), line).toHaveLength(denominator)
    }
    expect(figureIn(sheet, 'notReopened')).toMatchObject({ count: 12, of: 12, points: 100 })
    expect(figureIn(sheet, 'satisfied')).toMatchObject({ count: 11, of: 12, asked: 12 })
  })

  test('too few cases say so: no points, no verdict, no total', async () => {
    const own = await sheetOf(mei, mei)
    const sheet = await opened(mei, own.id)
    expect(own).toMatchObject({ cases: 4, points: null })
    expect(figureIn(sheet, 'satisfied')).toMatchObject({ of: 4, value: null, points: null, verdict: 'notEnough' })
  })

  test('talks of complaints are left out of handling time, which gives no points', async () => {
    const { talkTime, sides } = (await opened(lin, sheetId)).edition
    expect(talkTime).toEqual({ talks: 0, meanSeconds: null, leftOut: 0 })
    expect(sides.map(({ criterion }: { criterion: string }) => criterion)).not.toContain('talkTime')
  })
})

describe('objections (异议)', () => {
  let objectionId: string

  test('the person objects to a row with a reason; nobody else does, and not twice', async () => {
    const low = (await rowsOf(lin, sheetId, 'satisfied')).find(({ good }: { good: boolean }) => !good)
    const input = { line: 'satisfied', key: low.key, reason: '客户打分时说的是价格，不是办理' }
    expect(await lead.post(`/performance/sheets/${sheetId}/objections`, input)).toMatchObject({ status: 404 })
    const made = await lin.post(`/performance/sheets/${sheetId}/objections`, input)
    expect(made).toMatchObject({ status: 201 })
    objectionId = made.body.id
    expect(await lin.post(`/performance/sheets/${sheetId}/objections`, input)).toMatchObject({ status: 409 })
    expect(await noticesOf(quality)).toContain('performanceObjected')
  })

  test('the lead neither decides it nor locks while it waits; after the person’s days they see the sheet', async () => {
    expect(await lead.post(`/performance/objections/${objectionId}/decision`, { verdict: 'accepted', reply: '好' })).toMatchObject({
      status: 403,
    })
    await later('2026-12-10T02:00:00Z')
    await world.settle()
    expect(await noticesOf(lin)).toContain('performanceEnding')
    expect(await sheetOf(lead, lin)).toBeUndefined()
    await later('2026-12-11T02:00:00Z')
    const seen = await sheetOf(lead, lin)
    expect(seen).toMatchObject({ state: 'open', openObjections: 1, isOwn: false })
    expect(await sheetOf(strangeLead, lin)).toBeUndefined()
    expect(await sheetOf(mei, lin)).toBeUndefined()
    const { version } = await opened(lead, sheetId)
    expect(await lead.post(`/performance/sheets/${sheetId}/lock`, { version })).toMatchObject({
      status: 409,
      body: { code: 'PERFORMANCE_NOT_READY' },
    })
  })

  test('another person decides with a reply: the row is out, and the sheet is computed anew', async () => {
    const before = await opened(lin, sheetId)
    expect((await quality.get('/performance/objections')).body.rows).toMatchObject([{ id: objectionId, can: { decide: true } }])
    expect(
      await quality.post(`/performance/objections/${objectionId}/decision`, { verdict: 'accepted', reply: '录音里确实在说价格' }),
    ).toMatchObject({
      status: 201,
    })
    const after = await opened(lin, sheetId)
    expect(figureIn(before, 'satisfied')).toMatchObject({ count: 11, of: 12 })
    expect(figureIn(after, 'satisfied')).toMatchObject({ count: 11, of: 11, points: 100, leftOut: [{ why: 'objection', count: 1 }] })
    expect(after.edition).toMatchObject({ no: 2, kind: 'objection', sequence: before.edition.sequence })
    expect(after.objections).toMatchObject([{ verdict: 'accepted', reply: '录音里确实在说价格' }])
    expect(await noticesOf(lin)).toContain('performanceDecided')
  })

  test('whoever decided does not sign, though they manage reviews; nobody signs their own', async () => {
    const low = (await rowsOf(lin, sheetId, 'kept'))[0]
    const { body } = await lin.post(`/performance/sheets/${sheetId}/objections`, { line: 'kept', key: low.key, reason: '=流程当天停用' })
    expect(await manager.post(`/performance/objections/${body.id}/decision`, { verdict: 'refused', reply: '-流程没有停用' })).toMatchObject(
      {
        status: 201,
      },
    )
    const { version } = await opened(manager, sheetId)
    expect(await manager.post(`/performance/sheets/${sheetId}/lock`, { version })).toMatchObject({ status: 403 })
    expect(await lin.post(`/performance/sheets/${sheetId}/lock`, { version })).toMatchObject({ status: 403 })
  })
})

describe('the lock (锁定)', () => {
  test('the lead signs; numbers stay with their data version whatever happens later, until an amendment with a reason', async () => {
    const { version, edition } = await opened(lead, sheetId)
    expect(await lead.post(`/performance/sheets/${sheetId}/lock`, { version: version - 1 })).toMatchObject({ status: 409 })
    expect(await lead.post(`/performance/sheets/${sheetId}/lock`, { version })).toMatchObject({ status: 201 })
    expect(await lin.post(`/performance/sheets/${sheetId}/objections`, { line: 'kept', key: 'x', reason: '晚了' })).toMatchObject({
      status: 409,
    })

    const [{ case: reopened }] = await rowsOf(lin, sheetId, 'notReopened')
    expect(await admin.post(`/cases/${reopened.id}/reopening`, { reason: '客户说没修好' })).toMatchObject({ status: 201 })
    await world.settle()
    expect((await opened(lead, sheetId)).edition).toEqual(edition)

    const locked = await opened(manager, sheetId)
    expect(await lead.post(`/performance/sheets/${sheetId}/amendments`, { version: locked.version, reason: '重算' })).toMatchObject({
      status: 403,
    })
    const amended = await manager.post(`/performance/sheets/${sheetId}/amendments`, { version: locked.version, reason: '十二月重开一件' })
    expect(amended).toMatchObject({ status: 201 })
    const after = await opened(lin, sheetId)
    expect(after.edition).toEqual(edition)
    expect(after).toMatchObject({ amended: true, amendments: [{ kind: 'amended', reason: '十二月重开一件' }] })
    expect(after.amendments[0].sequence).toBeGreaterThan(edition.sequence)
    const [again] = after.amendments
    expect(figureIn({ edition: again }, 'notReopened')).toMatchObject({ count: 11, of: 12 })
    // The score of a case that is open again is kept until it is over.
    expect(figureIn({ edition: again }, 'satisfied')?.leftOut).toContainEqual({ why: 'open', count: 1 })
    expect(await noticesOf(lin)).toContain('performanceAmended')
  })

  test('all of it stands in the audit record', async () => {
    const { body } = await admin.get('/audit/records?limit=100')
    const kinds = body.rows.map(({ kind }: { kind: string }) => kind)
    for (const kind of ['prepared', 'objected', 'objectionDecided', 'locked', 'amended']) expect(kinds).toContain(`performance.${kind}`)
  })

  test('the list stands by name and unit, with no rank', async () => {
    const { rows } = (await manager.get('/performance/sheets?kind=person&month=2026-11')).body
    const names = rows.map(({ subject }: { subject: { name: string } }) => subject.name)
    expect(names).toEqual(names.toSorted((one: string, other: string) => one.localeCompare(other, 'zh')))
    for (const row of rows) expect(row).not.toHaveProperty('rank')
  })
})

describe('units (部门绩效表)', () => {
  test('its lead sees it once the persons’ days are over, who manages reviews after the lead’s; handlers never', async () => {
    const unitSheet = async (by: Person) => (await by.get('/performance/sheets?kind=unit')).body.rows[0]
    expect(await unitSheet(lead)).toMatchObject({ subject: { name: '安装部' }, state: 'shown', isOwn: true, cases: 16 })
    expect(await unitSheet(manager)).toBeUndefined()
    expect(await unitSheet(lin)).toBeUndefined()
    expect(await unitSheet(strangeLead)).toBeUndefined()
    await later('2026-12-19T02:00:00Z')
    const { id } = await unitSheet(manager)
    const { version } = await opened(manager, id)
    expect(await lead.post(`/performance/sheets/${id}/lock`, { version })).toMatchObject({ status: 403 })
    expect(await manager.post(`/performance/sheets/${id}/lock`, { version })).toMatchObject({ status: 201 })
  })
})

describe('rules (绩效规则)', () => {
  const rules = {
    weights: { adherence: 30, timeliness: 20, effectiveness: 20, satisfaction: 20, finding: 5, coaching: 5 },
    ...{ fewest: 8, ownDays: 3, pointsPerFinding: 10, prepareDay: 2 },
  }

  test('count from a month that has not begun, with a reason, and history stays', async () => {
    const early = await manager.post('/performance/rules', { effectiveMonth: '2026-12', rules, reason: '突出流程' })
    expect(early).toMatchObject({ status: 400 })
    expect(await lead.post('/performance/rules', { effectiveMonth: '2027-01', rules, reason: '突出流程' })).toMatchObject({ status: 403 })
    const set = await manager.post('/performance/rules', { effectiveMonth: '2027-01', rules, reason: '突出流程' })
    expect(set.body.rows).toMatchObject([
      { effectiveMonth: '2027-01', state: 'coming', reason: '突出流程', rules: { fewest: 8 } },
      { effectiveMonth: null, state: 'inForce', rules: { fewest: 10 } },
    ])
    expect((await opened(lin, sheetId)).rules.fewest).toBe(10)
    expect((await lin.get('/performance/rules')).body.rows).toHaveLength(2)
  })
})

describe('a sheet on paper (导出)', () => {
  test('as PDF and Excel by whoever sees it', async () => {
    const pdf = await lin.get(`/performance/sheets/${sheetId}/file?format=pdf`)
    expect(pdf).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
    const sheet = await lin.get(`/performance/sheets/${sheetId}/file?format=xlsx&language=en`)
    expect(sheet).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('spreadsheetml') } })
    expect(await mei.get(`/performance/sheets/${sheetId}/file`)).toMatchObject({ status: 404 })
  })

  test('in Excel figures are numbers, and what people wrote begins no formula', async () => {
    const signIn = { username: lin.username, password: 'a good long password' }
    const at = { origin, host: '127.0.0.1:3000' }
    const { headers } = await world.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: signIn, headers: at })
    const cookie = [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
    const url = `/api/v1/performance/sheets/${sheetId}/file?format=xlsx`
    const { rawPayload } = await world.app.inject({ method: 'GET', url, headers: { cookie, ...at } })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(rawPayload as never)
    const [figures, rows] = book.worksheets
    const cells = (sheet: ExcelJS.Worksheet | undefined) => sheet?.getSheetValues().slice(1) as unknown[][]
    const satisfied = cells(figures).find(([, line]) => line === '客户满意（4、5 分）')
    expect(satisfied?.at(-1)).toBe(100)
    const objected = cells(figures).filter(([, what]) => what === '异议')
    expect(objected.map((row) => row.slice(3, 6))).toContainEqual(["'=流程当天停用", '不成立', "'-流程没有停用"])
    expect(cells(rows).filter(([, line]) => line === '客户满意（4、5 分）')).toHaveLength(12)
  })
})
