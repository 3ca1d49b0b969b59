import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { type placesOf, settled } from './places.ts'

/** What web.dev calls good: https://web.dev/articles/cls */
const most = 0.1
const quietMs = 700

// Every shift that no key or click of the last half second has caused, with what moved.
const watch = `
  window.shifts = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) shifts.push({ value, moved: sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.nodeName) })
  }).observe({ type: 'layout-shift', buffered: true })
`
type Shift = { value: number; moved: string[] }

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
      const shifts = await page.evaluate<Shift[]>(`new Promise((done) => setTimeout(() => done(shifts), ${quietMs}))`)
      const sum = shifts.reduce((total, { value }) => total + value, 0)
      expect(sum, `${width} pixels wide: ${JSON.stringify(shifts, null, 1)}`).toBeLessThanOrEqual(most)
    }
  })
})
