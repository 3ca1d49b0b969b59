import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../builders.ts'
import { choose } from './case-page.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('warnings of cases (工单预警)', () => {
  const office = useOffice()
  /** Until the page shows what a sweep of the server finds. */
  const shows = async (page: Page, address: string, text: string) => {
    for (let tries = 0; tries < 150; tries++) {
      await page.goto(address)
      await page.locator('h1').first().waitFor()
      await page.locator('.bone').first().waitFor({ state: 'detached' })
      if (await page.getByText(text).first().isVisible()) return
      await page.waitForTimeout(500)
    }
    throw new Error(`${address} never said ${text}`)
  }

  test('the likeliest to escalate stands first, with reasons; the list filters and opens the case, which says what to do now', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const hot = await aCaseIn('handling', office.admin, unit.id, {
      subject: '第三次安装失败要去投诉',
      text: '这是第三次了！再不解决我就去12315投诉，还要找律师起诉你们，赔偿我五千元！',
    })
    await aCaseIn('handling', office.admin, unit.id, { subject: '请问何时上门', text: '请问插座什么时候有人来看？' })
    const page = await office.desk(await office.hire('supervisor', '石丽华'), '/')
    await shows(page, '/warnings/risk', '请问何时上门')
    const first = page.locator('.cw-row').first()
    await first.getByText('第三次安装失败要去投诉').waitFor()
    await first.getByText('提到监管').waitFor()
    await page.getByText('不是概率').waitFor()
    await choose(page, page.getByLabel('阶段', { exact: true }), '4 矛盾爆发')
    await page.getByText('请问何时上门').waitFor({ state: 'detached' })
    expect(page.url()).toContain('stage=4')
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: hot.number }).click()
    const outlook = page.getByRole('region', { name: '会不会升级' })
    await outlook.getByText(/规则计分/).waitFor()
    await outlook.getByText('主管一小时内联系，启用预案，补偿走审批').waitFor()
    expect((await office.admin.get(`/cases/${hot.id}`)).body.escalationLevel).toBe(0)
    await page.goto('/warnings/risk/quality')
    // At night it has been looked at, and found too little.
    await page.getByText(/还没有检验过|数据还不够/).waitFor()
  })

  test('five people with one matter become a major case, and one answer reaches those that are ready', async () => {
    const cases = []
    for (let at = 0; at < 5; at++)
      cases.push(
        await aRegisteredCase(office.admin, {
          complainant: { name: `客户${at}`, phone: `1390000111${at}` },
          subject: '净水器滤芯有塑料味',
          text: `贵公司八月卖给我们小区的净水器滤芯有一股刺鼻的塑料味，孩子喝了肚子疼，要求全部召回并退款。${'！'.repeat(at)}`,
        }),
      )
    for (const { caseId } of cases.slice(0, 3)) await office.admin.post(`/cases/${caseId}/acceptance`, { category: 'quality.safety' })
    const shi = await office.desk(await office.hire('supervisor', '石勇'), '/')
    await shows(shi, '/warnings/groups', '净水器滤芯有塑料味')
    expect(await findings(shi)).toEqual([])
    await shi.getByRole('link', { name: '净水器滤芯有塑料味' }).click()
    await shi.getByText('5 人 · 5 件').waitFor()
    await shi.getByRole('button', { name: '提请重大投诉' }).click()
    await shi.getByRole('dialog').getByLabel('理由').fill('同一批次，涉及儿童健康')
    await shi.getByRole('dialog').getByRole('button', { name: '提请重大投诉' }).click()
    await shi.getByText('您提请的，请另一位主管审批。').waitFor()

    const he = await office.desk(await office.hire('supervisor', '何强'), new URL(shi.url()).pathname)
    await he.getByRole('button', { name: /^批\s?准$/ }).click()
    await he.getByRole('dialog').getByText('5 张在办工单成为它的子单').waitFor()
    await he.getByRole('dialog').getByLabel('原因').fill('情况属实')
    await he
      .getByRole('dialog')
      .getByRole('button', { name: /批\s?准/ })
      .click()
    await he.getByText('主单').waitFor()
    await he.getByRole('dialog').waitFor({ state: 'detached' })
    await he.getByText('子单').first().waitFor()
    expect(await findings(he)).toEqual([])

    await he.getByRole('button', { name: '统一答复' }).click()
    await he.getByText('现在能答复 3 张').waitFor()
    await choose(he, he.getByRole('dialog').getByLabel('调查结论'), '属实')
    await he.getByRole('dialog').getByLabel('答复内容').fill('该批次滤芯已停售，三日内上门更换并全额退款，为此向您道歉。')
    await he.getByRole('dialog').getByRole('button', { name: '统一答复' }).click()
    await he.getByText('已答复 3 张，3 张还不能答复').waitFor()
    await he.getByText('答复 3 张，当时 3 张还不能答复').waitFor()
    for (const { caseId } of cases.slice(0, 3)) expect((await office.admin.get(`/cases/${caseId}`)).body.status).toBe('answered')
  })

  test('a rule is changed and switched off', async () => {
    const page = await office.desk(office.boss, '/warnings/case-rules')
    await page.getByText('没联系客户（天）').first().waitFor()
    expect(await findings(page)).toEqual([])
    await page
      .getByRole('button', { name: /修\s?改/ })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('达到').fill('5')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s?存/ })
      .click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('switch').first().click()
    await page.locator('.ant-switch-checked').first().waitFor()
    await page.locator('button.ant-switch:not(.ant-switch-checked)').first().waitFor()
  })
})
