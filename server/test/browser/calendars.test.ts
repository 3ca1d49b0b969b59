import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

// 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）: 10月1日至7日放假, 9月20日（周日）、10月10日（周六）上班.

/** Invented, as the notice for 2027 is not out: in the form in which the State Council writes. */
const notice2027 = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月30日（周六）、2月20日（周六）上班。
2026年11月20日
https://www.gov.cn/zhengce/content/202611/content_1.htm`

const day = (page: Page, name: RegExp) => page.getByRole('button', { name })

inBrowser('the working calendar (工作日历)', () => {
  const office = useOffice()

  test('a year at a glance says which days are off, made up, and where that stands', async () => {
    const page = await office.desk(office.boss, '/settings/calendars?year=2026')
    await page.getByRole('link', { name: '国务院办公厅关于2026年部分节假日安排的通知' }).waitFor()
    expect(await page.getByRole('link', { name: /2026年部分节假日/ }).getAttribute('href')).toContain('content_7047090')
    await day(page, /^10月10日 周六 · 补班 · 国庆节/).waitFor()
    await day(page, /^10月7日 周三 · 放假 · 国庆节/).waitFor()
    expect(await page.getByRole('table').count()).toBe(12)
    await page.getByText('2027 年尚未公布，年末几天可能还会调整').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])
  })

  test('the calculator shows 3 working days over National Day end on the make-up Saturday, and which days it skipped', async () => {
    const page = await office.desk(office.boss, '/settings/calendars')
    const calculator = page.getByRole('region', { name: '试算到期' })
    await calculator.getByLabel('从').fill('2026-09-30T16:00')
    await calculator.getByText('2026-10-10 18:00').waitFor()
    await calculator.getByText('周六', { exact: true }).waitFor()
    await calculator.getByText('跳过 7 天').waitFor()
    await calculator.getByText('计入 · 补班 · 国庆节').waitFor()
    expect(await calculator.getByText('放假 · 国庆节', { exact: true }).count()).toBe(7)
    await calculator.getByLabel('加').fill('1.5')
    await calculator.getByText('天数须为整数，且到期不晚于 2200 年').first().waitFor()
  })

  test('a year without a notice is not yet announced; the pasted notice is read, looked at and stored', async () => {
    const page = await office.desk(office.boss, '/settings/calendars?year=2027')
    await page.getByText('2027 年放假安排尚未公布').waitFor()
    await page.getByText(/^暂按周末计 261 个工作日/).waitFor()

    await page.getByRole('button', { name: '录入放假安排' }).first().click()
    const dialog = page.getByRole('dialog', { name: '放假安排' })
    await dialog.getByLabel(/^粘贴通知全文/).fill(notice2027.replace('共7天', '共8天'))
    await dialog.getByRole('button', { name: '读取' }).click()
    await dialog.getByText('春节：原文说共 8 天，2027-02-05 至 2027-02-11 是 7 天').waitFor()
    await dialog.getByLabel(/^粘贴通知全文/).fill(notice2027)
    await dialog.getByRole('button', { name: '读取' }).click()
    await dialog.getByText('2027 年：读出 2 个假期，放假 10 天，补班 2 天，请核对后保存').waitFor()
    expect(await dialog.getByLabel('文号').inputValue()).toBe('国办发明电〔2026〕9号')
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: '保存安排' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await day(page, /^2月20日 周六 · 补班 · 春节/).waitFor()

    await page.getByRole('button', { name: '更正' }).click()
    await dialog.getByRole('button', { name: '撤回' }).click()
    const asking = page.getByRole('dialog', { name: '撤回 2027 年放假安排' })
    await asking.getByLabel('原因').fill('正式通知尚未印发')
    await asking.getByRole('button', { name: '撤回' }).click()
    await page.getByText('2027 年放假安排尚未公布').waitFor()
  })

  test('own days are set and cleared with a reason', async () => {
    const page = await office.desk(office.boss, '/settings/calendars?year=2026')
    await day(page, /^12月31日/).click()
    const dialog = page.getByRole('dialog', { name: '另定日子 · 公司日历' })
    await dialog.getByLabel('另定时段').check()
    await dialog.getByLabel('上班时段').fill('9:00-12:00')
    await dialog.getByRole('button', { name: '设定' }).click()
    await dialog.getByText('请填写原因').waitFor()
    await dialog.getByLabel('原因').fill('年终盘点')
    await dialog.getByRole('button', { name: '设定' }).click()
    await day(page, /^12月31日 周四 · 另定时段 · 年终盘点 · 09:00-12:00/).waitFor()

    // From its top: days that are half under the top bar are too small to be hit.
    await page.evaluate('window.scrollTo(0, 0)')
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: '取消另定 2026-12-31' }).click()
    const asking = page.getByRole('dialog', { name: '取消另定 2026-12-31' })
    await asking.getByLabel('原因').fill('盘点改期')
    await asking.getByRole('button', { name: '取消另定' }).click()
    await day(page, /^12月31日 周四$/).waitFor()
  })

  test('a unit gets hours of its own; two who change one calendar at once do not overwrite each other', async () => {
    const { body: unit } = await office.admin.post('/units', { code: 'west', name: '西部仓', kind: 'department', parentId: null })
    expect(unit.id).toBeTruthy()
    const page = await office.desk(office.boss, '/settings/calendars')
    await page.getByRole('button', { name: '新建日历' }).click()
    const dialog = page.getByRole('dialog', { name: '新建日历' })
    await dialog.getByLabel('名称').fill('西部仓')
    await dialog.getByLabel('周三上班时段').fill('十点到十二点')
    await dialog.getByText('请写作 09:00-12:00, 13:30-18:00').waitFor()
    await dialog.getByLabel('周三上班时段').fill('10:00-19:00')
    await dialog.getByLabel('使用部门').click()
    await page.locator('.ant-select-tree-title', { hasText: '西部仓' }).click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: '建立' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('10:00-19:00', { exact: true }).waitFor()
    await page.locator('.calendar-card dd', { hasText: '西部仓' }).waitFor()

    await page.getByRole('button', { name: '修改' }).click()
    const edit = page.getByRole('dialog', { name: /^修改“西部仓/ })
    await edit.getByLabel('周四上班时段').fill('10:00-20:00')
    const { body } = await office.admin.get('/calendars')
    const { id, version } = body.rows.find(({ name }: { name: string }) => name === '西部仓')
    await office.admin.patch(`/calendars/${id}`, { name: '西部仓（新）', version })
    await edit.getByRole('button', { name: '保存' }).click()
    await edit.getByRole('alert').waitFor()
    expect(await edit.getByLabel('周四上班时段').inputValue()).toBe('10:00-20:00')
  })

  test('who may not manage them sees the calendars and changes nothing', async () => {
    const page = await office.desk(await office.hire('agent', '林晓'), '/settings/calendars?year=2026')
    await page.getByRole('heading', { name: '2026 年' }).waitFor()
    expect(await page.getByRole('button', { name: '录入放假安排' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: '修改' }).count()).toBe(0)
    expect(await day(page, /^10月10日/).count()).toBe(0)
  })
})
