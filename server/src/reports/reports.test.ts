import ExcelJS from 'exceljs'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { adminPassword, aWorld, type Client, origin, signedInAs, type World } from '../../test/harness.ts'
import { jobs } from '../jobs.ts'
import { newId } from '../platform/ids.ts'
import { runJobsOnce } from '../platform/jobs.ts'
import { raiseWarnings } from '../warning/index.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  for (const status of ['registered', 'accepted', 'dispatched', 'handling', 'answered', 'closed', 'closed'])
    await aCaseIn(status, admin, unitId)
  await world.settle()
  world.clock.moveMinutes(8 * 24 * 60)
  admin = await signedInAs(world)
  await world.settle()
})
afterAll(() => world.close())

/** Counts what reactions have done in turn, then makes what waits. */
async function make() {
  for (let round = 0; round < 3; round++) await world.settle()
  await runJobsOnce(world.deps, jobs)
}
async function aReport(kind = 'weekly', more: object = {}) {
  const { status, body } = await admin.post('/periodic-reports', { kind, ...more })
  expect({ status, body }).toMatchObject({ status: 201 })
  await make()
  const { body: report } = await admin.get(`/periodic-reports/${body.id}`)
  expect(report).toMatchObject({ state: 'ready' })
  return report
}
async function file(id: string, format: string): Promise<Buffer> {
  const host = '127.0.0.1:3000'
  const signIn = { username: 'admin', password: adminPassword }
  const { headers } = await world.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: signIn, headers: { origin, host } })
  const cookie = [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
  const url = `/api/v1/periodic-reports/${id}/files/${format}`
  const { statusCode, rawPayload } = await world.app.inject({ method: 'GET', url, headers: { cookie, host } })
  expect(statusCode).toBe(200)
  return rawPayload
}

