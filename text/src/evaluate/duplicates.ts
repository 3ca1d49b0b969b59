import { aucOf } from '../linear/metrics.ts'
import { isSameMatter, type Signature, samenessAtLeast, samenessOf, signatureOf } from '../similar/index.ts'
import { requireLabels, stringOf } from './fields.ts'
import { type EvaluateInput, type Evaluation, type Row, required, rounded } from './task.ts'

const pairNames = [
  ['a', 'b'],
  ['text1', 'text2'],
  ['sentence1', 'sentence2'],
  ['question1', 'question2'],
  ['textA', 'textB'],
] as const
const labelNames = ['label', 'same', 'duplicate', 'isDuplicate', 'is_duplicate', 'score']
const yes = /^(1|1\.0|true|yes|same|duplicate|是|重复|相同)$/i

type Pair = { a: string; b: string; same: boolean | undefined }

/**
 * 查重 on pairs of texts `{a, b, label}` (--in or --test): what intake would find, by bands and then by the words themselves. Tables without
 * names (sentence pairs with tabs) are read by place. Rows without a label are answered for only.
 */
export function duplicates(input: EvaluateInput): Evaluation {
  const rows = required(input.rows ?? input.test, 'in')
  if (input.label) requireLabels(rows, input.label, input)
  const pairs = pairsOf(rows, input.label)
  const started = performance.now()
  const answers = pairs.map(({ a, b }) => answerOf(signatureOf(a), signatureOf(b)))
  const microsPerPair = rounded(((performance.now() - started) * 1000) / Math.max(1, pairs.length), 1)
  const labelled = pairs.flatMap(({ same }, at) => (same === undefined ? [] : [{ same, ...(answers[at] as Answer) }]))
  const best = bestThreshold(labelled)
  return {
    result: {
      ...scoresOf(labelled, ({ found }) => found),
      threshold: samenessAtLeast,
      auc: rounded(
        aucOf(
          labelled.map(({ same }) => same),
          labelled.map(({ sameness }) => sameness),
        ),
      ),
      /** Of the pairs that are the same, those that share a band. */
      bandRecall: rounded(
        ratio(labelled.filter(({ same, sharesBand }) => same && sharesBand).length, labelled.filter(({ same }) => same).length),
      ),
      /** At the threshold that is best on these very rows, for comparison only. */
      best: { ...scoresOf(labelled, ({ sameness }) => sameness >= best), threshold: rounded(best, 3) },
      microsPerPair,
      rows: pairs.length,
    },
    predictions: answers.map(({ found, sameness }, index) => ({ index, label: found ? 1 : 0, sameness: rounded(sameness) })),
  }
}

type Answer = { found: boolean; sharesBand: boolean; sameness: number }
type Labelled = Answer & { same: boolean }

function answerOf(a: Signature, b: Signature): Answer {
  const sharesBand = a.bands.some((band) => b.bands.includes(band))
  return { found: sharesBand && isSameMatter(a, b), sharesBand, sameness: samenessOf(a, b) }
}

function scoresOf(labelled: Labelled[], isFound: (answer: Labelled) => boolean) {
  const found = labelled.filter(isFound)
  const hits = found.filter(({ same }) => same).length
  const precision = ratio(hits, found.length)
  const recall = ratio(hits, labelled.filter(({ same }) => same).length)
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(ratio(2 * precision * recall, precision + recall)) }
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** The least sameness that gives the best F1. */
function bestThreshold(labelled: Labelled[]): number {
  const all = labelled.filter(({ same }) => same).length
  let [hits, bestF1, best] = [0, 0, samenessAtLeast]
  const falling = labelled.toSorted((a, b) => b.sameness - a.sameness)
  for (const [at, { same, sameness }] of falling.entries()) {
    if (same) hits++
    const f1 = (2 * hits) / (at + 1 + all)
    if (f1 > bestF1 && falling[at + 1]?.sameness !== sameness) [bestF1, best] = [f1, sameness]
  }
  return best
}

function pairsOf(rows: Row[], label: string | undefined): Pair[] {
  const first = rows[0] ?? {}
  const names = pairNames.find(([a, b]) => a in first && b in first)
  if (!names) return pairsByPlace(rows)
  const labelField = label ?? labelNames.find((name) => name in first)
  return rows.map((row) => ({
    a: stringOf(row[names[0]]),
    b: stringOf(row[names[1]]),
    same: labelField ? sameOf(stringOf(row[labelField])) : undefined,
  }))
}

const sameOf = (label: string): boolean | undefined => (label.trim() === '' ? undefined : yes.test(label.trim()))

/**
 * A table without names: what was read as names is its first row. The label is the column of zeros and ones, the texts are the two longest
 * of the others (columns named by a number come first in a row, so their places are lost).
 */
function pairsByPlace(rows: Row[]): Pair[] {
  const names = Object.keys(rows[0] ?? {})
  const first = Object.fromEntries(names.map((name) => [name, name]))
  const all: Row[] = [first, ...rows]
  const labelName = names.findLast((name) => all.every((row) => /^[01](\.0)?$/.test(stringOf(row[name]).trim())))
  const lengthOf = (name: string) => all.slice(0, 100).reduce((sum, row) => sum + stringOf(row[name]).length, 0)
  const texts = names.filter((name) => name !== labelName).toSorted((one, other) => lengthOf(other) - lengthOf(one))
  const [a, b] = texts
  if (labelName === undefined || a === undefined || b === undefined)
    throw new Error(`The rows need two texts (a and b) and a label; there are ${names.join(', ')}`)
  return all.map((row) => ({ a: stringOf(row[a]), b: stringOf(row[b]), same: sameOf(stringOf(row[labelName])) }))
}
