import { shippedModel } from '../models.ts'
import { requireField, textFieldsOf, textsOf } from './fields.ts'
import { judged } from './judged.ts'
import { type EvaluateInput, type EvaluateTask, type Row, required } from './task.ts'

const labels = {
  stage: 'stage',
  'case-severity': 'severity',
  category: 'category',
  mindset: 'mindset',
  signals: 'expected',
} satisfies Record<keyof typeof judged, string>

/** A head of rules, with its shipped model where there is one: the figures of both, side by side. Rows as in text/texts; those without a label are left out. */
export const judgementTask =
  (head: keyof typeof judged): EvaluateTask =>
  (input) => {
    const rows = labelledRows(input, labels[head])
    const byRules = judged[head](rows)
    const model = head === 'mindset' ? undefined : shippedModel(head)
    return { result: model ? { ...judged[head](rows, model), byRulesAlone: byRules } : { byRulesAlone: byRules } }
  }

/** Texts with their label under the names of text/texts; conversations have their labels at their turns. */
function labelledRows({ test, text, label }: EvaluateInput, name: string): Row[] {
  const rows = required(test, 'test')
  const texts = rows.filter(({ turns }) => !Array.isArray(turns))
  if (texts.length === 0) return rows
  const fields = textFieldsOf(text, texts)
  const field = label ?? name
  requireField(texts, field)
  const conversations = rows.filter(({ turns }) => Array.isArray(turns))
  const named = texts.filter((row) => row[field] !== undefined).map((row) => ({ ...row, text: wholeOf(row), [name]: row[field] }))
  return [...named, ...conversations]

  function wholeOf(row: Row) {
    return textsOf(row, fields)
      .map((part) => part.text)
      .join('\n')
  }
}
