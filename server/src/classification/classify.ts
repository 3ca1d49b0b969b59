import type { ActDone, ActInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, actDone, beginStep, type Case, recordEvent } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { knownCategories } from './categories.ts'
import { analysisOf, keepCorrections, takeBackCorrections, weighedAnew } from './corrections.ts'
import { insertStage } from './stages.ts'

const coded = ['category', 'severity', 'stage', 'priority'] as const
const worded = ['product', 'node', 'region'] as const

/**
 * 分类定级: sets and thereby confirms the category, and severity, stage, priority, product, business node and region as given.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for an unknown or inactive category or when nothing was given
 * 撤销 (`takesBack`) leaves no label and a category as unconfirmed as it was. Severity and stage weigh the priority anew, unless a person set it.
 * Source: docs/rules/categories.md
 */
export async function classifyCase(act: Act, caseId: string, input: ActInput<'classification'>): Promise<ActDone> {
  if (![...coded, ...worded].some((field) => input[field] !== undefined)) throw invalidInput('#', '请至少填写一项分类内容')
  const complaintCase = await beginStep(act, caseId, 'classification', input)
  if (input.category !== undefined && !(await knownCategories(act.tx, act.actor.tenantId)).has(input.category)) {
    throw invalidInput('#/category', `没有可用的分类 ${input.category}，请从分类目录中选择`)
  }
  const words = maskedWords(input)
  const { category, severity, stage, priority } = input
  const given = { category, severity, stage, priority }
  const stillSaid = input.takesBack
    ? await takeBackCorrections(
        act,
        caseId,
        coded.filter((field) => given[field] !== undefined),
      )
    : null
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.classified', facts: factsOf(complaintCase, input), texts: { ...words, ...(input.reason && { reason: input.reason }) } },
    {
      ...(input.category !== undefined && { category: input.category, category_confirmed: stillSaid?.has('category') ?? true }),
      ...(input.severity && { severity: input.severity }),
      ...(input.stage && { stage: input.stage }),
      ...(input.priority && { priority: input.priority }),
      ...words,
    },
  )
  if (stage !== undefined) await insertStage(act, { caseId, eventNo: after.event_no, from: complaintCase.stage, level: stage, reasons: [] })
  if (!stillSaid) await keepCorrections(act, caseId, after.event_no, given)
  if (severity === undefined && stage === undefined && (priority === undefined || !stillSaid)) return actDone(act, after)
  return actDone(act, await weighedAnew(act, after, await analysisOf(act, caseId, 1)))
}

/** Codes before and after; of the fields in words only which ones were set: texts never stand in facts. */
function factsOf(complaintCase: Case, input: ActInput<'classification'>) {
  const given = coded.filter((field) => input[field] !== undefined)
  const wordsSet = worded.filter((field) => input[field] !== undefined)
  return {
    from: Object.fromEntries(given.map((field) => [field, complaintCase[field]])),
    to: Object.fromEntries(given.map((field) => [field, input[field]])),
    ...(wordsSet.length > 0 && { set: wordsSet }),
  }
}

function maskedWords(input: ActInput<'classification'>): Partial<Record<(typeof worded)[number], string>> {
  return Object.fromEntries(worded.flatMap((field) => (input[field] === undefined ? [] : [[field, maskPersonalData(input[field]).masked]])))
}
