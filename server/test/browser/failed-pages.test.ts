import type { Page, Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { placesOf, settled } from './places.ts'
import { tooWide } from './too-wide.ts'

/** Pages that need nothing from the server before one acts. */
const askNothing = ['newPlan', 'nowhere', 'textLab', 'textRead', 'conversationRead', 'security', 'register']

const broken = { type: 'about:blank', title: '服务器内部错误', status: 500, code: 'INTERNAL', requestId: 'req-1' }
const refused = { type: 'about:blank', title: '没有权限', status: 403, code: 'NOT_PERMITTED', requestId: 'req-2' }

/** An answered page has nothing left to wait for. */
const soonMs = 6_000

/** The person is known, everything else comes to nothing. */
const answerAll = (page: Page, problem: { status: number }) =>
  page.route(/\/api\/v1\/(?!sessions\/current$|events\/stream)/, (route: Route) =>
    route.request().method() === 'GET'
      ? route.fulfill({ status: problem.status, contentType: 'application/problem+json', body: JSON.stringify(problem) })
      : route.continue(),
  )

inBrowser('every page when the server refuses or fails (出错时)', () => {
  const office = useOffice()
  const names = Object.entries(placesOf({ caseId: '', customerId: '', importId: '' }))
    .filter(([, address]) => !address.startsWith('/p/'))
    .map(([name]) => name as keyof ReturnType<typeof placesOf>)
  let places: ReturnType<typeof placesOf>
  let page: Page
  beforeAll(async () => {
    places = await furnish(office.admin)
    page = await office.desk(office.boss, '/')
  })

  test.each(names)('%s says what is wrong, keeps its frame and waits for nothing', async (name) => {
    for (const problem of [broken, refused]) {
      await answerAll(page, problem)
      await settled(page, places[name])
      await page.locator('.bone, .ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached', timeout: soonMs })
      if (!askNothing.includes(name)) await page.getByRole('main').getByText(problem.title).first().waitFor({ timeout: soonMs })
      expect(await tooWide(page)).toEqual([])
      await page.unrouteAll({ behavior: 'ignoreErrors' })
    }
    // What the page was told is told on the console too; anything else is a fault.
    expect(office.troubles.splice(0).filter((trouble) => !/: (500 GET|console: Failed to load resource: .* 500)/.test(trouble))).toEqual([])
  })

  test('a form whose choices did not come says so where one chooses, and asks again', async () => {
    await answerAll(page, broken)
    await settled(page, places.register)
    await page.getByRole('combobox', { name: '分类' }).click()
    const notice = page.locator('.ant-select-dropdown').getByRole('alert')
    await notice.getByText(broken.title).waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await notice.getByRole('button', { name: '重试' }).click()
    await page.locator('.ant-select-tree-title').first().waitFor()
    office.troubles.splice(0)
  })

  test('a name typed before the choices have come is found once they are there', async () => {
    const { promise: come, resolve: letCome } = Promise.withResolvers<void>()
    await page.route('**/api/v1/categories', async (route) => {
      await come
      await route.continue()
    })
    await settled(page, places.register)
    await page.getByRole('combobox', { name: '分类' }).fill('上门安装')
    letCome()
    await page.locator('.ant-select-dropdown:visible').getByTitle('上门安装', { exact: true }).waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('without a connection the frame says so, what was typed is kept, and it goes on by itself', async () => {
    await settled(page, places.register)
    const text = page.locator('#main textarea').first()
    await text.fill('空调安装迟到')
    await page.context().setOffline(true)
    const notice = page.getByText('网络已断开。')
    await notice.waitFor()
    expect(await text.inputValue()).toBe('空调安装迟到')
    await page.context().setOffline(false)
    await notice.waitFor({ state: 'hidden' })
    expect(await text.inputValue()).toBe('空调安装迟到')
    office.troubles.splice(0)
  })
})
