import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { saved } from './saved.ts'

// 定期报告: a template is changed, a report made of it and taken away, and it is set when it is sent to whom.

inBrowser('periodic reports (定期报告)', () => {
  const office = useOffice()

  test('a template changed beside its preview is kept as a version; sections are moved by the keyboard', async () => {
    const page = await office.desk(office.boss, '/periodic-reports/templates?kind=weekly')
    await page.getByText('出厂模板', { exact: true }).waitFor()
    await page.getByLabel('报告名称（中文）').fill('客诉周报')
    const preview = page.getByRole('region', { name: '预览：上一个整期' })
    await preview.getByRole('heading', { name: '客诉周报' }).waitFor()

    await page.getByRole('button', { name: '第 1 节下移' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    const sections = page.locator('.report-section-head strong')
    expect((await sections.allTextContents()).slice(0, 3)).toEqual(['变化概述', '标题', '数字卡片'])

    await page.getByRole('button', { name: '保存为新版本' }).click()
    await page.getByText(/^第 1 版/).waitFor()
    expect(await findings(page)).toEqual([])
    await page.reload()
    await page.getByText(/^第 1 版/).waitFor()
    expect((await sections.allTextContents()).slice(0, 3)).toEqual(['变化概述', '标题', '数字卡片'])
  })

  test('a report is made of it and taken away as PDF, Word and Excel', async () => {
    for (let no = 0; no < 3; no++) await aRegisteredCase(office.admin, { text: `送货晚了 ${no + 1} 天`, category: 'delivery.delay' })
    const page = await office.desk(office.boss, '/dashboards/manager')
    await page.getByRole('navigation', { name: '分析' }).getByRole('link', { name: '定期报告' }).click()
    await page.getByRole('button', { name: '生成报告' }).first().click()
    const asked = page.getByRole('dialog', { name: '生成报告' })
    await asked.getByLabel('种类').click()
    await page.getByTitle('周报').last().click()
    await asked
      .getByRole('button', { name: /生\s?成/ })
      .last()
      .click()
    await page.getByRole('heading', { name: '客诉周报', level: 1 }).waitFor()
    await page.getByText('已生成').waitFor({ timeout: 90_000 })

    const take = (format: string) => saved(page, () => page.getByRole('button', { name: `下载 ${format}` }).click())
    const pdf = await take('PDF')
    expect(pdf.name).toMatch(/^report-weekly-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.pdf$/)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), { mergePages: true })
    expect(text.replaceAll(/\s/g, '')).toContain('客诉周报')
    for (const [format, ending] of [
      ['Word', 'docx'],
      ['Excel', 'xlsx'],
    ] as const) {
      const file = await take(format)
      expect([file.name.split('.').at(-1), file.bytes.subarray(0, 2).toString()]).toEqual([ending, 'PK'])
    }
    expect(await findings(page)).toEqual([])
  })

  test('it is set when it is sent to whom', async () => {
    const page = await office.desk(office.boss, '/periodic-reports/schedules')
    await page.getByText('没有设置发信服务器').waitFor()
    await page.getByRole('button', { name: '新增定时发送' }).click()
    const form = page.getByRole('dialog', { name: '新增定时发送' })
    await form.getByLabel('收件角色').click()
    await page.getByTitle('经理', { exact: true }).last().click()
    await form.getByText('新增定时发送').click()
    await form.getByLabel('几点').fill('08:30')
    await form.getByRole('button', { name: /保\s?存/ }).click()
    const row = page.getByRole('row').filter({ hasText: '08:30' })
    await row.getByText('经理').waitFor()
    expect(await findings(page)).toEqual([])
  })
})
