import type { Turn } from '../analysis.ts'
import { categoryOf, categorySheetOf } from '../category/index.ts'
import { featuresOf } from '../features/ngrams.ts'
import { mindsetOf } from '../heads/mindset/index.ts'
import { severities, severityOf } from '../heads/severity/index.ts'
import { accuracyOf, confusionOf, macroF1Of, quadraticKappaOf, scoresByClass } from '../linear/metrics.ts'
import type { LinearModel } from '../linear/model.ts'
import { signalsOf } from '../signals/index.ts'
import { stageOfConversation, stageOfText } from '../stage/index.ts'
import { signalFigures } from './signals.ts'
import { type Row, rounded } from './task.ts'

/** How good the judgements are on labelled rows: `stage` 1–5, `severity`, `category` (leaf), `mindset`. Without a model the rules alone. */
export const judged = {
  stage: stageFigures,
  'case-severity': severityFigures,
  category: categoryFigures,
  mindset: mindsetFigures,
  signals: signalFigures,
}

const textOf = ({ text }: Row) => String(text ?? '')
const isConversation = (row: Row) => Array.isArray(row.turns)
/** 矛盾爆发 and above: what a supervisor must not miss. */
const conflict = 3

/** Texts, and of conversations each turn of the customer and its end. */
export function stageFigures(rows: readonly Row[], model?: LinearModel) {
  const texts = rows.filter((row) => !isConversation(row))
  const turns = rows.filter(isConversation).map((row) => stagesOf(row.turns as (Turn & { stage?: number })[], model))
  return {
    ...(texts.length > 0 && {
      texts: levelFigures(
        texts.map(({ stage }) => Number(stage)),
        texts.map((row) => stageOfText(textOf(row), { signals: signalsOf(textOf(row)), model }).level),
      ),
    }),
    ...(turns.length > 0 && {
      turns: levelFigures(
        turns.flatMap(({ truth }) => truth),
        turns.flatMap(({ found }) => found),
      ),
      ends: levelFigures(
        turns.map(({ truth }) => truth.at(-1) ?? 1),
        turns.map(({ found }) => found.at(-1) ?? 1),
      ),
    }),
  }
}

function stagesOf(turns: (Turn & { stage?: number })[], model?: LinearModel) {
  const signals = turns.flatMap(({ by, text }, turn) => (by === 'customer' ? signalsOf(text).map((signal) => ({ ...signal, turn })) : []))
  const { perTurn } = stageOfConversation(turns, { signals, model })
  return { truth: perTurn.map(({ turn }) => turns[turn]?.stage ?? 1), found: perTurn.map(({ level }) => level as number) }
}

function levelFigures(levels: number[], answers: number[]) {
  const truth = levels.map((level) => level - 1)
  const found = answers.map((level) => level - 1)
  return {
    rows: truth.length,
    accuracy: rounded(accuracyOf(truth, found)),
    withinOne: rounded(truth.filter((level, at) => Math.abs(level - found[at]!) <= 1).length / truth.length),
    quadraticKappa: rounded(quadraticKappaOf(truth, found, 5)),
    ...fromLevel(truth, found, conflict),
    confusion: confusionOf(truth, found, 5),
  }
}

function fromLevel(truth: number[], found: number[], level: number) {
  const hits = truth.filter((value, at) => value >= level && found[at]! >= level).length
  const actual = truth.filter((value) => value >= level).length
  const claimed = found.filter((value) => value >= level).length
  return {
    [`recallFrom${level + 1}`]: rounded(actual ? hits / actual : 0),
    [`precisionFrom${level + 1}`]: rounded(claimed ? hits / claimed : 0),
    [`rowsFrom${level + 1}`]: actual,
  }
}

export function severityFigures(rows: readonly Row[], model?: LinearModel) {
  const truth = rows.map(({ severity }) => severities.indexOf(severity as (typeof severities)[number]))
  const found = rows.map((row) => severities.indexOf(severityOf(textOf(row), { signals: signalsOf(textOf(row)), model }).severity))
  return {
    rows: rows.length,
    accuracy: rounded(accuracyOf(truth, found)),
    macroF1: rounded(macroF1Of(truth, found, severities.length)),
    ...fromLevel(truth, found, severities.indexOf('serious')),
    byClass: byClass(truth, found, severities),
    confusion: confusionOf(truth, found, severities.length),
  }
}

export function mindsetFigures(rows: readonly Row[]) {
  const classes = ['vent', 'respect', 'compensation', 'null']
  const truth = rows.map(({ mindset }) => classes.indexOf(String(mindset)))
  const found = rows.map((row) => {
    const signals = signalsOf(textOf(row))
    const stage = stageOfText(textOf(row), { signals }).level
    return classes.indexOf(String(mindsetOf(textOf(row), { signals, stage }).mindset))
  })
  return {
    rows: rows.length,
    accuracy: rounded(accuracyOf(truth, found)),
    macroF1: rounded(macroF1Of(truth, found, classes.length)),
    byClass: byClass(truth, found, classes),
    confusion: confusionOf(truth, found, classes.length),
  }
}

export function categoryFigures(rows: readonly Row[], model?: LinearModel) {
  const sheet = categorySheetOf()
  const answers = rows.map((row) =>
    categoryOf(textOf(row), { sheet, base: model }, featuresOf(textOf(row))).category.map(({ code }) => code),
  )
  const truth = rows.map(({ category }) => sheet.codes.indexOf(String(category)))
  const found = answers.map(([best = '']) => sheet.codes.indexOf(best))
  const top = (count: number) => rows.filter(({ category }, at) => answers[at]?.slice(0, count).includes(String(category))).length
  const levelOne = (code: unknown) => String(code).split('.')[0]
  return {
    rows: rows.length,
    accuracy: rounded(accuracyOf(truth, found)),
    top3: rounded(top(3) / rows.length),
    macroF1: rounded(macroF1Of(truth, found, sheet.codes.length)),
    levelOne: rounded(rows.filter(({ category }, at) => levelOne(answers[at]?.[0]) === levelOne(category)).length / rows.length),
    confusion: saidOf(rows.map(({ category }, at) => [String(category), answers[at]?.[0] ?? ''])),
  }
}

/** What was said of each category, `{ truth: { said: count } }`: most of the table of all pairs would be empty. */
function saidOf(pairs: [truth: string, said: string][]) {
  const table: Record<string, Record<string, number>> = {}
  for (const [truth, said] of pairs.sort()) {
    const row = table[truth] ?? {}
    table[truth] = { ...row, [said]: (row[said] ?? 0) + 1 }
  }
  return table
}

const byClass = (truth: number[], found: number[], classes: readonly string[]) =>
  Object.fromEntries(
    scoresByClass(truth, found, classes.length).map(({ precision, recall, rows }, at) => [
      classes[at],
      { precision: rounded(precision), recall: rounded(recall), rows },
    ]),
  )
