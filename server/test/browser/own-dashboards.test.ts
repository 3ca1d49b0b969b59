import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const orderOf = (page: Page) => page.locator('.dashboard-cards .chart-card h3').allTextContents()

/** What is kept at once; the next step waits for it. */
const kept = (page: Page, act: () => Promise<unknown>) =>
  Promise.all([page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.status() === 200), act()])

async function addCard(page: Page, title: string, kind?: string) {
  await page.getByRole('button', { name: '添加卡片' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('标题（不填则用指标名）').fill(title)
  if (kind) {
    await dialog.getByLabel('图形').click()
    await page.getByTitle(kind, { exact: true }).click()
  }
  await kept(page, () => dialog.getByRole('button', { name: /添\s?加/ }).click())
  await page.locator('.chart-card h3', { hasText: title }).waitFor()
}

inBrowser('own dashboards (我的看板)', () => {
  const office = useOffice()

  test('somebody makes a board, drags a card and finds it so again; a colleague reads the shared one', async () => {
    for (let no = 0; no < 3; no++) await aRegisteredCase(office.admin, { text: `送货晚了 ${no + 1} 天`, category: 'delivery.delay' })
    await expect
      .poll(async () => (await office.admin.get('/measures?names=complaints')).body.measures[0].total.value, { timeout: 60_000 })
      .toBe(3)
    const page = await office.desk(await office.hire('manager', '马跃'), '/dashboards/own', { viewport: { width: 1440, height: 1400 } })
    await page.getByText('还没有自己的看板').waitFor()
    await page.getByRole('button', { name: '新建看板' }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('晨会看板')
    await page.getByLabel('共享给同事').check()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /新\s?建/ })
      .click()
    await page.getByRole('heading', { name: '晨会看板' }).waitFor()

    await addCard(page, '每天多少')
    await addCard(page, '痛在哪里', '帕累托')
    await addCard(page, '哪类多', '条形')
    expect(await orderOf(page)).toEqual(['每天多少', '痛在哪里', '哪类多'])
    await page.locator('.chart-card').filter({ hasText: '痛在哪里' }).getByRole('application').waitFor()
    await page.evaluate('scrollTo(0, 0)')
    expect(await findings(page)).toEqual([])

    await kept(page, () => page.locator('.own-handle').nth(2).dragTo(page.locator('.own-slot').first()))
    expect(await orderOf(page)).toEqual(['哪类多', '每天多少', '痛在哪里'])
    await kept(page, async () => {
      await page.getByRole('button', { name: '后移：哪类多' }).focus()
      await page.keyboard.press('Enter')
    })
    await page.getByText('“哪类多”已移到第 2 张，共 3 张').waitFor()
    await kept(page, () => page.getByRole('button', { name: '移除：每天多少' }).click())
    expect(await orderOf(page)).toEqual(['哪类多', '痛在哪里'])
    await kept(page, () => page.getByRole('button', { name: /撤\s?销/ }).click())
    await page.reload()
    await page.locator('.chart-card h3', { hasText: '痛在哪里' }).waitFor()
    expect(await orderOf(page)).toEqual(['每天多少', '哪类多', '痛在哪里'])

    const colleague = await office.desk(await office.hire('supervisor', '郑敏'), '/dashboards/own')
    await colleague.getByRole('link', { name: '晨会看板' }).click()
    await colleague.getByText('马跃 共享').waitFor()
    await colleague.locator('.chart-card h3', { hasText: '痛在哪里' }).waitFor()
    expect(await orderOf(colleague)).toEqual(['每天多少', '哪类多', '痛在哪里'])
    expect(await colleague.getByRole('button', { name: /调\s?整/ }).count()).toBe(0)
    expect(await findings(colleague)).toEqual([])
    await colleague.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(colleague)).toEqual([])
  })

  test('a copy of the manager’s board begins with its cards, and two windows do not write over each other', async () => {
    const page = await office.desk(office.boss, '/dashboards/manager')
    await page.locator('.chart-card h3').first().waitFor()
    const shipped = await orderOf(page)
    await page.getByRole('button', { name: '复制一份' }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('我的经营看板')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /复\s?制/ })
      .click()
    await page.getByRole('heading', { name: '我的经营看板' }).waitFor()
    await expect.poll(() => orderOf(page), { timeout: 30_000 }).toEqual(shipped)

    const { body: boards } = await office.admin.get('/own-dashboards')
    const { id } = boards.rows.find(({ name }: { name: string }) => name === '我的经营看板')
    const { body: board } = await office.admin.get(`/own-dashboards/${id}`)
    let sent = 0
    const bothDone = Promise.withResolvers<void>()
    await page.route(`**/api/v1/own-dashboards/${id}`, async (route) => {
      if (route.request().method() === 'PUT' && ++sent === 1) {
        await bothDone.promise
        await office.admin.put(`/own-dashboards/${id}`, { name: '改过名', cards: board.cards, shared: false, version: board.version })
      }
      await route.continue()
    })
    await page.locator('[data-act="remove"]').first().click()
    await expect.poll(() => orderOf(page)).toEqual(shipped.slice(1))
    await page.locator('[data-act="remove"]').first().click()
    await expect.poll(() => orderOf(page)).toEqual(shipped.slice(2))
    bothDone.resolve()
    await page.getByText('内容已被他人修改').waitFor()
    await page.getByRole('heading', { name: '改过名' }).waitFor()
    await expect.poll(() => orderOf(page), { timeout: 30_000 }).toEqual(shipped)
    expect(sent).toBe(1)

    await kept(page, () => page.locator('[data-act="remove"]').first().click())
    const { body: after } = await office.admin.get(`/own-dashboards/${id}`)
    expect([after.name, after.cards.length]).toEqual(['改过名', board.cards.length - 1])
  })

  test('on the wall one screen stands after the other, dark and alone, until Esc', async () => {
    const page = await office.desk(office.boss, '/dashboards/manager')
    await page.getByRole('button', { name: '大屏', exact: true }).click()
    await page.getByRole('heading', { name: '经营看板在变好吗' }).waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.locator('.rail').count()).toBe(0)
    await page.getByText('数据截至').waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: '分析' }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light')
  })

  test('boards turn by themselves, each card within the screen; for who wants no motion they stand still', async () => {
    const { body: board } = await office.admin.post('/own-dashboards', {
      name: '墙上看板',
      shared: false,
      cards: [{ id: 'a', kind: 'trend', measure: 'complaints', wide: true, title: '今天多少' }],
    })
    const view = { viewport: { width: 1920, height: 1080 } }
    const page = await office.desk(office.boss, `/dashboards/manager?wall&seconds=5&boards=${board.id},manager`, view)
    await page.getByRole('heading', { name: '墙上看板' }).waitFor()
    await page.getByRole('heading', { name: '今天多少' }).waitFor()
    expect(await page.getByRole('button', { name: '开始轮播' }).isVisible()).toBe(true)

    await page.getByRole('button', { name: '开始轮播' }).click()
    await page.getByRole('heading', { name: '经营看板在变好吗' }).waitFor()
    await page.getByText('第 1 屏，共').waitFor()
    await page.getByText('第 2 屏，共').waitFor()
    await page.getByRole('button', { name: '暂停轮播' }).click()
    const beyond = await page
      .locator('.wall-card')
      .evaluateAll((cards) => cards.filter((card) => card.getBoundingClientRect().bottom > 1_081).length)
    expect(beyond).toBe(0)
    expect(await page.locator('.wall-card').count()).toBeGreaterThan(0)
    await page.keyboard.press('ArrowLeft')
    await page.getByText('第 1 屏，共').waitFor()

    await page.getByRole('button', { name: '大屏设置' }).click()
    await page.getByRole('checkbox', { name: '经营看板', exact: true }).uncheck()
    await page.getByRole('radio', { name: '浅色' }).check()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s?存/ })
      .click()
    await page.getByRole('heading', { name: '墙上看板' }).waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light')
    await page.waitForURL((url) => url.searchParams.get('look') === 'light' && url.searchParams.get('boards') === board.id)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
  })

  test('period and filters under a name are found again, and a dashboard opens with the one chosen', async () => {
    const page = await office.desk(office.boss, '/dashboards/manager')
    await page.getByText('近 30 天').click()
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByLabel('视图名称').fill('本月')
    await page.getByLabel('视图名称').press('Enter')
    const views = page.getByRole('navigation', { name: '视图' })
    await views.getByRole('link', { name: '本月' }).waitFor()
    await views.getByRole('button', { name: '设为默认' }).click()
    await views.getByRole('button', { name: '取消默认' }).waitFor()
    expect(await findings(page)).toEqual([])

    await page.goto('/dashboards/manager')
    await page.waitForURL(/days=30/)
    await views.getByRole('link', { name: '平常' }).click()
    await page.waitForURL((url) => url.search === '')
    await expect.poll(() => page.getByRole('radio', { name: '近 90 天' }).isChecked(), { timeout: 30_000 }).toBe(true)
    await page.goto('/measures')
    await page.getByRole('heading', { name: '全部指标' }).waitFor()
    expect(await page.getByRole('link', { name: '本月' }).count()).toBe(0)
  })

  test('boards of a colleague who left are taken over or deleted by an administrator, and by nobody else', async () => {
    const leaver = await office.hire('manager', '孙离')
    const left = await office.clientOf(leaver)
    for (const name of ['周会看板', '旧看板'])
      expect(await left.post('/own-dashboards', { name, shared: true, cards: [] })).toMatchObject({ status: 201 })
    const { body: people } = await office.admin.get('/users?limit=200')
    const { id, version } = people.rows.find(({ username }: { username: string }) => username === leaver.username)
    expect(await office.admin.patch(`/users/${id}`, { version, active: false })).toMatchObject({ status: 200 })

    const colleague = await office.desk(await office.hire('supervisor', '何平'), '/dashboards/own')
    const seen = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
    await seen(colleague, '周会看板').getByText('已离职').waitFor()
    expect(await seen(colleague, '周会看板').getByRole('button').count()).toBe(0)

    const page = await office.desk(office.boss, '/dashboards/own')
    await seen(page, '周会看板').getByText('已离职').waitFor()
    expect(await findings(page)).toEqual([])
    await seen(page, '周会看板')
      .getByRole('button', { name: /接\s?手/ })
      .click()
    await seen(page, '周会看板').getByText('我的').waitFor()
    expect(await seen(page, '周会看板').getByText('已离职').count()).toBe(0)
    await seen(page, '旧看板')
      .getByRole('button', { name: /删\s?除/ })
      .click()
    await page.locator('.ant-popconfirm').getByText('同事也将看不到它').waitFor()
    await page
      .locator('.ant-popconfirm')
      .getByRole('button', { name: /删\s?除/ })
      .click()
    await seen(page, '旧看板').waitFor({ state: 'detached' })

    await colleague.reload()
    await seen(colleague, '周会看板').getByText(office.boss.name).waitFor()
    expect(await seen(colleague, '旧看板').count()).toBe(0)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])
  })

  test('a view shared with colleagues is opened by them, and deleted only by whose it is', async () => {
    const page = await office.desk(await office.hire('manager', '钱明'), '/dashboards/manager?days=7')
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByLabel('视图名称').fill('晨会口径')
    await page.getByLabel('全体同事可见').check()
    await page.getByLabel('视图名称').press('Enter')
    const viewsOf = (one: Page) => one.getByRole('navigation', { name: '视图' })
    await viewsOf(page).getByRole('button', { name: '删除视图' }).waitFor()

    const colleague = await office.desk(await office.hire('supervisor', '吴芳'), '/dashboards/manager')
    await viewsOf(colleague).getByRole('link', { name: '晨会口径' }).click()
    await colleague.waitForURL(/days=7/)
    await expect.poll(() => colleague.getByRole('radio', { name: '近 7 天' }).isChecked()).toBe(true)
    await viewsOf(colleague).getByRole('button', { name: '设为默认' }).waitFor()
    expect(await viewsOf(colleague).getByRole('button', { name: '删除视图' }).count()).toBe(0)
    expect(await findings(colleague)).toEqual([])

    await viewsOf(page).getByRole('button', { name: '删除视图' }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: '删除视图' }).click()
    await viewsOf(page).getByRole('link', { name: '晨会口径' }).waitFor({ state: 'detached' })
    await colleague.goto('/dashboards/manager')
    await colleague.locator('.chart-card h3').first().waitFor()
    expect(await colleague.getByRole('link', { name: '晨会口径' }).count()).toBe(0)
  })
})
