import { readFile } from 'node:fs/promises'
import type { MeasureFigure, MeasureName, ShippedDashboard } from '@zhiwei/contract'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantBiReader } from '../../src/analytics/bi/readers.ts'
import { verifyMeasures } from '../../src/analytics/index.ts'
import { jobs } from '../../src/jobs.ts'
import { newId } from '../../src/platform/ids.ts'
import { runJobsOnce } from '../../src/platform/jobs.ts'
import { inRoot } from '../../src/platform/paths.ts'
import { startingProcess } from '../../src/sla/index.ts'
import { aDatabaseWithReader, readerOf } from '../bi-reader.ts'
import { aCaseIn, aPerson, aRegisteredCase, aUnit, casesHandledBy } from '../builders.ts'
import { adminPassword, aWorld, type Client, signedInAs, type World } from '../harness.ts'
import { startBrowser } from './chromium.ts'
import { inBrowser } from './in-browser.ts'

// 同一个数: a week of a small company, told by every door there is to its figures.

type Counted = { numerator: number; denominator: number | null; text: string; on: ShippedDashboard }
const count = (numerator: number, on: ShippedDashboard): Counted => ({ numerator, denominator: null, text: String(numerator), on })
const share = (numerator: number, denominator: number, text: string, on: ShippedDashboard): Counted => ({
  numerator,
  denominator,
  text,
  on,
})

/** Seven closed in time, of whom five are content; three that lie too long, one of them sent back once; and one of these customers again. */
const counted = {
  complaints: count(11, 'manager'),
  closed: count(7, 'supervisor'),
  onTimeClosureRatio: share(7, 10, '70.0%', 'manager'),
  onTimeHandlingRatio: share(7, 10, '70.0%', 'unit'),
  repeatRatio: share(1, 10, '10.0%', 'customers'),
  satisfactionRatio: share(5, 7, '71.4%', 'manager'),
  substantiatedRatio: share(7, 7, '100.0%', 'quality'),
  sendBackRatio: share(1, 11, '9.1%', 'unit'),
  inHand: count(4, 'supervisor'),
  overdueInHand: count(3, 'supervisor'),
} satisfies Partial<Record<MeasureName, Counted>>
const names = Object.keys(counted) as (keyof typeof counted)[]
const figures = Object.fromEntries(Object.entries(counted).map(([name, { numerator, denominator }]) => [name, [numerator, denominator]]))
const texts = Object.fromEntries(Object.entries(counted).map(([name, { text }]) => [name, text]))

const week = { from: '2026-11-02', to: '2026-11-09' }
const weekOnPages = 'from=2026-11-02&to=2026-11-08'

let world: World
let admin: Client
let owner: pg.Client
let reader: pg.Client
let browser: Browser
let page: Page
let titles: Map<string, MeasureName>

const pairOf = ({ numerator, denominator }: MeasureFigure) => [numerator, denominator]

async function aWeek() {
  const unit = await aUnit(admin, '安装部')
  const lin = await aPerson(world, admin, 'handler', unit.id)
  world.clock.moveMinutes(1)
  await world.deps.database
    .tenant(world.tenantId)
    .insertInto('process_version')
    .values({
      tenant_id: world.tenantId,
      id: newId(),
      category: null,
      effective_from: world.clock.now(),
      definition: JSON.stringify({
        limits: [...startingProcess.limits, { regime: 'company', step: 'handling', amount: 8, unit: 'calendarHour' }],
      }),
    })
    .execute()
  world.clock.moveMinutes(1)
  await casesHandledBy(lin, admin, unit.id, 5, { satisfaction: 5 })
  await casesHandledBy(lin, admin, unit.id, 2, { satisfaction: 2 })
  const late = async (no: number, status: string) =>
    aCaseIn(status, admin, unit.id, { complainant: { name: '赵敏', phone: `1591234000${no}` } })
  await late(1, 'handling')
  await late(2, 'handling')
  const { id } = await late(3, 'dispatched')
  expect(await admin.post(`/cases/${id}/sendBacks`, { reason: '不是我们装的' })).toMatchObject({ status: 201 })
  expect(await admin.post(`/cases/${id}/dispatches`, { unitId: unit.id })).toMatchObject({ status: 201 })
  world.clock.moveMinutes(60)
  await aRegisteredCase(admin, { category: 'delivery.delay', complainant: { name: '赵敏', phone: '15912340001' } })
  for (const instant of ['2026-11-04T01:00:00Z', '2026-11-09T01:00:00Z', '2026-12-01T02:00:00Z']) {
    await world.settle()
    world.clock.set(instant)
  }
  for (let round = 0; round < 3; round++) await world.settle()
}

