import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { choose } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('what the machine reads out of a case (工单的文本分析)', () => {
  const office = useOffice()
  const threat = '约好上午九点上门安装空调，等了三个小时没有人来。再不来我就打12315投诉，还要发抖音曝光你们！'
  const panel = (page: Page) => page.getByRole('region', { name: '判断' })
  const row = (page: Page, name: string) =>
    panel(page)
      .locator('.judged')
      .filter({ has: page.locator('dt').getByText(name, { exact: true }) })
  const marks = (page: Page) => page.getByRole('article', { name: '投诉原文' }).locator('mark')

  const labels = async (page: Page) =>
    (await marks(page).evaluateAll((found) => found.map((one) => one.getAttribute('data-label')))).join(' ')

  test('a threat shows stage 4 with its reason and its words; the category is confirmed, the severity corrected and brought back', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { subject: '空调安装迟到', text: threat })
    const page = await office.desk(await office.hire('agent', '林晓'), `/cases/${caseId}`)

    await row(page, '阶段').getByText('矛盾爆发').waitFor()
    await row(page, '阶段').getByRole('button', { name: '扬言升级或向外投诉' }).click()
    expect(await labels(page)).toContain('监管')
    expect(await labels(page)).toContain('媒体曝光')
    expect((await marks(page).allInnerTexts()).join('')).toContain('12315')

    await panel(page)
      .getByRole('button', { name: /^确认分类/ })
      .click()
    await panel(page).getByRole('status').getByText('分类已确认').waitFor()
    await row(page, '分类').getByText('林晓 确认', { exact: true }).waitFor()

    await row(page, '严重程度')
      .getByRole('button', { name: /点击修改/ })
      .click()
    await page.getByRole('menuitem', { name: '特别重大' }).click()
    await row(page, '严重程度').getByText('林晓 修正').waitFor()
    await panel(page).getByRole('button', { name: '撤销' }).click()
    await panel(page).getByText('已恢复原来的判断').waitFor()
    await page.locator('.case-marks').getByText('特别重大').waitFor({ state: 'detached' })

    await panel(page).getByText('确认与修正').click()
    // What was taken back is no word of hers.
    await expect
      .poll(() => panel(page).locator('.corrections li').allTextContents())
      .toEqual([expect.stringContaining('交付物流 / 上门安装')])
  })

  test('another category is chosen in place, and a signal that is none is taken away', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: threat })
    const page = await office.desk(await office.hire('agent', '陈静'), `/cases/${caseId}`)

    await row(page, '分类')
      .getByRole('button', { name: /点击修改/ })
      .click()
    await choose(page, row(page, '分类').getByRole('combobox'), '冷漠推诿')
    await row(page, '分类').getByText('陈静 修正').waitFor()
    expect(await row(page, '分类').textContent()).toContain('冷漠推诿')

    expect(await labels(page)).toContain('媒体曝光')
    await panel(page)
      .getByRole('button', { name: /^媒体曝光.*误判/ })
      .click()
    await panel(page).getByText('已标为误判：媒体曝光').waitFor()
    await row(page, '信号').locator('s', { hasText: '媒体曝光' }).waitFor()
    await expect.poll(() => labels(page)).not.toContain('媒体曝光')
    expect(await labels(page)).toContain('监管')
  })

  test('an angry message later moves the stage and the curve, and its point opens it', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: '请问空调什么时候可以安装，已经下单一周了。' })
    const page = await office.desk(await office.hire('supervisor', '何班长'), `/cases/${caseId}`)
    const points = page.locator('.curve-point')
    await points.first().waitFor()
    expect(await points.count()).toBe(1)

    const angry = '你们这群骗子！没人管！我已经打12315投诉了，太气人了，等着被曝光吧！'
    await office.admin.post(`/cases/${caseId}/messages`, { direction: 'fromCustomer', text: angry })
    await row(page, '阶段').getByText('越级投诉').waitFor()
    await points.nth(1).waitFor()
    const level = async (at: number) => Number(await points.nth(at).getAttribute('data-level'))
    expect(await level(1)).toBeGreaterThan(await level(0))

    await points.nth(1).click()
    await page.locator('.entry.is-shown').getByText('没人管').waitFor()
    await page.getByRole('button', { name: /^阶段\s*\d/ }).click()
    await page.locator('.stage-list').getByText('已经向外投诉').waitFor()
  })

  test('a graver message raises severity and priority; the story says from what to what, in both languages', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: '请问插座什么时候有人来看？' })
    const burnt = '刚才插座起火了，我妈手上烫伤送医院了！'
    await office.admin.post(`/cases/${caseId}/messages`, { direction: 'fromCustomer', text: burnt })
    const page = await office.desk(await office.hire('supervisor', '高班长'), `/cases/${caseId}`)
    const raised = page.locator('.entry', { hasText: '分类定级' })
    for (const change of ['严重程度 一般 → 特别重大', '优先级 普通 → 紧急']) await raised.getByText(change).waitFor()
    expect(await raised.locator('.entry-by').textContent()).toBe('系统')
    await row(page, '严重程度').getByText('特别重大').waitFor()
    await row(page, '优先级').getByText('特别重大 +60').waitFor()

    const english = await office.desk(office.boss, `/cases/${caseId}`, { language: 'en' })
    const entry = english.locator('.entry', { hasText: 'Classified' })
    for (const change of ['Severity General → Critical', 'Priority Normal → Critical']) await entry.getByText(change).waitFor()
    expect(await entry.locator('.entry-by').textContent()).toBe('System')
  })
})
