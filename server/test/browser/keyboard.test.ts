import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { findings } from './findings.ts'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { type placesOf, settled } from './places.ts'

inBrowser('keyboard, command palette, density and help', () => {
  const office = useOffice()
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/cases')
  })
  const at = (address: RegExp) => page.waitForURL(address)

  test('g and a letter leads to a page, n makes what the list makes, ? shows the keys, Escape goes back', async () => {
    await settled(page, '/cases')
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await at(/\/settings\//)
    await settled(page, '/settings/users')
    await page.keyboard.press('n')
    await page.getByRole('dialog', { name: '新建用户' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '新建用户' }).waitFor({ state: 'hidden' })
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: '键盘快捷键' })
    await sheet.getByText('先按 g 再按').waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  })

  test.each(['cases', 'customers', 'users', 'imports', 'units'] as const)('j goes to the first row of %s', async (name) => {
    await settled(page, places[name])
    await page.locator('#main [data-row-cursor], #main tr.ant-table-row, #main li').first().waitFor()
    await page.keyboard.press('j')
    const isThere = () =>
      page.evaluate(
        `Boolean(document.querySelector('#main [aria-current="true"]') || document.activeElement?.closest('#main tr, #main li'))`,
      )
    await expect.poll(isThere).toBe(true)
  })

  test('a setting is found by what people call it and opened by keys alone; on a phone the list unfolds', async () => {
    await settled(page, '/settings/users')
    const nav = page.getByRole('navigation', { name: '设置', exact: true })
    await nav.getByRole('textbox', { name: '查找设置' }).fill('节假日')
    expect(await nav.getByRole('link').allInnerTexts()).toEqual(['工作日历'])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '工作日历', level: 1 }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await nav.getByRole('button', { name: '工作日历' }).click()
    await nav.getByRole('textbox').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '用户', level: 1 }).waitFor()
    expect(await nav.getByRole('link').count()).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('the palette finds pages by words and initials, a customer by phone, a case by number, and what the case can do', async () => {
    await settled(page, places.case)
    const { body } = await office.admin.get(places.case)
    const ask = async (words: string) => {
      await page.keyboard.press('Control+k')
      const field = page.getByRole('combobox', { name: '命令面板' })
      await field.fill(words)
      return page.getByRole('listbox', { name: '命令面板' })
    }
    const close = () => page.keyboard.press('Escape')

    await (await ask('受理')).getByRole('option', { name: `受理 · ${body.number}`, exact: true }).waitFor()
    await close()
    await (await ask('hzdw')).getByRole('option', { name: '合作单位' }).waitFor()
    await close()
    await (await ask('13900008888')).getByText('139****8888').waitFor()
    expect(await findings(page)).toEqual([])
    await close()
    await (await ask(body.number))
      .getByRole('option', { name: new RegExp(body.number) })
      .last()
      .waitFor()
    await close()
    await ask('sxgz')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '时限规则', level: 1 }).waitFor()
  })

  test('on a phone what Tab reaches stands clear of the bar below', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await settled(page, places.register)
    await page.locator('#main textarea').first().focus()
    const isCovered = () =>
      page.evaluate<boolean>(`(() => {
        const { top, bottom } = document.activeElement.getBoundingClientRect()
        const bar = document.querySelector('.bottom-bar')
        return !bar.contains(document.activeElement) && bottom > bar.getBoundingClientRect().top && top < innerHeight
      })()`)
    const covered: boolean[] = []
    for (let tabs = 0; tabs < 12; tabs += 1) {
      await page.keyboard.press('Tab')
      covered.push(await isCovered())
    }
    expect(covered).not.toContain(true)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('compact rows are lower, and stay so', async () => {
    await settled(page, '/customers')
    const height = () => page.evaluate(`document.querySelector('#main tbody tr.ant-table-row').getBoundingClientRect().height`)
    const before = Number(await height())
    await page.getByRole('button', { name: office.boss.name }).click()
    await page.getByRole('menuitem', { name: '紧凑' }).click()
    await expect.poll(async () => Number(await height())).toBeLessThan(before - 6)
    await settled(page, '/customers')
    expect(Number(await height())).toBeLessThan(before - 6)
  })

  test('help opens at what the guide says of the page, and leads to other guides', async () => {
    await settled(page, '/dispatch')
    await page.getByRole('button', { name: '帮助' }).click()
    const help = page.getByRole('dialog', { name: '帮助' })
    await help.getByRole('heading', { name: '派单台' }).waitFor()
    await help.getByRole('button', { name: '按岗位' }).click()
    await help.getByRole('heading', { name: '班长' }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('a case is printed with its customer and story, without menus, buttons and the place to write', async () => {
    await settled(page, places.case)
    await page.getByRole('log').waitFor()
    await page.emulateMedia({ media: 'print' })
    const isSeen = (selector: string) => page.locator(selector).first().isVisible()
    await expect.poll(() => isSeen('.rail')).toBe(false)
    expect(await Promise.all(['.top-bar', '.page-actions', '.case-middle textarea'].map(isSeen))).toEqual([false, false, false])
    await page.getByRole('log').waitFor()
    await page.getByText('139****8888').first().waitFor()
    await page.emulateMedia({ media: 'screen' })
  })
})
