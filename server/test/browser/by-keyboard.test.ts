import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { type placesOf, settled } from './places.ts'

const mostTabs = 400
type Stop = { no: number; what: string; isSeen: boolean; isAtBody: boolean }

// Where the keyboard is: each element has a number of its own; its focus is seen by an outline of it or around it, or by another look than without.
const whereAmI = `(async () => {
  const one = document.activeElement
  window.stops ??= new Map()
  if (!stops.has(one)) stops.set(one, stops.size)
  const around = []
  for (let element = one; element && around.length < 4; element = element.parentElement) around.push(element)
  const isOutlined = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && outlineWidth !== '0px'
  }
  const lookOf = (element) => {
    const { boxShadow, borderColor, backgroundColor } = getComputedStyle(element)
    return [boxShadow, borderColor, backgroundColor].join()
  }
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const looksDifferent = async () => {
    await drawn()
    const focused = around.map(lookOf)
    one.blur()
    await drawn()
    const unfocused = around.map(lookOf)
    one.focus({ focusVisible: true, preventScroll: true })
    return focused.some((look, at) => look !== unfocused[at])
  }
  return {
    no: stops.get(one),
    what: one.outerHTML.slice(0, 160),
    isSeen: around.some(isOutlined) || (await looksDifferent()),
    isAtBody: one === document.body,
  }
})()`

inBrowser('the main pages by keyboard alone (只用键盘)', () => {
  const office = useOffice()
  const names = ['workbench', 'cases', 'case', 'register', 'warnings', 'managerDashboard'] as const
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/')
  })
  const focusIsOn = (name: RegExp) =>
    expect
      .poll(() => page.evaluate<string>(`document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText`))
      .toMatch(name)

  test.each(names)('Tab goes once round %s, sees where it is everywhere, and comes out again', async (name) => {
    await settled(page, places[name])
    await page.waitForLoadState('networkidle')
    const stops: Stop[] = []
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate<Stop>(whereAmI)
      if (stop.isAtBody || (stops.length > 1 && stop.no === stops[0]?.no)) break
      stops.push(stop)
    }
    expect(stops.length).toBeGreaterThan(10)
    expect(stops.length, 'a trap').toBeLessThan(mostTabs)
    expect(new Set(stops.map(({ no }) => no)).size, 'the same place twice').toBe(stops.length)
    expect(stops.filter(({ isSeen }) => !isSeen).map(({ what }) => what)).toEqual([])
  })

  test('the key sheet, the palette and a form give the keyboard back to where it was', async () => {
    await settled(page, places.cases)
    await page.locator('#main [data-row-cursor]').first().waitFor()
    const button = page.getByRole('button', { name: /更多筛选/ })
    await button.focus()
    for (const [key, dialog] of [
      ['?', '键盘快捷键'],
      ['Control+k', '命令面板'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('dialog', { name: dialog }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog', { name: dialog }).waitFor({ state: 'hidden' })
      await focusIsOn(/更多筛选/)
    }
    await settled(page, places.users)
    await page.getByRole('button', { name: '新建用户' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '新建用户' }).waitFor()
    for (let tabs = 0; tabs < 20; tabs += 1) await page.keyboard.press('Tab')
    expect(await page.evaluate(`Boolean(document.activeElement.closest('[role=dialog]'))`), 'Tab stays in the form').toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '新建用户' }).waitFor({ state: 'hidden' })
    await focusIsOn(/新建用户/)
  })
})
