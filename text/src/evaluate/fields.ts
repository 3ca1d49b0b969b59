import type { Field } from '../features/ngrams.ts'
import type { Row } from './task.ts'

export type FieldWeight = { name: string; weight: number }

const usualTexts = ['text', 'content', 'review', 'sentence', 'TEXT', '留言详情', 'narrative', 'Review_S', 'Utterance', '内容', '文本']
const usualLabels = ['label', 'class', 'category', 'cat', '一级分类', '分类', '类别']

/** `subject*3,text` → names with weights; without it, the usual name that the rows have. @throws Error */
export function textFieldsOf(spec: string | undefined, rows: Row[]): FieldWeight[] {
  if (!spec) {
    const name = usualTexts.find((usual) => rows[0] && usual in rows[0])
    if (!name) throw new Error(`Say with --text which field holds the text; there are ${namesIn(rows)}`)
    return [{ name, weight: 1 }]
  }
  const fields = spec.split(',').map((part) => {
    const [, name = '', weight = '1'] = /^\s*(.+?)\s*(?:\*\s*(\d+(?:\.\d+)?))?\s*$/.exec(part) ?? []
    if (!name || Number(weight) <= 0) throw new Error(`--text is a list of fields with weights as subject*3,text: "${part}" is not one`)
    return { name, weight: Number(weight) }
  })
  for (const { name } of fields)
    if (!rows.some((row) => name in row)) throw new Error(`No row has the field "${name}"; there are ${namesIn(rows)}`)
  return fields
}

/** The field of the label: as given, or the usual name that the rows have. */
export function labelFieldOf(given: string | undefined, rows: Row[]): string {
  const name = given ?? usualLabels.find((usual) => rows[0] && usual in rows[0])
  if (!name) throw new Error(`Say with --label which field holds the label; there are ${namesIn(rows)}`)
  return name
}

const namesIn = (rows: Row[]) =>
  Object.keys(rows[0] ?? {})
    .filter(Boolean)
    .join(', ')

/** The fields' texts of a row with their weights; a field that a row lacks is empty. */
export const textsOf = (row: Row, fields: FieldWeight[]): Field[] =>
  fields.map(({ name, weight }) => ({ text: stringOf(row[name]), weight }))

/** The label of a row; undefined when it is absent or empty. */
export function labelOf(row: Row, field: string): string | undefined {
  const label = stringOf(row[field]).trim()
  return label === '' ? undefined : label
}

export const stringOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : String(value)
