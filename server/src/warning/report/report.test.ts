import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { registerCases, systemActor } from '../../cases/index.ts'
import { jobs } from '../../jobs.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { recountSeries } from '../series/rebuild.ts'
import { askWeeklyReport, lastWeek } from './ask.ts'
import { ratioOf } from './figures.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  await anAutumn()
})
afterAll(() => world.close())

const db = () => world.deps.database.tenant(world.tenantId)

/** Ten weeks with two complaints a day, the last of them with six: 安装迟到 in 华东. The clock stands on Monday 2026-11-02. */
async function anAutumn() {
  const start = Date.parse('2026-08-24T02:00:00Z')
  const complaints = Array.from({ length: 70 }, (_, day) => day).flatMap((day) => {
    const isLast = day >= 63
    return Array.from({ length: isLast ? 6 : 2 }, (_, no) => ({
      channel: 'hotline' as const,
      complainant: {},
      subject: isLast ? '空调安装师傅迟到三小时' : '快递送货延迟',
      text: isLast ? `安装师傅迟到，等了三小时，第 ${day}-${no} 次` : `快递晚到，第 ${day}-${no} 次`,
      category: 'delivery.delay',
      region: isLast ? '华东' : '华南',
      receivedAt: new Date(start + day * 86_400_000 + no * 60_000).toISOString(),
    }))
  })
  await db()
    .transaction()
    .execute(async (tx) => {
      const act = { tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.clock.now() }
      await registerCases(
        act,
        complaints.map((complaint) => ({ complaint, customerId: null, duplicateOf: null })),
      )
      await recountSeries(tx, world.tenantId, world.clock.now())
    })
}

const make = () => runJobsOnce(world.deps, jobs)
async function aReport(input: object = {}) {
  const { status, body } = await admin.post('/reports', input)
  if (status !== 201) throw new Error(JSON.stringify(body))
  await make()
  return (await admin.get(`/reports/${body.id}`)).body
}
const change = (section: { title: string; happened: string; why: string; coming: string; version: number }, given: object = {}) => {
  const { title, happened, why, coming, version } = section
  return { title, happened, why, coming, measures: [], version, ...given }
}

const download = async (id: string, format: string) => {
  const cookie = (
    await world.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' },
      payload: { username: 'admin', password: 'correct horse battery' },
    })
  ).headers['set-cookie']
  const answer = await world.app.inject({
    url: `/api/v1/reports/${id}/files/${format}`,
    headers: { host: '127.0.0.1:3000', cookie: String(cookie).split(';')[0] ?? '' },
  })
  return answer
}

