import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

inBrowser('time limit rules (时限规则)', () => {
  const office = useOffice()

  test('a company writes its own promise, warns of it at its own percentages, and cases then show its clock', async () => {
    const page = await office.desk(office.boss, '/settings/clock-rules')
    await page.getByRole('button', { name: '新建时限规则' }).click()
    const dialog = page.getByRole('dialog', { name: '新建时限规则' })
    await dialog.getByRole('button', { name: '建立' }).click()
    await dialog.getByText('请填写', { exact: true }).first().waitFor()
    await dialog.getByLabel('做什么').fill('首次回电')
    await dialog.getByLabel('谁的要求').fill('大客户承诺')
    await dialog.getByLabel('时限', { exact: true }).fill('1.5')
    await dialog.getByLabel('来源').fill('服务承诺 2026 第 3 条')
    await dialog.getByLabel('预警比例').fill('120')
    await dialog.getByLabel('为什么').fill('今年的承诺')
    await dialog.getByRole('button', { name: '建立' }).click()
    await dialog.getByText('填 1–100 的整数').waitFor()
    await dialog.getByLabel('预警比例').fill('60 80')
    // Half a working day is refused by the server, at its field.
    await dialog.getByLabel('单位').click()
    await page.locator('.ant-select-item-option', { hasText: '工作日' }).click()
    await dialog.getByRole('button', { name: '建立' }).click()
    await dialog.getByText('天数须为整数').waitFor()
    await dialog.getByLabel('时限', { exact: true }).fill('2')
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: '建立' }).click()
    await dialog.waitFor({ state: 'hidden' })

    const rule = page.locator('.clock-rule', { hasText: '首次回电' })
    await rule.getByText('预警：60% · 80% · 100%').waitFor()
    expect(await rule.textContent()).toContain('2 个工作日')

    const { caseId } = await aRegisteredCase(office.admin)
    const desk = await office.desk(office.boss, `/cases/${caseId}`)
    await desk.locator('[data-clock^="own "]', { hasText: '首次回电' }).waitFor()

    await rule.getByRole('button', { name: '修改' }).click()
    const change = page.getByRole('dialog', { name: '修改“首次回电”' })
    expect(await change.getByLabel('谁的要求').inputValue()).toBe('大客户承诺')
    await change.getByLabel('时限', { exact: true }).fill('1')
    await change.getByLabel('预警比例').fill('')
    await change.getByLabel('为什么').fill('提速')
    await change.getByRole('button', { name: '保存' }).click()
    await change.waitFor({ state: 'hidden' })
    await rule.getByText('1 个工作日', { exact: true }).waitFor()
    expect(await rule.getByText('预警：').count()).toBe(0)

    await rule.getByRole('button', { name: '停用' }).click()
    const off = page.getByRole('dialog', { name: '停用“首次回电”' })
    await off.getByLabel('为什么').fill('暂停')
    await off.getByRole('button', { name: '停用' }).click()
    await rule.getByText('已由本企业停用').waitFor()
  })

  test('a shipped rule is warned of otherwise and is not rewritten', async () => {
    const page = await office.desk(office.boss, '/settings/clock-rules')
    const rule = page.locator('[data-code="cn.12315.answer"]')
    expect(await rule.getByRole('button', { name: '修改' }).count()).toBe(0)
    await rule.getByRole('button', { name: '预警比例' }).click()
    const dialog = page.getByRole('dialog', { name: '“企业在线和解”的预警比例' })
    await dialog.getByLabel('预警比例').fill('40 70')
    await dialog.getByLabel('为什么').fill('早些提醒')
    await dialog.getByRole('button', { name: '保存' }).click()
    await rule.getByText('预警：40% · 70% · 100%').waitFor()
  })

  test('how many of the clocks that were due were met in time stands beside the rules', async () => {
    const page = await office.desk(office.boss, '/settings/clock-rules')
    await page.getByRole('tab', { name: '按时率' }).click()
    await page.getByText('这段时间没有到期的时限').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])
  })

  test('who reads English reads what shipped rules say in English', async () => {
    const page = await office.desk(office.boss, '/settings/clock-rules', { language: 'en' })
    const rule = page.locator('[data-code="cn.12315.answer"]')
    for (const words of [
      "from: the consumer's submission",
      "Does not count in the authority's limit",
      'Source: Rules of the 12315 platform',
    ])
      await rule.getByText(words).waitFor()
  })

  test('who may not manage settings reads the rules and changes none', async () => {
    const page = await office.desk(await office.hire('agent', '林晓'), '/settings/clock-rules')
    await page.locator('[data-code="cn.12315.answer"]').waitFor()
    for (const name of ['新建时限规则', '预警比例', '停用', '启用']) expect(await page.getByRole('button', { name }).count()).toBe(0)
  })
})
