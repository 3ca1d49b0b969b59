import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { findings } from './findings.ts'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { type placesOf, settled } from './places.ts'

const phone = { width: 390, height: 844 }

inBrowser('what a thumb has to hit on a phone (触摸目标)', () => {
  const office = useOffice()
  const names = ['workbench', 'cases', 'case', 'register', 'warnings', 'managerDashboard', 'customers', 'dispatch', 'queue'] as const
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/')
  })

  test.each(names)('%s has nothing too small or too close to another', async (name) => {
    await page.setViewportSize(phone)
    await settled(page, places[name])
    await page.waitForLoadState('networkidle')
    // A window as high as the page: what the bar below covers now is scrolled clear of it.
    await page.setViewportSize({ ...phone, height: await page.evaluate<number>('document.scrollingElement.scrollHeight') })
    expect(await findings(page, ['target-size'])).toEqual([])
  })
})
