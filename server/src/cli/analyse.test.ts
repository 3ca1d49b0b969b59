import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { runCommand } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'analyse-'))
const texts = ['插线板昨晚起火了，再不处理我就打12315，手机13912345678', '请问周末几点开门', '要求赔偿我三千块误工费', '']
const rows = texts.map((text, at) => [`N${at}001`, `2026-0${at + 1}-03`, text])

describe('analysing a file without a server (analyse)', () => {
  test('a .csv gets columns added beside it, and a page that stands alone and shows no phone', async () => {
    const path = join(folder, '投诉.csv')
    writeFileSync(path, `工单编号,受理时间,投诉内容\n${rows.map((row) => row.join(',')).join('\n')}\n`)
    expect(await runCommand(['analyse', path])).toBe(0)

    const [head, first, second, third, last] = readFileSync(join(folder, '投诉.analysed.csv'), 'utf8').trimEnd().split('\r\n')
    expect(head).toMatch(/^\uFEFF工单编号,受理时间,投诉内容,分类,情感,情绪,/)
    expect(first).toMatch(/监管投诉（扬言）/)
    expect(first).toMatch(/安全/)
    expect(second).not.toMatch(/监管投诉|安全|索赔/)
    expect(third).toMatch(/索赔.*,3000,/)
    expect(last).toBe('N3001,2026-04-03,')

    const page = readFileSync(join(folder, '投诉.summary.html'), 'utf8')
    expect(page).toContain('139****5678')
    expect(page).not.toMatch(/13912345678|<script|src=|https?:/)
  })
  test('an .xlsx stays one; the column may be named', async () => {
    const path = join(folder, 'book.xlsx')
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('台账').addRows([['编号', '时间', '备注', '金额'], ...rows.map((row, at) => [...row, at * 10.5])])
    workbook.addWorksheet('说明').addRow(['此表由客服部维护', 42])
    await workbook.xlsx.writeFile(path)
    expect(await runCommand(['analyse', path, '--text', '备注'])).toBe(0)

    const written = new ExcelJS.Workbook()
    await written.xlsx.readFile(join(folder, 'book.analysed.xlsx'))
    const sheet = written.worksheets[0]
    expect(sheet?.getRow(3).getCell(4).value).toBe(10.5)
    expect(written.getWorksheet('说明')?.getRow(1).values).toEqual([undefined, '此表由客服部维护', 42])
    expect(sheet?.getRow(1).values).toEqual(expect.arrayContaining(['备注', '严重程度']))
    expect(JSON.stringify(sheet?.getRow(4).values)).toContain('索赔')
    expect(await runCommand(['analyse', path, '--text', '没有这列'])).toBe(2)
    expect(await runCommand(['analyse', join(folder, 'missing.csv')])).toBe(1)
    writeFileSync(join(folder, 'rows.json'), '[{"text":"投诉"}]')
    expect(await runCommand(['analyse', join(folder, 'rows.json')])).toBe(2)
  })
})
