import { shippedModel } from '../models.ts'
import { judged } from './judged.ts'
import { type EvaluateTask, required } from './task.ts'

/** A head of rules, with its shipped model where there is one: the figures of both, side by side. Rows as in text/texts. */
export const judgementTask =
  (head: keyof typeof judged): EvaluateTask =>
  ({ test }) => {
    const rows = required(test, 'test')
    const byRules = judged[head](rows)
    const model = head === 'mindset' ? undefined : shippedModel(head)
    return { result: model ? { ...judged[head](rows, model), byRulesAlone: byRules } : { byRulesAlone: byRules } }
  }
