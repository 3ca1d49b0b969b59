import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { choose, fillAct, sendAct, startAct } from './case-page.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('written processes (处理流程)', () => {
  const office = useOffice()
  const step = (page: Page, name: string) =>
    page.getByRole('region', { name: '编辑' }).getByRole('listitem', { name: new RegExp(`第 \\d+ 步 ${name}$`) })

  test('a process of its own is written by keyboard, published, compared and exported; cases then follow it and show how', async () => {
    const unit = await aUnit(office.admin, '物流部')
    const page = await office.desk(office.boss, '/settings/processes')

    await page.getByRole('button', { name: '新建流程' }).click()
    await choose(page, page.getByRole('dialog').getByLabel('投诉分类'), '交付物流')
    await page.getByRole('dialog').getByRole('button', { name: '建草稿' }).click()
    await page.getByRole('heading', { level: 1, name: '交付物流' }).waitFor()

    // 必填 in the dispatch, chosen with keys alone; then the step is moved down and up again.
    const fields = step(page, '派单').getByRole('combobox', { name: '必填' })
    await fields.focus()
    await page.keyboard.type('处理要求')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await step(page, '派单')
      .getByRole('button', { name: /^第 3 步/ })
      .focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('listitem', { name: '第 4 步 派单' }).waitFor()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await step(page, '签收').getByRole('alert').getByText('还不能做这一步').waitFor()
    await page.getByRole('button', { name: '第 4 步 派单' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('草稿已保存').last().waitFor()

    await page.getByRole('button', { name: '发布' }).click()
    await page.getByRole('dialog').getByLabel('为什么改').fill('物流投诉要写清处理要求')
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await page.locator('.process-state').getByText('生效中').waitFor()

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出文档' }).click()])
    expect(download.suggestedFilename()).toMatch(/交付物流.*\.html$/)
    const file = await readFile(await download.path(), 'utf8')
    expect(file).toContain('<svg')
    expect(file).toContain('处理要求')

    await page.getByRole('link', { name: '处理流程' }).first().click()
    for (const title of ['投诉处理流程', '交付物流']) await page.getByRole('checkbox', { name: `选择 ${title} 参与对比` }).check()
    await page.getByRole('button', { name: '对比所选' }).click()
    await page.getByText('1 处不同').waitFor()
    expect(
      await page
        .getByRole('row', { name: /派单\s*改动/ })
        .locator('mark')
        .allInnerTexts(),
    ).toEqual(['—', '处理要求'])

    const lin = await office.hire('agent', '林晓')
    const bound = await aCaseIn('accepted', await office.clientOf(lin), unit.id, { category: 'delivery.delay' })
    const desk = await office.desk(lin, `/cases/${bound.id}`)
    await startAct(desk, '派单')
    await desk.locator('.ant-form-item-required', { hasText: '处理要求' }).waitFor()
    await fillAct(desk, '派单', { chosen: { 主办部门: '物流部' } })
    await sendAct(desk, '派单')
    await desk.getByText('按处理流程须有处理要求').first().waitFor()
    await fillAct(desk, '派单', { typed: { 处理要求: '今天送到' } })
    await sendAct(desk, '派单')
    await desk.getByText('已完成：派单').first().waitFor()

    const box = desk.getByRole('region', { name: '流程符合度' })
    await box.getByText('到目前为止都按流程办理').waitFor()
    await box.getByRole('button', { name: '看全部步骤' }).click()
    expect(await box.getByRole('listitem').count()).toBe(10)

    await page.goto('/settings/processes')
    await page.getByRole('region', { name: '交付物流' }).getByRole('link', { name: '交付物流' }).click()
    await page.getByRole('button', { name: '停用' }).click()
    const asking = page.getByRole('dialog', { name: '停用这个分类的流程' })
    await asking.getByLabel('原因').fill('试行结束')
    await asking.getByRole('button', { name: '停用' }).click()
    await page.locator('.process-state').getByText('已停用').waitFor()
    await page.getByRole('link', { name: '处理流程' }).first().click()
    await page.getByRole('region', { name: '交付物流' }).getByText('停用时间').waitFor()
    expect(await findings(page)).toEqual([])
  }, 120_000)

  test('the number of a unit opens its cases', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const { id, number } = await aCaseIn('answered', office.admin, unit.id, { category: 'quality.fault' })
    await office.admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏检' })
    await office.admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })
    // What reads the events is a moment behind them.
    const counted = async () =>
      (await office.admin.get('/adherence')).body.rows.find(({ key }: { key: string }) => key === unit.id)?.overrides
    await expect.poll(counted, { timeout: 20_000 }).toBe(1)
    const page = await office.desk(office.boss, '/settings/processes?tab=adherence')
    await page.getByRole('button', { name: '安装部：有例外 1 件' }).click()
    await page.getByRole('heading', { name: '安装部 · 有例外' }).waitFor()
    // In a low window the table lies half under the top bar once its cases are shown.
    await page.setViewportSize({ width: 1440, height: 420 })
    await page.getByRole('heading', { name: '安装部 · 有例外' }).scrollIntoViewIfNeeded()
    for (const by of [0, 30, 60, 90]) {
      await page.evaluate(`window.scrollTo(0, ${by})`)
      expect(await findings(page), `scrolled by ${by}`).toEqual([])
    }
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('region', { name: '流程符合度' }).getByText('免回访办结：客户要求不再联系').waitFor()
  })
})
