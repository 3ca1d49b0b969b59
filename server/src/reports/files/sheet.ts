import type { MeasureFigure, MeasureUnit, ReportContent } from '@zhiwei/contract'
import ExcelJS from 'exceljs'
import { cellOf, cutWords } from '../../analytics/index.ts'
import { harmless } from '../../platform/table-file/index.ts'
import type { Written } from '../content/content.ts'
import { tellingOf, toldOf } from '../content/content.ts'
import { leftWords } from '../content/cuts.ts'
import { isList, listBlocks, listTitle } from '../content/lists.ts'
import type { Definition } from '../facts/types.ts'

type Cell = string | number | null
const unitWords: Record<MeasureUnit, [zh: string, en: string]> = {
  count: ['件', 'cases'],
  share: ['占比', 'share'],
  minutes: ['分钟', 'minutes'],
  times: ['次', 'times'],
  hours: ['小时', 'hours'],
  rate: ['每单位暴露量', 'per exposure'],
  ratio: ['倍', 'ratio'],
  fen: ['元', 'yuan'],
}

/** 报告 as a workbook: every figure as a number with its interval, each table, picture and list as a sheet, and what everything means. */
export async function workbookOf(written: Written, content: ReportContent, madeAt: Date): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = '治未'
  workbook.created = madeAt
  workbook.modified = madeAt
  const telling = tellingOf(written)
  const { facts, language } = telling
  const zh = language === 'zh-CN'
  const names = new Set<string>()
  const add = (title: string, head: string[], rows: Cell[][], formats: (string | undefined)[] = [], ending = '') => {
    const sheet = workbook.addWorksheet(sheetName(title, ending, names), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(head).font = { bold: true }
    for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell)))
    sheet.columns.forEach((column, at) => {
      const longest = Math.max(...[head, ...rows].map((row) => widthOf(row[at] ?? '')))
      column.width = Math.min(60, Math.max(9, longest + 2))
      const format = formats[at]
      if (format) column.numFmt = format
    })
    return sheet
  }
  const told = toldOf(
    written,
    facts.definitions.map(({ name }) => name),
  )
  const overview = add(
    zh ? '指标' : 'Measures',
    zh
      ? ['指标', '代码', '单位', '数值', '九成分位', '分子', '分母', '区间下限', '区间上限', '上期', '去年同期']
      : ['Measure', 'Name', 'Unit', 'Value', 'Ninth decile', 'Numerator', 'Denominator', 'Low', 'High', 'Before', 'Last year'],
    told.map(({ figures: { now, before, lastYear }, definition: { title, name, unit } }) => [
      zh ? title.zh : title.en,
      name,
      unitWords[unit][zh ? 0 : 1],
      cellOf(now.value, unit),
      cellOf(now.p90, unit),
      cellOf(now.numerator, unit),
      now.denominator,
      cellOf(now.interval?.low, unit),
      cellOf(now.interval?.high, unit),
      cellOf(before.value, unit),
      cellOf(lastYear.value, unit),
    ]),
  )
  told.forEach(({ definition }, at) => {
    for (const column of [4, 5, 8, 9, 10, 11]) overview.getRow(at + 2).getCell(column).numFmt = formatOf(definition)
  })
  written.template.sections.forEach((section, at) => {
    const part = facts.parts[at]
    if (!part) return
    if (isList(section)) {
      const table = listBlocks(telling, section, part).find((block) => block.kind === 'table')
      if (!table) return
      const isNumber = (column: number) => table.numbers.includes(column)
      const rows = table.rows.map((row) => row.map((cell, column) => (isNumber(column) ? numberIn(cell) : cell)))
      add(
        telling.say(listTitle(section)),
        [...table.columns],
        rows,
        table.columns.map((_, column) => formatIn(table.rows, column)),
      )
      return
    }
    if (part.kind === 'list' || !('by' in section)) return
    const definitions = section.measures.flatMap((name) => facts.definitions.find((definition) => definition.name === name) ?? [])
    const [first] = definitions
    if (!first) return
    const rows =
      part.kind === 'cut' ? part.rows : part.points.map(({ from, figure }) => ({ name: { zh: from, en: from }, figures: [figure] }))
    const cut = telling.say(cutWords[section.by])
    add(
      telling.say(first.title),
      [cut, ...definitions.flatMap(({ title }) => columnsOf(telling.say(title), zh))],
      [
        ...rows.map(({ name, figures }) => [
          telling.say(name),
          ...definitions.flatMap(({ unit }, no) => cellsOf(figures[no] ?? null, unit)),
        ]),
        ...(part.kind === 'cut' && part.left > 0 ? [[leftWords(part.left, telling.language)]] : []),
      ],
      ['', ...definitions.flatMap((definition) => [formatOf(definition), '0', '0', formatOf(definition), formatOf(definition)])],
      zh ? `（按${cut}）` : ` by ${cut.toLowerCase()}`,
    )
  })
  add(
    zh ? '指标口径' : 'Definitions',
    zh ? ['指标', '代码', '怎么算', '怎么计入', '来源'] : ['Measure', 'Name', 'Formula', 'What counts', 'Source'],
    facts.definitions.map(({ title, name, formula, counted, source }) => [
      zh ? title.zh : title.en,
      name,
      zh ? formula.zh : formula.en,
      zh ? counted.zh : counted.en,
      source,
    ]),
  )
  add(
    zh ? '数据版本' : 'Data version',
    [zh ? '报告' : 'Report', `${content.title} ${content.period}`],
    [
      [zh ? '企业' : 'Company', content.company],
      [zh ? '说明' : 'Source', content.source],
    ],
  )
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const columnsOf = (title: string, zh: boolean) =>
  zh
    ? [title, `${title}：分子`, `${title}：分母`, `${title}：区间下限`, `${title}：区间上限`]
    : [title, `${title}: numerator`, `${title}: denominator`, `${title}: low`, `${title}: high`]