/** Somebody at a desk whose calendar says what the server's does. */
async function aDesk(): Promise<Page> {
  const address = await world.app.listen({ host: '127.0.0.1', port: 0 })
  const context = await browser.newContext({ baseURL: address, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  context.setDefaultTimeout(45_000)
  await context.addInitScript(`localStorage.setItem('zhiwei.preferences', '{"language":"zh-CN"}')`)
  const opened = await context.newPage()
  await opened.clock.setFixedTime(world.clock.now())
  const signedIn = await opened.request.post('/api/v1/sessions', { data: { username: 'admin', password: adminPassword } })
  expect(signedIn.status()).toBe(201)
  return opened
}

/** What the cards of a measure tell on the board that is open, once one of them is there. */
async function valuesOn(name: MeasureName): Promise<(string | null | undefined)[]> {
  const title = [...titles].find(([, one]) => one === name)?.[0] ?? ''
  const cards = page.locator('.chart-card').filter({ has: page.locator('h3', { hasText: title }) })
  await cards.locator('.dashboard-value .figures').first().waitFor()
  const heads = await cards.evaluateAll((all) =>
    all.map(
      (card) => [card.querySelector('h3')?.textContent, card.querySelector('.dashboard-value .figures')?.firstChild?.textContent] as const,
    ),
  )
  // 在办 is part of 超时在办.
  return heads.filter(([head]) => head === title || head?.startsWith(`${title} · `)).map(([, value]) => value)
}

inBrowser('one number through every door (同一个数)', () => {
  beforeAll(async () => {
    world = await aWorld(aDatabaseWithReader())
    admin = await signedInAs(world)
    await aWeek()
    admin = await signedInAs(world)
    const { body } = await admin.get('/measures/definitions')
    titles = new Map(body.rows.map(({ name, title }: { name: MeasureName; title: { zh: string } }) => [title.zh, name]))
    browser = await startBrowser()
    page = await aDesk()
  }, 240_000)
  afterAll(async () => {
    await reader?.end()
    await owner?.end()
    await browser?.close()
    await world?.close()
  })

  const measured = async () => (await admin.get(`/measures?names=${names}&from=${week.from}&to=${week.to}`)).body.measures

  test('the measures tell what has happened, and the plain recount agrees', async () => {
    const told = await measured()
    expect(Object.fromEntries(told.map(({ name, total }: { name: string; total: MeasureFigure }) => [name, pairOf(total)]))).toEqual(
      figures,
    )
    expect(await verifyMeasures(world.deps, world.tenantId)).toMatchObject({ sets: [], counts: [] })
  })

  test('so do the figures of the dashboards', async () => {
    for (const [name, { on, numerator, denominator }] of Object.entries(counted)) {
      const { body } = await admin.get(`/dashboards/${on}/figures?from=${week.from}&to=${week.to}`)
      const cards = body.cards.filter(({ card }: { card: { measure: string } }) => card.measure === name)
      expect(cards.length, name).toBeGreaterThan(0)
      for (const { measured } of cards) expect(pairOf(measured.total), name).toEqual([numerator, denominator])
    }
  })

  test('so do the cards of the pages', async () => {
    for (const board of new Set(Object.values(counted).map(({ on }) => on))) {
      await page.goto(`/dashboards/${board}?${weekOnPages}`)
      const expected = names.filter((name) => counted[name].on === board)
      for (const name of expected) {
        const values = await valuesOn(name)
        expect(new Set(values), name).toEqual(new Set([counted[name].text]))
      }
    }
  })

  test('so do the lines of the page of measures', async () => {
    await page.goto(`/measures?${weekOnPages}`)
    await page.getByRole('heading', { name: '全部指标' }).waitFor()
    const lines = await page.locator('.measure-table tbody tr.ant-table-row').evaluateAll((rows) =>
      rows.map((row) => {
        const [name, of] = [row.querySelector('.measure-name')?.textContent ?? '', row.querySelector('td .measure-interval')?.textContent]
        return [name, row.querySelectorAll('td')[1]?.querySelector('.figures')?.firstChild?.textContent, of] as const
      }),
    )
    const shown = new Map(lines.map(([title, value, of]) => [titles.get(title), { value, of }]))
    for (const name of names) {
      const { text, numerator, denominator } = counted[name]
      expect(shown.get(name), name).toEqual({ value: text, of: denominator === null ? String(numerator) : `${numerator} / ${denominator}` })
    }
  })

  test('so does the pivot, on the page too', async () => {
    const { body } = await admin.get('/measures/definitions')
    const pivots = names.filter((name) => body.rows.find((one: { name: string; pivots: boolean }) => one.name === name)?.pivots)
    expect(names.filter((name) => !pivots.includes(name))).toEqual(['repeatRatio'])
    for (let at = 0; at < pivots.length; at += 3) {
      const three = pivots.slice(at, at + 3)
      const { body } = await admin.get(`/measures/pivot?names=${three}&rows=unit&columns=day&from=${week.from}&to=${week.to}`)
      for (const { name, total } of body.measures) expect(pairOf(total), name).toEqual(figures[name])
      await page.goto(`/measures/pivot?names=${three}&rows=category&${weekOnPages}`)
      const totals = page.locator('.pivot-table tfoot').getByRole('button')
      await totals.first().waitFor()
      const shown = await totals.evaluateAll((all) => all.map((one) => one.firstElementChild?.textContent))
      // The one month of the columns, and the whole.
      expect(shown, String(three)).toEqual(three.flatMap((name) => [counted[name].text, counted[name].text]))
    }
  })

  test('so do the weekly and the monthly report, and what is stored of them', async () => {
    for (const kind of ['weekly', 'monthly']) {
      const template = { title: { zh: '例会', en: '' }, cover: false, sections: [{ kind: 'figures', measures: names }], version: 0 }
      expect(await admin.put(`/report-templates/${kind}`, template)).toMatchObject({ status: 200 })
      const { status, body: asked } = await admin.post('/periodic-reports', { kind, on: '2026-11-05' })
      expect({ status, asked }).toMatchObject({ status: 201 })
      for (let round = 0; round < 3; round++) await world.settle()
      await runJobsOnce(world.deps, jobs)
      const { body: report } = await admin.get(`/periodic-reports/${asked.id}`)
      const cards = report.content.blocks.flatMap((block: { cards?: object[] }) => block.cards ?? [])
      expect(Object.fromEntries(cards.map(({ name, value }: { name: string; value: string }) => [titles.get(name), value])), kind).toEqual(
        texts,
      )
      const { facts } = await world.deps.database
        .tenant(world.tenantId)
        .selectFrom('periodic_report')
        .select('facts')
        .where('id', '=', asked.id)
        .executeTakeFirstOrThrow()
      expect(Object.fromEntries(facts?.figures.map(({ name, now }) => [name, pairOf(now)]) ?? []), kind).toEqual(figures)
    }
  })

  test('so do BI tools, by the questions the guide gives them', async () => {
    owner = new pg.Client({ connectionString: world.db.ownerUrl })
    await owner.connect()
    await grantBiReader(owner, { role: 'bi_tool', tenantId: world.tenantId, now: world.clock.now() })
    reader = await readerOf(owner)
    const guide = await readFile(inRoot('docs', 'guide', 'bi.md'), 'utf8')
    const questions = /```sql\n([\s\S]*?)```/.exec(guide)?.[1]?.split(/^-- /m).slice(1) ?? []
    const answers: Record<string, unknown> = {}
    for (const question of questions) {
      const [head = '', ...lines] = question.split('\n')
      const asked = lines.join('\n').replaceAll(':from', `'${week.from} 00:00+08'`).replaceAll(':to', `'${week.to} 00:00+08'`)
      const { rows } = await reader.query(asked)
      answers[head.split(' ')[0] ?? ''] = [
        Number(rows[0].numerator),
        rows[0].denominator === undefined ? null : Number(rows[0].denominator),
      ]
    }
    expect(answers).toEqual(figures)
  })

  test('and behind each stand as many rows, on the page and in the file', async () => {
    for (const [name, { numerator, denominator }] of Object.entries(counted)) {
      // Dispatches are counted more than once a case: its rows are the cases.
      const all = name === 'sendBackRatio' ? 10 : (denominator ?? numerator)
      for (const [part, rows] of [
        ['numerator', numerator],
        ['denominator', all],
      ]) {
        const query = { name, part, ...week }
        const { body } = await admin.get(`/measures/${name}/rows?part=${part}&from=${week.from}&to=${week.to}`)
        expect(body.total.count, `${name} ${part}`).toBe(rows)
        const made = await admin.post('/exports', { what: 'measureRows', query })
        const file = await admin.get(`/exports/${made.body.id}/file`)
        expect(file.body.trimEnd().split('\r\n').slice(1), `${name} ${part}`).toHaveLength(rows as number)
      }
    }
    await page.goto(`/dashboards/customers?${weekOnPages}`)
    const card = page.locator('.chart-card').filter({ has: page.locator('h3', { hasText: '重复投诉率' }) })
    await card.locator('.dashboard-value').click()
    await page.getByRole('dialog').getByText('1 件', { exact: true }).waitFor()
    await page.getByRole('dialog').getByText('全部', { exact: true }).click()
    await page.getByRole('dialog').getByText('10 件', { exact: true }).waitFor()
  })
})
