import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

/** The numbers of the table as they stand: lines of cells, the totals last. */
const numbersOn = (page: Page) =>
  page
    .locator('.pivot-table tbody tr.ant-table-row, .pivot-table tfoot tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td, th')].slice(1).map((cell) => (cell.textContent === '—' ? 0 : Number(cell.textContent))),
      ),
    )

async function choose(page: Page, box: string, option: string) {
  await page.getByRole('combobox', { name: box, exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
}

inBrowser('the pivot (透视分析)', () => {
  const office = useOffice()

  test('rows and columns are chosen, every number is the API’s and opens as many cases', async () => {
    const cases = [
      ['web', 'delivery.delay', '空调', 3],
      ['hotline', 'delivery.delay', '冰箱', 2],
      ['web', 'quality.fault', '冰箱', 4],
      ['hotline', 'quality.fault', undefined, 1],
    ] as const
    for (const [channel, category, product, count] of cases)
      for (let no = 0; no < count; no++)
        await aRegisteredCase(office.admin, { text: `${product ?? '东西'}第 ${no + 1} 次出问题`, channel, category, product })
    const api = async (query: string) => (await office.admin.get(`/measures/pivot?${query}`)).body
    await expect.poll(async () => (await api('names=complaints&rows=channel')).measures[0].total.value, { timeout: 60_000 }).toBe(10)
    const page = await office.desk(await office.hire('manager', '马跃'), '/measures')
    await page.getByRole('link', { name: '透视分析' }).click()
    await page.locator('.pivot-table').waitFor()
    await choose(page, '列', '按产品')
    await page.waitForURL(/columns=product/)
    await page.getByRole('columnheader', { name: '冰箱' }).waitFor()

    const { measures } = await api('names=complaints&rows=category&columns=product')
    const [measured] = measures
    const value = (figure: { numerator: number } | null) => figure?.numerator ?? 0
    const told = [
      ...measured.cells.map((cells: [], at: number) => [...cells.map(value), value(measured.rowTotals[at])]),
      [...measured.columnTotals.map(value), value(measured.total)],
    ]
    expect(await numbersOn(page)).toEqual(told)
    expect(told.at(-1)?.at(-1)).toBe(10)
    expect(await findings(page)).toEqual([])

    const cells = page.locator('.pivot-table tbody tr.ant-table-row').first().getByRole('button')
    for (let at = 0; at < (await cells.count()); at++) {
      const count = Number(await cells.nth(at).textContent())
      await cells.nth(at).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByText(`${count} 件`, { exact: true }).waitFor()
      expect(await drawer.locator('.measure-rows li').count()).toBe(count)
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'detached' })
    }
    // What has no product is a column of its own, and opens those only.
    const blank = page.locator('.pivot-table tfoot').getByRole('button', { name: /未填：1/ })
    await blank.click()
    await page.getByRole('dialog').getByText('1 件', { exact: true }).waitFor()
  })

  test('the address is opened by somebody else, and the same numbers are taken away as a file', async () => {
    const page = await office.desk(office.boss, '/measures/pivot')
    await choose(page, '行', '按渠道')
    await page.waitForURL(/rows=channel/)
    await choose(page, '列', '按产品')
    await page.waitForURL(/columns=product/)
    await page.getByRole('columnheader', { name: '冰箱' }).waitFor()
    await page.getByRole('button', { name: '行列互换' }).click()
    await page.waitForURL(/rows=product/)
    await page.getByRole('rowheader', { name: '冰箱' }).waitFor()
    const shown = await numbersOn(page)

    const other = await office.desk(await office.hire('manager', '钱明'), page.url())
    await other.getByRole('rowheader', { name: '冰箱' }).waitFor()
    expect(await numbersOn(other)).toEqual(shown)

    const [file] = await Promise.all([
      other.waitForEvent('download'),
      (async () => {
        await other.getByRole('button', { name: /导出表格/ }).click()
        await other.getByRole('menuitem', { name: 'Excel' }).click()
      })(),
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await readFile(await file.path())) as never)
    const last = (book.worksheets[0]?.lastRow?.values ?? []) as unknown[]
    expect(last.slice(2).map((one) => one ?? 0)).toEqual(shown.at(-1))
  })

  test('nothing to count is said, and a phone shows the table without becoming wider', async () => {
    const page = await office.desk(office.boss, '/measures/pivot?from=2020-01-01&to=2020-01-31')
    await page.getByText('这段时间没有可计的').waitFor()
    await page.goto('/measures/pivot?names=complaints,closureRatio')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.locator('.pivot-table').waitFor()
    expect(await tooWide(page)).toEqual([])
    expect(await findings(page)).toEqual([])
  })
})
