import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { saved } from './saved.ts'
import { tooWide } from './too-wide.ts'

/** The rows of a sheet below its head, without the notes under them. */
async function rowsOf(bytes: Buffer, head: string) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  const rows = Array.from(book.worksheets[0]?.getSheetValues() ?? [], (row) => Array.from((row ?? []) as unknown[]).slice(1))
  const below = rows.slice(rows.findIndex((row) => row[0] === head) + 1)
  const end = below.findIndex((row) => row.length === 0)
  return end < 0 ? below : below.slice(0, end)
}

inBrowser('dashboards (看板)', () => {
  const office = useOffice()

  test('from the manager’s dashboard to the rows behind one bar: as many on the page and in the file as the bar says', async () => {
    for (let no = 0; no < 6; no++) await aRegisteredCase(office.admin, { text: `送货晚了 ${no + 1} 天`, category: 'delivery.delay' })
    for (let no = 0; no < 2; no++) await aRegisteredCase(office.admin, { text: `冰箱第 ${no + 1} 次不制冷`, category: 'quality.fault' })
    await expect
      .poll(async () => (await office.admin.get('/measures?names=complaints')).body.measures[0].total.value, { timeout: 60_000 })
      .toBe(8)
    const page = await office.desk(await office.hire('manager', '马跃'), '/dashboards')
    await page.getByRole('heading', { name: '痛在哪里' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/dashboards/manager')

    const card = page
      .locator('.chart-card')
      .filter({ hasText: '累计占比' })
      .or(page.locator('.chart-card').filter({ hasText: '项中的前' }))
    const picture = card.getByRole('application')
    await picture.waitFor()
    await picture.focus()
    await page.keyboard.press('ArrowRight')
    const bar = await card.locator('[aria-live]').textContent()
    expect(bar).toMatch(/ 6$/)
    await page.keyboard.press('Enter')

    const drawer = page.getByRole('dialog')
    await drawer.getByText('6 件').waitFor()
    expect(await drawer.locator('.measure-rows li').count()).toBe(6)
    const file = await saved(page, async () => {
      await drawer.getByRole('button', { name: /导\s?出/ }).click()
      await page.getByRole('button', { name: '开始导出' }).click()
    })
    expect(file.name).toMatch(/\.xlsx$/)
    await page.getByText('已导出 6 行').waitFor()
    const rows = await rowsOf(file.bytes, '工单编号')
    expect(rows).toHaveLength(6)
    const shown = await drawer.locator('.measure-rows a').allTextContents()
    expect(rows.map(([number]) => number).toSorted()).toEqual(shown.toSorted())
    await page.getByRole('button', { name: '关闭', exact: true }).last().click()
    await page.keyboard.press('Escape')
    expect(await findings(page)).toEqual([])
  })

  test('the supervisor sees what came today and what stands now, and opens it', async () => {
    const page = await office.desk(office.boss, '/dashboards/supervisor')
    await page.getByRole('button', { name: /^收到 8 件/ }).click()
    await page.getByRole('dialog').getByText('8 件').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^现在在办 8 件/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('a chart is read as a table, taken away as a picture, and its sheet holds the numbers shown', async () => {
    const page = await office.desk(office.boss, '/dashboards/manager')
    const card = page.locator('.chart-card').filter({ hasText: '项中的前' })
    await card.getByRole('application').waitFor()
    const svg = await saved(page, async () => {
      await card.getByRole('button', { name: /下\s?载/ }).click()
      await page.getByRole('menuitem', { name: '图片 SVG' }).click()
    })
    expect(svg.bytes.toString()).toContain('投诉量，按分类')
    const png = await saved(page, async () => {
      await card.getByRole('button', { name: /下\s?载/ }).click()
      await page.getByRole('menuitem', { name: '图片 PNG' }).click()
    })
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')

    await card.getByRole('button', { name: '看数据表' }).click()
    const lines = await card
      .locator('tbody tr.ant-table-row')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)))
    expect(lines.map((cells) => Number(cells[1]))).toEqual([6, 2])
    const sheet = await saved(page, async () => {
      await card.getByRole('button', { name: /下\s?载/ }).click()
      await page.getByRole('menuitem', { name: 'Excel' }).click()
    })
    const rows = await rowsOf(sheet.bytes, '按分类')
    expect(rows.map(([name, count, share]) => [name, count, share])).toEqual(
      lines.map(([name], at) => [name, [6, 2][at], [0.75, 0.25][at]]),
    )
    await card.getByRole('button', { name: lines[1]?.[0] ?? '' }).click()
    await page.getByRole('dialog').getByText('2 件').waitFor()
  })

  test('period, filter and cut stand in the address and hold when the page is opened again, also on a phone', async () => {
    const page = await office.desk(office.boss, '/dashboards/manager')
    await page.getByText('近 30 天').click()
    await page.getByText('按环节', { exact: true }).click()
    await page.waitForURL(/days=30/)
    await page.waitForURL(/cut=node/)
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByRole('heading', { name: '痛在哪里' }).waitFor()
    expect(await page.getByRole('radio', { name: '近 30 天' }).isChecked()).toBe(true)
    expect(await tooWide(page)).toEqual([])
  })
})
