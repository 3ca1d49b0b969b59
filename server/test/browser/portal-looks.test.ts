import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { coloursOnly, findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { agreeAndSend, numberShown, phone, tellAll } from './portal-page.ts'
import { tooWide } from './too-wide.ts'

inBrowser('every screen of the portal can be read by everybody (客户自助)', () => {
  const office = useOffice()

  test('in Chinese and English, light and dark, in large type and on the smallest phone', { timeout: 300_000 }, async () => {
    const page = await office.newWindow(phone)
    await tellAll(page, { text: '昨天约好九点上门装空调，等到下午一点才来。', email: 'sun@example.com' })
    for (const language of ['English', '中文'])
      for (const step of ['about', 'what', 'evidence', 'contact', 'remedy', 'review']) {
        await page.goto(`/p/default/new?step=${step}`)
        if (step === 'about') await page.getByRole('button', { name: language }).click()
        await seen(page, `${step} before ${language}`)
      }
    await page.goto('/p/default')
    await seen(page, 'home')

    await page.goto('/p/default/new?step=review')
    await agreeAndSend(page)
    await numberShown(page)
    await seen(page, 'sent')
    await page.getByRole('link', { name: '看进展' }).click()
    await page.getByRole('log').waitFor()
    await seen(page, 'case')
    await page.getByRole('button', { name: '撤回投诉' }).click()
    await page.getByRole('dialog').waitFor()
    await seen(page, 'withdrawal')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '退出查看' }).click()
    await page.getByRole('button', { name: '发验证码' }).waitFor()
    await seen(page, 'look-up')
  })

  async function seen(page: Page, name: string) {
    await page.locator('h1').first().waitFor()
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await findings(page), `${name}, light`).toEqual([])
    expect(await tooSmall(page), `${name}, for a thumb`).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findings(page, coloursOnly), `${name}, dark`).toEqual([])
    await page.evaluate(`document.documentElement.dataset.type = 'large'`)
    for (const width of [390, 320, 1440]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await tooWide(page), `${name}, large type, ${width} pixels wide`).toEqual([])
    }
    await page.evaluate(`document.documentElement.dataset.type = 'usual'`)
    await page.setViewportSize(phone.viewport)
  }

  /** Buttons and choices under 44 pixels high; a link within a sentence is as high as its line. */
  const tooSmall = (page: Page) =>
    page.evaluate<
      string[]
    >(`[...document.querySelectorAll('button, .button, .way, input:not(.out-of-sight, [type=checkbox]), .file-way, .review a')]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.outerHTML.slice(0, 100))`)
})
