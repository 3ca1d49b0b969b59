import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { type placesOf, settled } from './places.ts'

/** What web.dev calls good: https://web.dev/articles/cls */
const most = 0.1
const quietMs = 700
/** What it comes to when a line pushes a page down. */
const ofALine = 0.019

// Every shift that no key or click of the last half second has caused, with what moved.
const watch = `
  window.shifts = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) shifts.push({ value, moved: sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.nodeName) })
  }).observe({ type: 'layout-shift', buffered: true })
`
type Shift = { value: number; moved: string[] }
const shiftsOf = (page: Page) => page.evaluate<Shift[]>(`new Promise((done) => setTimeout(() => done(shifts), ${quietMs}))`)
const sumOf = (shifts: Shift[]) => shifts.reduce((total, { value }) => total + value, 0)

inBrowser('nothing jumps while a page comes (布局不跳动)', () => {
  const office = useOffice()
  const names = [
    'workbench',
    'cases',
    'case',
    'register',
    'warnings',
    'managerDashboard',
    'customers',
    'dispatch',
    'queue',
    'users',
  ] as const
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/')
    await page.addInitScript(watch)
  })

  test.each(names)('%s stands still on a desk and on a phone', async (name) => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      await settled(page, places[name])
      await page.waitForLoadState('networkidle')
      const shifts = await shiftsOf(page)
      expect(sumOf(shifts), `${width} pixels wide: ${JSON.stringify(shifts, null, 1)}`).toBeLessThanOrEqual(most)
    }
  })

  test('the line of a peak mode stands over a page from the beginning, in a new tab too', async () => {
    const startsOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const mode = { code: 'double11', name: '双11 大促', startsOn, plan: '机动人员 9 点到岗', notice: '促销期间退款类投诉优先' }
    expect((await office.admin.post('/peak-modes', mode)).status).toBe(201)
    const line = (tab: Page) => tab.getByText('高峰模式：双11 大促')
    await settled(page, places.workbench)
    await line(page).waitFor()
    const tab = await page.context().newPage()
    await tab.addInitScript(watch)
    await tab.goto(places.cases)
    await line(tab).waitFor()
    await tab.waitForLoadState('networkidle')
    const shifts = await shiftsOf(tab)
    expect(sumOf(shifts), JSON.stringify(shifts, null, 1)).toBeLessThan(ofALine)
  })
})
