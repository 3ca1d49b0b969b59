import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const dayMs = 86_400_000
/** The Thursday before this week's Monday, in any zone. */
function lastThursday() {
  const now = new Date()
  const monday = now.getTime() - ((now.getUTCDay() + 6) % 7) * dayMs
  return new Date(monday - 4 * dayMs).toISOString()
}

inBrowser('forecast and reports (预测、报告)', () => {
  const office = useOffice()

  test('a peak mode begun by the manager stands on top of every page until somebody ends it with a reason', async () => {
    const page = await office.desk(await office.hire('manager', '马跃'), '/forecast')
    await page.getByText('高峰模式', { exact: true }).click()
    await page.getByRole('button', { name: '启用高峰模式' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('名称').fill('双11 大促')
    await form.getByLabel('开始日期').fill(new Date(Date.now() - dayMs).toISOString().slice(0, 10))
    await form.getByLabel('通知').fill('促销期间退款类投诉优先')
    await form.getByLabel('预案').fill('机动人员 9 点到岗')
    await form.getByRole('button', { name: /启\s?用/ }).click()
    await page.getByRole('cell', { name: '进行中' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.goto('/cases')
    await page.getByText('高峰模式：双11 大促').waitFor()
    await page.getByText('看预案').click()
    await page.getByText('机动人员 9 点到岗').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.goto('/forecast')
    await page.getByText('高峰模式', { exact: true }).click()
    await page.getByRole('button', { name: /结\s?束/ }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('大促已过')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /结\s?束/ })
      .click()
    await page.getByText('结束原因：大促已过').waitFor()
    await page.getByText('高峰模式：双11 大促').waitFor({ state: 'detached' })
  })

  test('a report is asked for, a section is changed, it is finished and taken away as PDF', async () => {
    for (const text of ['送货晚了三天', '快递一直不来', '送货没有提前通知'])
      await aRegisteredCase(office.admin, { text, category: 'delivery.delay', region: '华东', receivedAt: lastThursday() })
    const page = await office.desk(await office.hire('supervisor', '石丽华'), '/reports')
    await page.getByRole('button', { name: '生成报告' }).first().click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /生\s?成/, exact: false })
      .last()
      .click()
    const finish = page.getByRole('button', { name: /定\s?稿/ })
    await finish.waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: /修改“/ }).last().click()
    await page.getByLabel('为什么').fill('仓库盘点停发两天，没有提前告知客户')
    await page.getByRole('button', { name: '加一条措施' }).click()
    await page.getByLabel('措施', { exact: true }).fill('停发前一天短信告知')
    await page.getByRole('button', { name: /保\s?存/ }).click()
    await page.getByText('仓库盘点停发两天，没有提前告知客户').waitFor()
    await page.getByRole('cell', { name: '停发前一天短信告知' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })

    await finish.click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /定\s?稿/ })
      .click()
    await page.getByText('已定稿').waitFor()
    expect(await page.getByRole('button', { name: /修改“/ }).count()).toBe(0)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 PDF' }).click()])
    expect(file.suggestedFilename()).toMatch(/^report-.*\.pdf$/)
  })
})
