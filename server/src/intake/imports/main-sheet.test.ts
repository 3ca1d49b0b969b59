import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { mainSheetOf } from './main-sheet.ts'

test('the sheet with the complaints is read first, not the cover before it (工作表)', async () => {
  const book = new ExcelJS.Workbook()
  const cover = book.addWorksheet('填表说明')
  for (const line of [
    '填表说明',
    '一、本表由各供电所逐日填写，月底汇总后上报。',
    '二、日期一律写成 2026-10-01。',
    '三、无投诉的也要上报。',
  ])
    cover.addRow([line])
  const table = book.addWorksheet('投诉台账')
  table.addRow(['投诉时间', '投诉内容'])
  table.addRow(['2026/10/1', '停水三天没人管'])
  book.addWorksheet('空表')
  const path = join(mkdtempSync(join(tmpdir(), 'sheets-')), 'a.xlsx')
  await book.xlsx.writeFile(path)
  expect(await mainSheetOf(path)).toBe('投诉台账')
})