const cellsOf = (figure: MeasureFigure | null, unit: MeasureUnit): Cell[] => [
  cellOf(figure?.value, unit),
  cellOf(figure?.numerator, unit),
  figure?.denominator ?? null,
  cellOf(figure?.interval?.low, unit),
  cellOf(figure?.interval?.high, unit),
]
const formatOf = ({ unit }: Definition) => (unit === 'share' ? '0.0%' : unit === 'count' ? '0' : '0.00')
/** Numbers are shown with two decimals at most. */
const widthOf = (cell: Cell) =>
  [...(typeof cell === 'number' ? cell.toFixed(2) : (cell ?? ''))].reduce((sum, mark) => sum + (mark > '\u2e80' ? 2 : 1), 0)

/** `30.6%` and `1,284` of a list as numbers; what is none stays. */
function numberIn(cell: string): Cell {
  const value = Number(cell.replaceAll(',', '').replace('%', ''))
  return cell === '' || Number.isNaN(value) ? cell : cell.endsWith('%') ? value / 100 : value
}
const formatIn = (rows: readonly string[][], column: number) => (rows.some((row) => row[column]?.endsWith('%')) ? '0.0%' : undefined)

/** As many words as there is room for. */
function wholeWords(text: string, room: number): string {
  if (text.length <= room) return text
  const end = text.lastIndexOf(' ', room)
  return text.slice(0, end > 0 ? end : room)
}

/** Excel takes 31 characters, none of these marks, and no name twice. */
function sheetName(title: string, ending: string, names: Set<string>): string {
  const plain = title.replace(/[\\/?*[\]:：']/g, ' ').trim()
  const named = (end: string) => `${wholeWords(plain, 31 - end.length)}${end}`
  let name = named(ending)
  for (let no = 2; names.has(name.toLowerCase()); no++) name = named(`${ending} ${no}`)
  names.add(name.toLowerCase())
  return name
}
