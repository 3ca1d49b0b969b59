import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { startAct } from './case-page.ts'
import { findings } from './findings.ts'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { placesOf, settled } from './places.ts'

inBrowser('every page (每个页面)', () => {
  const office = useOffice()
  const names = Object.keys(placesOf({ caseId: '', customerId: '', importId: '' })) as (keyof ReturnType<typeof placesOf>)[]
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/')
  })

  test.each(names)('%s can be read by everybody, light and dark, and fits a phone 390 pixels wide', async (name) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await settled(page, places[name])
    expect(await findings(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    expect(await findings(page), 'dark').toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page), { timeout: 5_000 }).toEqual([])
  })

  test('so can the form of an act, and the sign-in', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await settled(page, places.case)
    await startAct(page, '受理')
    expect(await findings(page)).toEqual([])

    const stranger = await office.newWindow()
    await settled(stranger, '/sign-in')
    expect(await findings(stranger)).toEqual([])
  })
})

/** What stands out beyond the right edge, when the page can be pushed sideways. */
const tooWide = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
    return [scrollWidth + ' > ' + clientWidth, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })()`)