describe('investigation and forecast report (调查预测报告)', () => {
  test('on demand, of the last week: what happened with intervals, why, what is to come, and its progress', async () => {
    const { body: asked } = await admin.post('/reports', {})
    expect((await admin.get(`/reports/${asked.id}`)).body).toMatchObject({
      state: 'waiting',
      progress: 0,
      fromDay: '2026-10-26',
      toDay: '2026-11-01',
    })
    await make()
    const report = (await admin.get(`/reports/${asked.id}`)).body
    expect(report).toMatchObject({ state: 'draft', progress: 1, title: '调查预测报告 2026-10-26 至 2026-11-01' })
    expect(report.sections.map(({ about, title }: { about: string; title: string }) => [about, title])).toEqual([
      ['overview', '总体情况'],
      ['category', '交付物流'],
      ['conclusion', '结论与安排'],
    ])
    const [overview, category, conclusion] = report.sections
    expect(overview.figures).toMatchObject({ count: 42, before: 14, weeksBefore: 8 })
    expect(overview.figures.ratio.low).toBeGreaterThan(1)
    expect(overview.happened).toContain('本周收到 42 件')
    expect(overview.happened).toContain('上升超出偶然波动')
    expect(category.why).toContain('区域“华东”（42 件，占 100%）')
    expect(category.figures.words).toContain('迟到')
    expect(category.coming).toMatch(/今后七天预计 [\d.]+ 件（80% 区间 \d+–\d+ 件）/)
    expect(category.figures.expected).toHaveLength(28)
    expect(category.measures.length).toBeGreaterThan(0)
    expect(conclusion.happened).toContain('明显上升：交付物流')
  })

  test('days that are not over, and more than a quarter, are refused', async () => {
    expect((await admin.post('/reports', { toDay: '2026-11-02' })).body.code).toBe('INPUT_INVALID')
    expect((await admin.post('/reports', { fromDay: '2026-10-31', toDay: '2026-10-01' })).body.code).toBe('INPUT_INVALID')
    expect((await admin.post('/reports', { fromDay: '2026-01-01', toDay: '2026-10-01' })).body.code).toBe('INPUT_INVALID')
  })

  test('two people change one section: the second is told; what stood there before is kept; a finished one stays', async () => {
    const report = await aReport()
    const section = report.sections[1]
    const owner = (await admin.get('/people')).body.rows?.[0]?.id ?? null
    const edited = await admin.put(
      `/reports/${report.id}/sections/2`,
      change(section, { why: '安装排班未计入国庆返程', measures: [{ text: '周末增加安装班组', ownerId: owner, dueOn: '2026-11-09' }] }),
    )
    expect(edited.body.sections[1]).toMatchObject({
      why: '安装排班未计入国庆返程',
      version: 2,
      measures: [{ text: '周末增加安装班组', dueOn: '2026-11-09' }],
    })
    expect((await admin.put(`/reports/${report.id}/sections/2`, change(section, { why: '另一个人的话' }))).body.code).toBe(
      'VERSION_CONFLICT',
    )
    expect((await admin.get(`/reports/${report.id}/sections/2/past`)).body.rows).toMatchObject([{ version: 1, why: section.why }])
    expect((await admin.get(`/reports/${report.id}/sections/99/past`)).status).toBe(404)
    expect((await admin.post(`/reports/${report.id}/finish`, { version: 9 })).body.code).toBe('VERSION_CONFLICT')
    expect((await admin.post(`/reports/${report.id}/finish`, { version: report.version })).body).toMatchObject({
      state: 'finished',
      can: { edit: false },
    })
    expect((await admin.put(`/reports/${report.id}/sections/2`, change(section, { version: 2 }))).body.code).toBe('IN_USE')
    // Made again by a job that was given back, it stays as people left it.
    await make()
    expect((await admin.get(`/reports/${report.id}`)).body.sections[1].why).toBe('安装排班未计入国庆返程')
  })

  test('who may only read warnings reads it and changes nothing', async () => {
    const report = await aReport()
    const agent = await aPerson(world, admin, 'agent')
    expect((await agent.get(`/reports/${report.id}`)).body.can).toEqual({ edit: false })
    expect((await agent.post('/reports', {})).status).toBe(403)
    expect((await agent.post(`/reports/${report.id}/finish`, { version: 1 })).status).toBe(403)
  })

  test('as PDF: the Chinese text is there again when it is read back', async () => {
    const report = await aReport()
    const { rawPayload, headers } = await download(report.id, 'pdf')
    expect(headers['content-type']).toBe('application/pdf')
    expect(rawPayload.length).toBeLessThan(300_000)
    const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(rawPayload)), { mergePages: true })
    const read = text.replace(/\s/g, '')
    for (const said of [
      '调查预测报告2026-10-26至2026-11-01',
      '本周收到42件',
      '区域“华东”（42件，占100%）',
      '接下来会怎样',
      '建议措施',
      '倍数（95%区间）',
    ])
      expect(read).toContain(said)
    expect(totalPages).toBeLessThan(6)
  })

  test('as Word: text, tables and a chart as SVG with its picture', async () => {
    const report = await aReport()
    const { rawPayload } = await download(report.id, 'docx')
    const files = unzipSync(rawPayload)
    const body = strFromU8(files['word/document.xml'] ?? new Uint8Array())
    const read = body.replace(/<[^>]+>/g, '')
    for (const said of ['调查预测报告 2026-10-26 至 2026-11-01', '本周收到 42 件', '区域“华东”（42 件，占 100%）', '责任人'])
      expect(read).toContain(said)
    expect(body).toContain('<w:tbl>')
    const media = Object.keys(files).filter((name) => name.startsWith('word/media/'))
    expect(media.filter((name) => name.endsWith('.svg'))).toHaveLength(2)
    const svg = strFromU8(files[media.find((name) => name.endsWith('.svg')) ?? ''] ?? new Uint8Array())
    expect(svg).toContain('虚线与色带：预测及 80% 区间')
    expect((await download(report.id, 'xls')).statusCode).toBe(400)
  })

  test('every Monday from seven in the company’s zone, once, of the week before', async () => {
    // 2026-11-02 08:00 in Shanghai is past seven; asked twice it is one.
    expect(lastWeek('2026-11-02')).toEqual({ from: '2026-10-26', to: '2026-11-01' })
    expect(lastWeek('2026-11-08')).toEqual({ from: '2026-10-26', to: '2026-11-01' })
    await askWeeklyReport(world.deps, world.tenantId)
    await askWeeklyReport(world.deps, world.tenantId)
    await make()
    const weekly = (await admin.get('/reports')).body.rows.filter(({ kind }: { kind: string }) => kind === 'weekly')
    expect(weekly).toMatchObject([{ fromDay: '2026-10-26', state: 'draft', askedBy: null }])
  })

  test('a ratio carries its interval', () => {
    expect(ratioOf(42, 7, 112, 56)).toMatchObject({ value: 3.022 })
    const { low, high } = ratioOf(42, 7, 112, 56)
    expect(low).toBeGreaterThan(2)
    expect(high).toBeLessThan(4.5)
  })
})
