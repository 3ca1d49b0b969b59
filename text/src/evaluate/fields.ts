import type { Field } from '../features/ngrams.ts'
import type { EvaluateInput, Row } from './task.ts'

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
    const whole = part.trim()
    const cut = rows.some((row) => whole in row) ? -1 : whole.lastIndexOf('*')
    if (cut < 0) return { name: whole, weight: 1 }
    return { name: whole.slice(0, cut).trim(), weight: weightOf(whole.slice(cut + 1).trim(), whole) }
  })
  for (const { name } of fields) requireField(rows, name)
  return fields
}

function weightOf(given: string, part: string): number {
  const weight = /^\d+(\.\d+)?$/.test(given) ? Number(given) : 0
  if (weight <= 0) throw new Error(`"${given}" in --text ${part} is no weight: a number above 0 is, as in subject*3,text`)
  return weight
}

/** @throws Error naming the field when no row has it */
export function requireField(rows: readonly Row[], name: string): void {
  if (!rows.some((row) => name in row)) throw new Error(`No row has the field "${name}"; there are ${namesIn(rows)}`)
}

/**
 * Test rows without any label are only answered for, which is of use when the predictions are kept.
 * @throws Error naming the field when they are not kept
 */
export function requireLabels(rows: readonly Row[], field: string, { keepsPredictions, say }: EvaluateInput): void {
  if (rows.some((row) => Array.isArray(row[field]) || labelOf(row, field) !== undefined)) return
  if (!keepsPredictions) requireField(rows, field)
  sayUnlabelled(field, say)
}

export const sayUnlabelled = (field: string, say: (line: string) => void) =>
  say(`No test row has a label in "${field}": they are answered for, without figures`)

/** The field of the label: as given, or the usual name that the rows have. */
export function labelFieldOf(given: string | undefined, rows: Row[]): string {
  const name = given ?? usualLabels.find((usual) => rows[0] && usual in rows[0])
  if (!name) throw new Error(`Say with --label which field holds the label; there are ${namesIn(rows)}`)
  return name
}

/** The field of what a head was asked: `label`, or the one named like the task (`Severity`); '' without one: the rows are only answered for. */
export function ownLabelOf(task: string, rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return names.includes('label') ? 'label' : (names.find((name) => name.toLowerCase() === task.toLowerCase()) ?? '')
}

const namesIn = (rows: readonly Row[]) =>
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
