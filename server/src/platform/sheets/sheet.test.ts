import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { sheetFile } from './sheet.ts'

const sheet = {
  name: '投诉量，按分类',
  notes: ['近 30 天'],
  columns: [
    { title: '+分类', kind: 'text' as const },
    { title: '投诉量', kind: 'count' as const },
    { title: '占比', kind: 'share' as const },
    { title: '金额', kind: 'fen' as const },
  ],
  rows: [
    ['=HYPERLINK("http://example.org")', 12, 0.5, 12_345],
    ['@SUM(1)', 3, null, 0],
  ],
}

describe('a table taken away as a file (表格文件)', () => {
  test('numbers stay numbers, money is in yuan, and no text becomes a formula', async () => {
    const { bytes } = await sheetFile({ ...sheet, format: 'xlsx' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes as never)
    const page = book.worksheets[0]
    const rows = [1, 2, 3, 5].map((no) => Array.from((page?.getRow(no).values ?? []) as unknown[]).slice(1))
    expect(rows).toEqual([
      ["'+分类", '投诉量', '占比', '金额'],
      ['\'=HYPERLINK("http://example.org")', 12, 0.5, 123.45],
      ["'@SUM(1)", 3, undefined, 0],
      ['近 30 天'],
    ])
  })

  test('as CSV it begins with the mark by which a sheet knows UTF-8', async () => {
    const { bytes } = await sheetFile({ ...sheet, notes: [], format: 'csv' })
    expect(bytes.toString()).toBe(
      '\uFEFF\'+分类,投诉量,占比,金额\r\n"\'=HYPERLINK(""http://example.org"")",12,0.5,123.45\r\n\'@SUM(1),3,,0.00\r\n',
    )
  })
})
