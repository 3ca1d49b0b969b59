import type { EntityKind } from '../analysis.ts'
import { entitiesOf } from '../entities/index.ts'
import { countsOf, scoresOf } from './counts.ts'
import { requireLabels, stringOf, textFieldsOf } from './fields.ts'
import { type EvaluateInput, type Evaluation, required, rounded } from './task.ts'

const kinds: readonly EntityKind[] = ['orderNo', 'meterNo', 'date', 'amount']
type Labelled = { kind: string; words: string }

/** 实体 on rows `{text, expected: [{kind, words}]}`: one is found when its kind and its very words are. Rows without `expected` are answered for only. */
export function entities(input: EvaluateInput): Evaluation {
  const test = required(input.test, 'test')
  const [field] = textFieldsOf(input.text, test)
  const label = input.label ?? 'expected'
  requireLabels(test, label, input)
  const texts = test.map((row) => stringOf(row[field?.name ?? '']))
  const started = performance.now()
  const found = texts.map((text) => entitiesOf(text))
  const microsPerText = rounded(((performance.now() - started) * 1000) / texts.length, 1)
  const predictions = found.map((all, index) => ({
    index,
    entities: all.map((entity) => ({ ...entity, words: texts[index]?.slice(...entity.span) ?? '' })),
  }))
  const counts = countsOf(kinds)
  let labelled = 0
  predictions.forEach(({ entities: told }, index) => {
    const expected = test[index]?.[label]
    if (!Array.isArray(expected)) return
    labelled++
    countRow(counts, told, expected)
  })
  return { result: { ...(labelled > 0 && scoresOf(counts)), labelled, microsPerText, rows: test.length }, predictions }
}

function countRow(counts: ReturnType<typeof countsOf<EntityKind>>, told: readonly Labelled[], expected: readonly Labelled[]) {
  const open = [...expected]
  for (const { kind, words } of told) {
    const at = open.findIndex((one) => one.kind === kind && one.words === words)
    if (kind in counts) counts[kind as EntityKind][at < 0 ? 'false' : 'hit']++
    if (at >= 0) open.splice(at, 1)
  }
  for (const { kind } of open) if (kind in counts) counts[kind as EntityKind].missed++
}
