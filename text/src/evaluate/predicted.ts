import { accuracyOf, aucOf, confusionOf, eceOf, macroF1Of } from '../linear/metrics.ts'
import { namedBy } from '../linear/thumbs.ts'
import { rounded } from './task.ts'

/** Probabilities of each test row over `classes`, and its true class where the file tells it; `thumbs` decide which class is named. */
export type Predicted = { classes: string[]; truth: (string | undefined)[]; probabilities: Float32Array[]; thumbs?: number[] }

/** Accuracy, macro-F1, calibration, confusion and, with two classes, AUC of the second: over the rows that carry a label. */
export function qualityOf({ classes, truth, probabilities, thumbs }: Predicted): Record<string, unknown> {
  const rows = truth.flatMap((label, at) => (label === undefined ? [] : [at]))
  if (rows.length === 0) return {}
  const names = [...classes, ...new Set(truth.filter((label): label is string => label !== undefined && !classes.includes(label)))]
  const actual = rows.map((row) => names.indexOf(truth[row]!))
  const claimed = rows.map((row) => namedBy(probabilities[row]!, thumbs))
  const shares = rows.map((row) => probabilities[row]!)
  return {
    accuracy: rounded(accuracyOf(actual, claimed)),
    macroF1: rounded(macroF1Of(actual, claimed, names.length)),
    ece: rounded(eceOf(actual, shares)),
    ...(classes.length === 2
      ? {
          auc: rounded(
            aucOf(
              actual.map((label) => label === 1),
              shares.map((share) => share[1]!),
            ),
          ),
        }
      : aucsOf(names, actual, shares)),
    confusion: { classes: names, rows: confusionOf(actual, claimed, names.length) },
  }
}

/** Each class against the rest. */
function aucsOf(names: string[], actual: number[], shares: Float32Array[]) {
  const aucs = names.map(
    (name, at) =>
      [
        name,
        rounded(
          aucOf(
            actual.map((label) => label === at),
            shares.map((share) => share[at] ?? 0),
          ),
        ),
      ] as const,
  )
  return { aucByClass: Object.fromEntries(aucs.filter(([, auc]) => !Number.isNaN(auc))) }
}

/** Lines for --out. */
export const predictionLines = ({ classes, probabilities, thumbs }: Predicted) =>
  probabilities.map((shares, index) => ({
    index,
    label: classes[namedBy(shares, thumbs)],
    probabilities: Object.fromEntries(classes.map((name, at) => [name, rounded(shares[at]!, 5)])),
  }))
