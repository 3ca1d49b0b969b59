import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { asPersonWrote, type Cell, type Column, harmless, tableBytes, workbookBytes } from './index.ts'

const columns: Column[] = [
  { title: '名称' },
  { title: '件数', kind: 'count' },
  { title: '占比', kind: 'share' },
  { title: '金额', kind: 'amount' },
  { title: '时间', kind: 'instant' },
]
const tableOf = (rows: Cell[][], zone = 'Asia/Shanghai') => ({ name: '投诉', columns, rows: [rows], zone })
const csv = async (rows: Cell[][], zone?: string) => (await tableBytes(tableOf(rows, zone), 'csv')).toString()
async function sheet(rows: Cell[][], zone?: string) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await tableBytes(tableOf(rows, zone), 'xlsx')) as never)
  return book.worksheets[0]
}

describe('tables as files (导出文件)', () => {
  test('Excel reads the CSV as UTF-8, and commas, quotes and lines stay in their cell', async () => {
    const file = await csv([['甲,"乙"\n丙', 3, 0.5, 12.3, null]])
    expect(file).toBe('\uFEFF名称,件数,占比,金额,时间\r\n"甲,""乙""\n丙",3,0.5,12.30,\r\n')
  })

  test.each([
    ['=1+1'],
    ['+861390000'],
    ['-2+3'],
    ['@SUM(A1)'],
    ['\t=1+1'],
    ['\r=1+1'],
    ['\n=1+1'],
    ['＝1+1'],
    ['=HYPERLINK("http://x","点我")'],
  ])('%j is no formula in either file', async (text) => {
    expect((await csv([[text, 1, null, null, null]])).split('\r\n')[1]).toMatch(/^"?'/)
    const cell = (await sheet([[text, 1, null, null, null]]))?.getCell('A2')
    expect(cell?.formula).toBeUndefined()
    expect(cell?.text.startsWith("'")).toBe(true)
  })

  test('a text comes back as it was written, with its own apostrophe where it had one', () => {
    for (const text of ['=1+1', '-5℃冷柜', '＝甲', "'60s", "O'Neill", '冰箱', '']) expect(asPersonWrote(harmless(text))).toBe(text)
  })

  test('several tables are one workbook, a sheet each', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await workbookBytes([tableOf([['甲', 1]]), { ...tableOf([['乙', 2]]), name: '明细' }])) as never)
    expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['投诉', 2],
      ['明细', 2],
    ])
    expect(book.worksheets[1]?.getCell('A2').value).toBe('乙')
  })

  test('numbers stay numbers, also below nothing', async () => {
    const page = await sheet([['甲', -3, 0.25, 1.5, null]])
    expect(page?.getRow(2).values).toEqual([undefined, '甲', -3, 0.25, 1.5])
    expect(page?.getCell('C2').numFmt).toBe('0.0%')
    expect(await csv([['甲', -3, null, null, null]])).toContain('甲,-3,')
  })

  test('instants are told in the zone, on both sides of a change of clocks', async () => {
    const at = new Date('2026-11-22T16:30:05Z')
    expect(await csv([['', null, null, null, at]])).toContain(',2026-11-23 00:30:05\r\n')
    expect((await sheet([['', null, null, null, at]]))?.getCell('E2').value).toEqual(new Date('2026-11-23T00:30:05Z'))
    const changes = [new Date('2026-03-29T00:59:59Z'), new Date('2026-03-29T01:00:00Z')].map((instant) => ['', null, null, null, instant])
    expect(await csv(changes, 'Europe/Berlin')).toMatch(/01:59:59\r\n,,,,2026-03-29 03:00:00/)
  })

  test('what a workbook cannot hold is left out or said, and the rest stands', async () => {
    const page = await sheet([
      ['\u0000<b>&"\uD800', 1, Number.NaN, null, null],
      ['长'.repeat(40_000), 2, null, null, null],
    ])
    expect(page?.getCell('A2').text).toBe('\uFFFD<b>&"\uFFFD')
    expect(page?.getCell('A3').text).toHaveLength(32_767)
  })

  test('a table without rows has its head', async () => {
    expect((await sheet([]))?.getRow(1).values).toEqual([undefined, '名称', '件数', '占比', '金额', '时间'])
  })

  test('no batch is asked for before the last one was taken', async () => {
    let made = 0
    function* rows() {
      for (; made < 1_000; made += 1) yield [[String(made), made, null, null, null]] as Cell[][]
    }
    const { tableFile } = await import('./index.ts')
    const file = tableFile({ name: '投诉', columns, rows: rows(), zone: 'UTC' }, 'csv')
    await file.next()
    await file.next()
    await file.return(undefined)
    expect(made).toBe(0)
  })

  test('a failure of the rows is the failure of the file', async () => {
    async function* rows(): AsyncGenerator<Cell[][]> {
      yield [['甲', 1, null, null, null]]
      throw new Error('the database went away')
    }
    for (const format of ['csv', 'xlsx'] as const)
      await expect(tableBytes({ name: '投诉', columns, rows: rows(), zone: 'UTC' }, format)).rejects.toThrow('went away')
  })
})
