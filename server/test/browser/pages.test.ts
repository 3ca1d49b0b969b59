import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { startAct } from './case-page.ts'
import { coloursOnly, findings } from './findings.ts'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { placesOf, settled } from './places.ts'
import { tooWide } from './too-wide.ts'

inBrowser('every page (每个页面)', () => {
  const office = useOffice()
  const names = Object.keys(placesOf({ caseId: '', customerId: '', importId: '' })) as (keyof ReturnType<typeof placesOf>)[]
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/')
  })

  test.each(names)('%s can be read by everybody, light and dark, and fits small screens, 200 % zoom and a phone', async (name) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await settled(page, places[name])
    expect(await findings(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    expect(await findings(page, coloursOnly), 'dark').toEqual([])
    for (const [width, height] of [
      [1024, 768],
      [720, 450],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      expect(await tooWide(page), `${width} pixels wide`).toEqual([])
    }
  })

  test('so can a case and the findings in English on a phone', async () => {
    await page.evaluate(`localStorage.setItem('zhiwei.preferences', JSON.stringify({ language: 'en' }))`)
    await page.setViewportSize({ width: 390, height: 844 })
    for (const name of ['case', 'findings'] as const) {
      await settled(page, places[name])
      expect(await findings(page), name).toEqual([])
    }
    await page.evaluate(`localStorage.removeItem('zhiwei.preferences')`)
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
