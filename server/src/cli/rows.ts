import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { requireFile } from './files.ts'
import { fileAsGiven, say } from './usage.ts'

type Row = Record<string, unknown>

/**
 * The rows of a .jsonl, .csv or .tsv file in UTF-8, under its own field names; .txt and .tsv are read as tables with tabs.
 * @throws Error naming the file and the line
 */
export function readRows(name: string): Row[] {
  const path = fileAsGiven(name)
  requireFile(path)
  const content = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  if (/\.(csv|tsv|txt)$/i.test(path)) return readTable(content, delimiterOf(path, content), path)
  return content.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, `${path}, line ${at + 1}`)]))
}

/** Some call a table with tabs .csv. */
function delimiterOf(path: string, content: string): string {
  const [first = ''] = content.split('\n', 1)
  return /\.csv$/i.test(path) && !(first.includes('\t') && !first.includes(',')) ? ',' : '\t'
}

function readLine(line: string, place: string): Row {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw new Error(`${place} is not JSON`)
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new Error(`${place} is not an object with fields`)
  return row as Row
}

function readTable(content: string, delimiter: string, path: string): Row[] {
  const options = {
    columns: true,
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
    quote: delimiter === ',' ? '"' : null,
  } as const
  try {
    return parse(content, options)
  } catch (error) {
    const { code, message, records } = error as { code?: string; message: string; records?: number }
    if (code !== 'CSV_QUOTE_NOT_CLOSED' || !records) throw new Error(`${path} cannot be read as a table: ${message}`)
    say(`${path}: the last row is cut short and left out`)
    return parse(content, { ...options, to: records })
  }
}