describe('periodic reports (定期报告)', () => {
  test('a weekly report says the same numbers as the measures of its days', async () => {
    const report = await aReport()
    const cards = report.content.blocks.find(({ kind }: { kind: string }) => kind === 'cards').cards
    const next = new Date(Date.parse(report.toDay) + 86_400_000).toISOString().slice(0, 10)
    const { body } = await admin.get(`/measures?from=${report.fromDay}&to=${next}`)
    const total = (name: string) => body.measures.find((measured: { name: string }) => measured.name === name).total
    expect(cards[0]).toMatchObject({ name: '投诉量', value: String(total('complaints').value) })
    expect(total('complaints').value).toBe(7)
    expect(cards[0].range).toBe('95% 区间 3–14')
    const inTime = total('onTimeResponseRatio')
    expect(cards[1].value).toBe(`${(inTime.value * 100).toFixed(1)}%`)
    expect(report.sequence).toBeGreaterThan(0)
  })

  test('later events change nothing of it, down to the byte; made anew it says what stands now', async () => {
    const report = await aReport()
    const before = JSON.stringify(report.content)
    const pdf = await file(report.id, 'pdf')
    await aCaseIn('closed', admin, unitId)
    await world.settle()
    const { body: after } = await admin.get(`/periodic-reports/${report.id}`)
    expect(JSON.stringify(after.content)).toBe(before)
    expect((await file(report.id, 'pdf')).equals(pdf)).toBe(true)
    const again = await admin.post(`/periodic-reports/${report.id}/again`)
    expect(again).toMatchObject({ status: 201 })
    await make()
    const { body: made } = await admin.get(`/periodic-reports/${again.body.id}`)
    expect(made).toMatchObject({ state: 'ready', fromDay: report.fromDay, toDay: report.toDay })
    expect(made.sequence).toBeGreaterThan(report.sequence)
  })

  test('PDF, Word and Excel can be had; the PDF says what the page says', async () => {
    const report = await aReport('board', { language: 'zh-CN' })
    const pdf = await file(report.id, 'pdf')
    const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
    expect(totalPages).toBe(1)
    expect(text.replaceAll(/\s/g, '')).toContain('投诉一页纸')
    for (const format of ['docx', 'xlsx']) expect((await file(report.id, format)).subarray(0, 2).toString()).toBe('PK')
  })

  test('the workbook has one sheet a section, named by what it counts', async () => {
    const { id } = await aReport('weekly', { language: 'en' })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(await file(id, 'xlsx')).buffer)
    const names = workbook.worksheets.map(({ name }) => name)
    expect(names).toContain('Complaints by week')
    expect(names).toContain('Complaints by category')
    expect(names.filter((name) => /\p{Script=Han}|more rows|: \d/u.test(name))).toEqual([])
    const byCategory = workbook.getWorksheet('Complaints by category')
    const counted = byCategory?.getColumn(2).values.slice(2)
    expect(counted?.reduce<number>((sum, value) => sum + Number(value ?? 0), 0)).toBe(7)
  })

  test('a deleted report is gone, with the reason on the record', async () => {
    const report = await aReport('daily')
    expect(await admin.post(`/periodic-reports/${report.id}/deletion`, { reason: '重复生成' })).toMatchObject({ status: 201 })
    expect(await admin.get(`/periodic-reports/${report.id}`)).toMatchObject({ status: 404 })
    expect((await admin.get('/periodic-reports?kind=daily')).body).toMatchObject({ rows: [], total: { count: 0 } })
  })

  test('only whoever may read reports reads them, and only who manages makes them', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const reader = await aPerson(world, admin, 'supervisor')
    expect(await agent.get('/periodic-reports')).toMatchObject({ status: 403 })
    expect(await reader.get('/periodic-reports')).toMatchObject({ status: 200 })
    expect(await reader.post('/periodic-reports', { kind: 'daily' })).toMatchObject({ status: 403 })
    expect(await admin.post('/periodic-reports', { kind: 'monthly', on: '2999-01-01' })).toMatchObject({ status: 400 })
  })

  test('lists in the workbook hold numbers as numbers, and units in words', async () => {
    world.clock.set('2026-12-02T02:00:00Z')
    admin = await signedInAs(world)
    const { id } = await aReport('monthly', { language: 'zh-CN' })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(await file(id, 'xlsx')).buffer)
    expect(workbook.getWorksheet('指标')?.getRow(2).getCell(3).value).toBe('件')
    const causes = workbook.getWorksheet('查明的原因')
    expect(causes?.getRow(1).values).toEqual([undefined, '原因', '工单数', '占比'])
    expect(causes?.getRow(2).values).toEqual([undefined, expect.any(String), expect.any(Number), 1])
    expect(causes?.getRow(2).getCell(3).numFmt).toBe('0.0%')
    for (const sheet of workbook.worksheets) for (const { width = 0 } of sheet.columns ?? []) expect(width, sheet.name).toBeLessThan(61)
  })

  test('the list of warnings names a topic by its complaints, and says nothing of what was said in contacts alone', async () => {
    const topic = { kind: 'topic' as const, facts: { people: 3 }, contactIds: [newId()], firstSeenAt: world.clock.now() }
    const { rows } = (await admin.get('/cases')).body
    const raises = [
      { ...topic, key: newId(), subject: '安装师傅迟到', caseIds: [rows[0].id] },
      { ...topic, key: newId(), subject: '我家电梯一直停', caseIds: [] },
    ]
    await world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => raiseWarnings(tx, world.tenantId, raises, world.clock.now()))
    world.clock.moveMinutes(8 * 24 * 60)
    admin = await signedInAs(world)
    const report = await aReport()
    const list = report.content.blocks.find(
      ({ columns = [] }: { columns?: string[] }) => columns.includes('级别') && columns.includes('负责人'),
    )
    const told = list.rows.map((row: string[]) => row.join(' '))
    expect(told).toHaveLength(2)
    expect(told.filter((row: string) => row.includes('安装师傅迟到'))).toHaveLength(1)
    expect(JSON.stringify(report.content)).not.toContain('电梯')
  })

  test('causes are counted as the measure counts them: each cycle of a reopened case has its own', async () => {
    world.clock.set('2026-12-03T02:00:00Z')
    admin = await signedInAs(world)
    const { id } = await aCaseIn('closed', admin, unitId)
    expect(await admin.post(`/cases/${id}/reopening`, { reason: '客户说又坏了' })).toMatchObject({ status: 201 })
    expect(await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '又没确认' })).toMatchObject({ status: 201 })
    world.clock.set('2027-01-02T02:00:00Z')
    admin = await signedInAs(world)
    const { content } = await aReport('monthly', { language: 'zh-CN' })
    const { body } = await admin.get('/measures?names=causesFound&from=2026-12-01&to=2027-01-01')
    expect(body.measures[0].total.value).toBe(2)
    expect(content.blocks).toContainEqual({ kind: 'small', text: '查明的原因：2 件' })
    expect(content.blocks).toContainEqual(expect.objectContaining({ rows: [['人员 · 未按流程', '2', '100.0%']] }))
  })
})
