import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { choose } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('the case list (工单列表)', () => {
  const office = useOffice()
  const subjects = (page: Page) => page.locator('.case-table:not(.is-stale) .case-subject > a').allInnerTexts()
  const heads = async (page: Page) => (await page.getByRole('columnheader').allInnerTexts()).map((head) => head.trim()).filter(Boolean)

  test('filter and columns are kept as a view that a colleague finds too', async () => {
    await aRegisteredCase(office.admin, { subject: '安装迟到', channel: 'hotline' })
    await aRegisteredCase(office.admin, { subject: '账单多收', channel: 'wechat' })
    const page = await office.desk(await office.hire('supervisor', '何班长'), '/cases')
    await page.getByRole('button', { name: '更多筛选' }).click()
    await choose(page, page.getByRole('combobox', { name: '渠道' }), '微信')
    await page.keyboard.press('Escape')
    await expect.poll(() => subjects(page)).toEqual(['账单多收'])

    await page.getByRole('button', { name: /列$/ }).click()
    await page.getByRole('checkbox', { name: '渠道' }).check()
    await page.getByRole('checkbox', { name: '严重程度' }).uncheck()
    await page.keyboard.press('Escape')
    expect(await heads(page)).toContain('渠道')
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByLabel('视图名称').fill('微信来的')
    await page.getByRole('checkbox', { name: '全体同事可见' }).check()
    await page.getByLabel('视图名称').press('Enter')
    const views = page.getByRole('navigation', { name: '视图' })
    await views.getByRole('link', { name: '微信来的' }).waitFor()

    const colleague = await office.desk(await office.hire('agent', '林晓'), '/cases')
    await colleague.getByRole('navigation', { name: '视图' }).getByRole('link', { name: '微信来的' }).click()
    await expect.poll(() => subjects(colleague)).toEqual(['账单多收'])
    expect(await heads(colleague)).toContain('渠道')
    expect(await heads(colleague)).not.toContain('严重程度')

    await colleague.goBack()
    await expect.poll(async () => (await subjects(colleague)).length).toBe(2)
  })

  test('cases chosen by keyboard are given to one agent together', async () => {
    await aRegisteredCase(office.admin, { subject: '冰箱异响' })
    await aRegisteredCase(office.admin, { subject: '洗衣机漏水' })
    await office.hire('agent', '陈静')
    const page = await office.desk(await office.hire('supervisor', '马班长'), '/cases?status=registered')
    await page.getByText('洗衣机漏水').waitFor()

    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    const bar = page.getByRole('region', { name: '批量操作' })
    await bar.getByText('已选 2 件').waitFor()
    await choose(page, bar.getByRole('combobox', { name: '选择坐席' }), '陈静')
    await bar.getByRole('button', { name: '派给坐席' }).click()
    await page.getByText('已派 2 件').waitFor()

    const theirs = await office.clientOf({ username: 'agent.陈静', password: 'a good long password', name: '陈静' })
    const { rows } = (await theirs.get('/cases?handlerId=me&sort=receivedAt')).body
    expect(rows.map((row: { subject: string }) => row.subject)).toEqual(['冰箱异响', '洗衣机漏水'])
  })

  test('nothing found says what may be typed, and one step clears the filter', async () => {
    const page = await office.desk(office.boss, '/cases?q=独角兽')
    await page.getByText('没有找到“独角兽”').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect.poll(async () => (await subjects(page)).length).toBeGreaterThan(0)
  })
})
