import { type Cell, type Column, type Table, textOf, wallMs } from './cells.ts'
import { type Entry, zipOf } from './zip.ts'

/** Rows of a sheet below its head; what is more goes on to the next sheet. Source: Excel specifications and limits (1,048,576) */
const mostRows = 1_000_000

/** Tables as .xlsx, a sheet each, written as they are read; texts stand as texts, never as formulas. */
export const xlsxOf = (tables: readonly Table[]): AsyncGenerator<Buffer> => zipOf(partsOf(tables))

async function* partsOf(tables: readonly Table[]): AsyncGenerator<Entry> {
  const names: string[] = []
  for (const table of tables) {
    const rows = rowsOf(table)
    for (let no = 1, left = true; left; no += 1) {
      names.push(sheetName(table.name, no))
      const sheet = sheetOf(table, rows)
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheet.content() }
      left = sheet.isFull()
    }
  }
  const numbers = names.map((_, at) => at + 1)
  yield { name: 'xl/styles.xml', content: [styles] }
  yield { name: 'xl/workbook.xml', content: [workbookOf(names)] }
  yield { name: 'xl/_rels/workbook.xml.rels', content: [relationsOf(numbers)] }
  yield { name: '_rels/.rels', content: [rootRelations] }
  yield { name: '[Content_Types].xml', content: [typesOf(numbers)] }
}

/** One row after another, whatever batches they come in. */
async function* rowsOf({ rows }: Table): AsyncGenerator<readonly Cell[]> {
  for await (const batch of rows) yield* batch
}

const chunkLength = 64 * 1024

function sheetOf({ columns, zone }: Table, rows: AsyncGenerator<readonly Cell[]>) {
  let written = 0
  async function* content() {
    const widths = columns.map(
      ({ width, kind }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width ?? (kind === 'instant' ? 20 : 16)}" customWidth="1"/>`,
    )
    yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
    yield rowXml(1, columns.map(({ title }, at) => textXml(`${letters(at)}1`, title, style.head)).join(''))
    let chunk = ''
    for (; written < mostRows; written += 1) {
      const { value: row, done } = await rows.next()
      if (done) break
      const no = written + 2
      chunk += rowXml(no, row.map((cell, at) => cellXml(`${letters(at)}${no}`, cell, columns[at], zone)).join(''))
      if (chunk.length > chunkLength) {
        yield chunk
        chunk = ''
      }
    }
    yield `${chunk}</sheetData></worksheet>`
  }
  return { content, isFull: () => written === mostRows }
}

const rowXml = (no: number, cells: string) => `<row r="${no}">${cells}</row>`
const textXml = (at: string, text: string, format: number) =>
  `<c r="${at}" t="inlineStr"${format ? ` s="${format}"` : ''}><is><t xml:space="preserve">${escaped(textOf(text))}</t></is></c>`

/** Days since the end of 1899, as sheets count them. */
const serialOf = (ms: number) => ms / 86_400_000 + 25_569
/** Of a day: a tenth of a millisecond. */
const digits = 9

function cellXml(at: string, cell: Cell, column: Column | undefined, zone: string): string {
  if (cell === null || cell === '') return ''
  if (cell instanceof Date) return `<c r="${at}" s="${style.instant}"><v>${serialOf(wallMs(cell, zone)).toFixed(digits)}</v></c>`
  if (typeof cell === 'number') {
    const format = column?.kind && column.kind in style ? style[column.kind as keyof typeof style] : 0
    return Number.isFinite(cell) ? `<c r="${at}"${format ? ` s="${format}"` : ''}><v>${cell}</v></c>` : ''
  }
  return textXml(at, cell, column?.wraps ? style.wraps : 0)
}

const named: string[] = []
/** A, B … Z, AA … */
function letters(at: number): string {
  named[at] ??= (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))
  return named[at]
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// What XML 1.0 cannot hold is shown as what it is: unreadable. A lone surrogate becomes that as UTF-8 by itself.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign).replace(unfit, '\uFFFD')

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Numbers of the formats below. */
const style = { head: 1, instant: 2, share: 3, amount: 4, count: 5, decimal: 6, wraps: 7 } as const
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/><xf xfId="0" numFmtId="3" applyNumberFormat="1"/><xf xfId="0" numFmtId="2" applyNumberFormat="1"/><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

/** A sheet's name takes 31 characters and no signs of formulas. */
const sheetName = (name: string, no: number) => {
  const end = no > 1 ? ` ${no}` : ''
  return escaped(`${name.replace(/[\\/?*[\]:']/gu, ' ').slice(0, 31 - end.length)}${end}`)
}
const workbookOf = (names: readonly string[]) =>
  `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`
const relationsOf = (numbers: number[]) =>
  `${head}<Relationships xmlns="${packages}/relationships">${numbers.map((no) => `<Relationship Id="rId${no}" Type="${office}/worksheet" Target="worksheets/sheet${no}.xml"/>`).join('')}<Relationship Id="rId${numbers.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`
const rootRelations = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const typesOf = (numbers: number[]) =>
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${numbers.map((no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${sheetType}.worksheet+xml"/>`).join('')}</Types>`
