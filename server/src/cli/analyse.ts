import { writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { analyse, engineOf } from '@zhiwei/text'
import { extractKeywords, startingCategories } from '../classification/index.ts'
import { openComplaintTable } from '../intake/index.ts'
import { addedColumns, cellsOf } from './analyse/columns.ts'
import { summaryPage } from './analyse/page.ts'
import { count, newTally } from './analyse/tally.ts'
import { addToWorkbook, writeCsv } from './analyse/write-table.ts'
import { requireFile, requireWritable } from './files.ts'
import { type Command, fileAsGiven, printJson, readArgs, say, UsageError } from './usage.ts'

const longestText = 20_000
const sayEvery = 5_000
const keywordsShown = 24

export const command: Command = {
  help: `Usage: npm run zhiwei -- analyse FILE [--text COLUMN] [--subject COLUMN] [--out FILE] [--html FILE]

Reads a table of complaints (.xlsx, or .csv in UTF-8 or GB18030) and writes it anew beside the original, as NAME.analysed.xlsx or .csv,
with columns added: ${addedColumns.join(', ')}.
Other sheets and the kinds of cells (numbers, dates) of a workbook stay as they are.
NAME.summary.html is one page with charts and the rows to read first; it loads nothing from elsewhere, personal data in it is masked.
No server and no database is needed. The column of the text is guessed from names and contents; --text and --subject name them (a header,
or the number of the column from 1). Prints the result as JSON.`,
  async run(args) {
    const options = { text: { type: 'string' }, subject: { type: 'string' }, out: { type: 'string' }, html: { type: 'string' } } as const
    const { values, positionals } = readArgs(args, options, { least: 1, most: 1 })
    const path = fileAsGiven(positionals[0] ?? '')
    requireFile(path)
    if (!/\.(?:xlsx|csv|tsv|txt)$/iu.test(path)) throw new UsageError(`${basename(path)} is no table: give .xlsx or .csv (.tsv, .txt)`)
    const stem = path.slice(0, path.length - extname(path).length)
    const out = values.out ? fileAsGiven(values.out) : `${stem}.analysed${/\.xlsx$/iu.test(path) ? '.xlsx' : '.csv'}`
    const html = values.html ? fileAsGiven(values.html) : `${stem}.summary.html`
    if (/\.xlsx$/iu.test(path) !== /\.xlsx$/iu.test(out)) throw new UsageError('--out must be of the same kind as the file')
    if (out === path) throw new UsageError('--out is the file itself: it is never overwritten')
    requireWritable(out)
    requireWritable(html)
    printJson(await analyseFile(path, { out, html, text: values.text, subject: values.subject }))
  },
}

type Files = { out: string; html: string; text: string | undefined; subject: string | undefined }

async function analyseFile(path: string, { out, html, text, subject }: Files) {
  const started = performance.now()
  const now = new Date()
  const table = await openComplaintTable(path)
  const columnOf = (field: string) => Number(Object.entries(table.mapping).find(([, held]) => held === field)?.[0] ?? -1)
  const textAt = text === undefined ? columnOf('text') : named(table.headers, text)
  const subjectAt = subject === undefined ? columnOf('subject') : named(table.headers, subject)
  const dateAt = columnOf('receivedAt')
  if (textAt < 0)
    throw new UsageError(`No column looks like the text of complaints; name it with --text. There are: ${table.headers.join(', ')}`)
  const engine = engineOf()
  const names = new Map(startingCategories.map(({ code, name }) => [code, name]))
  const categoryName = (code: string) =>
    [names.get(code.split('.')[0] ?? ''), code.includes('.') ? names.get(code) : ''].filter(Boolean).join(' / ') || code
  const tally = newTally()
  const isWorkbook = /\.xlsx$/iu.test(path)
  const writer = isWorkbook ? await addToWorkbook(path, out, { sheetName: table.sheetName, width: table.headers.length }) : writeCsv(out)
  if (table.headerRow > 0 || !isWorkbook) await writer.add({ row: table.headerRow, given: table.headers, added: addedColumns })
  for await (const { row, cells } of table.rows()) {
    const given = table.headers.map((_, at) => cells[at] ?? '')
    const said = (given[textAt] ?? '').slice(0, longestText)
    if (said.trim() === '') {
      tally.empty++
      await writer.add({ row, given, added: [] })
      continue
    }
    const analysis = analyse({ text: said, ...(subjectAt >= 0 && { subject: given[subjectAt] ?? '' }) }, engine, now)
    count(tally, row, said, analysis, monthOf(given[dateAt]))
    await writer.add({ row, given, added: cellsOf(analysis, categoryName) })
    if (tally.texts % sayEvery === 0) say(`Read ${tally.texts} texts`)
  }
  await writer.end()
  const keywords = await extractKeywords(tally.sample, keywordsShown)
  const textColumn = table.headers[textAt] ?? ''
  writeFileSync(html, summaryPage(tally, { fileName: basename(path), textColumn, keywords, categoryName, now }))
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1))
  const signals = Object.fromEntries([...tally.signals].sort((a, b) => b[1] - a[1]))
  return { table: out, summary: html, textColumn, rows: tally.texts + tally.empty, texts: tally.texts, signals, seconds }
}

/** A column by its header or its number from 1. @throws UsageError */
function named(headers: string[], given: string): number {
  const at = headers.indexOf(given)
  const number = /^\d+$/u.test(given) ? Number(given) - 1 : -1
  if (at < 0 && !headers[number]) throw new UsageError(`There is no column "${given}". There are: ${headers.join(', ')}`)
  return at < 0 ? number : at
}

/** YYYY-MM of a cell that begins with a year and a month. */
function monthOf(cell: string | undefined): string | undefined {
  const [, year, month] = /^\s*((?:19|20)\d{2})\D{1,2}(\d{1,2})/u.exec(cell ?? '') ?? []
  return year && month ? `${year}-${month.padStart(2, '0')}` : undefined
}
