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

  test('what happened to a case: files, filters and the paper clip are as high as a thumb needs', async () => {
    const form = new FormData()
    form.append('file', new Blob(['收据']), '收据.txt')
    expect((await office.admin.post(`${places.case}/files`, form)).status).toBe(201)
    await page.setViewportSize(phone)
    await settled(page, places.case)
    await page.getByText('经过', { exact: true }).first().click()
    const story = page.getByRole('log')
    const file = story.getByRole('link', { name: /收据/ })
    const filter = page.locator('.story-filter .ant-segmented-item').first()
    for (const target of [file, filter, page.getByRole('button', { name: '附件' })])
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(34)
    expect(await findings(page, ['target-size'])).toEqual([])
  })
})
