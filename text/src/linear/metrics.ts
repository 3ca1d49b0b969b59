import { bestOf } from './model.ts'

/** Confusion: rows are the true classes, columns the predicted ones. */
export function confusionOf(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let at = 0; at < truth.length; at++) table[truth[at]!]![predicted[at]!]!++
  return table
}

/** Share of rows predicted right (准确率). */
export function accuracyOf(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let right = 0
  for (let at = 0; at < truth.length; at++) if (truth[at] === predicted[at]) right++
  return truth.length ? right / truth.length : 0
}

/** Precision, recall and F1 of each class. */
export function scoresByClass(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number) {
  const table = confusionOf(truth, predicted, classes)
  return table.map((row, at) => {
    const right = row[at]!
    const actual = row.reduce((sum, count) => sum + count, 0)
    const claimed = table.reduce((sum, other) => sum + other[at]!, 0)
    const precision = claimed ? right / claimed : 0
    const recall = actual ? right / actual : 0
    return { precision, recall, f1: right ? (2 * precision * recall) / (precision + recall) : 0, rows: actual }
  })
}

/** Mean F1 over the classes that occur, true or predicted (宏平均 F1). */
export function macroF1Of(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number {
  const met = new Set([...Array.from(truth), ...Array.from(predicted)])
  const scores = scoresByClass(truth, predicted, classes).filter((_, at) => met.has(at))
  return scores.length ? scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length : 0
}

/** Ranks from 1, equal values sharing their mean rank. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, at) => at).sort((one, other) => values[one]! - values[other]!)
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++
    for (let at = from; at <= to; at++) ranks[order[at]!] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranks
}

/** Area under the ROC curve (AUC); NaN when only one side occurs. */
export function aucOf(positive: ArrayLike<boolean | number>, scores: ArrayLike<number>): number {
  const ranks = ranksOf(scores)
  let positives = 0
  let sum = 0
  for (let at = 0; at < positive.length; at++)
    if (positive[at]) {
      positives++
      sum += ranks[at]!
    }
  const negatives = positive.length - positives
  return positives && negatives ? (sum - (positives * (positives + 1)) / 2) / (positives * negatives) : Number.NaN
}

/** Expected calibration error of the best class's probability (期望校准误差), in `bins` equal steps. */
export function eceOf(truth: ArrayLike<number>, probabilities: ArrayLike<number>[], bins = 15): number {
  const count = new Float64Array(bins)
  const confidence = new Float64Array(bins)
  const right = new Float64Array(bins)
  for (let at = 0; at < truth.length; at++) {
    const row = probabilities[at]!
    const best = bestOf(row)
    const bin = Math.min(bins - 1, Math.floor(row[best]! * bins))
    count[bin]!++
    confidence[bin]! += row[best]!
    if (best === truth[at]) right[bin]!++
  }
  let error = 0
  for (let bin = 0; bin < bins; bin++) error += Math.abs(confidence[bin]! - right[bin]!)
  return truth.length ? error / truth.length : 0
}

/** Pearson's correlation. */
export function pearsonOf(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const { length } = one
  let meanOne = 0
  let meanOther = 0
  for (let at = 0; at < length; at++) {
    meanOne += one[at]! / length
    meanOther += other[at]! / length
  }
  let both = 0
  let squaresOne = 0
  let squaresOther = 0
  for (let at = 0; at < length; at++) {
    const x = one[at]! - meanOne
    const y = other[at]! - meanOther
    both += x * y
    squaresOne += x * x
    squaresOther += y * y
  }
  return squaresOne && squaresOther ? both / Math.sqrt(squaresOne * squaresOther) : 0
}

/** Spearman's rank correlation. */
export const spearmanOf = (one: ArrayLike<number>, other: ArrayLike<number>): number => pearsonOf(ranksOf(one), ranksOf(other))

/** Cohen's kappa: agreement beyond chance. */
export function kappaOf(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number {
  const table = confusionOf(truth, predicted, classes)
  const total = truth.length
  let agreed = 0
  let byChance = 0
  for (let at = 0; at < classes; at++) {
    agreed += table[at]![at]! / total
    const actual = table[at]!.reduce((sum, count) => sum + count, 0)
    const claimed = table.reduce((sum, row) => sum + row[at]!, 0)
    byChance += (actual / total) * (claimed / total)
  }
  return byChance < 1 ? (agreed - byChance) / (1 - byChance) : 1
}

/** Kappa of ordered levels: a miss counts by the square of its distance (加权 kappa). */
export function quadraticKappaOf(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number {
  const table = confusionOf(truth, predicted, classes)
  const columns = table.map((_, at) => table.reduce((sum, row) => sum + row[at]!, 0))
  let seen = 0
  let byChance = 0
  table.forEach((row, one) => {
    const actual = row.reduce((sum, count) => sum + count, 0)
    row.forEach((count, other) => {
      seen += count * (one - other) ** 2
      byChance += ((actual * columns[other]!) / truth.length) * (one - other) ** 2
    })
  })
  return byChance > 0 ? 1 - seen / byChance : 1
}

/** Normalised match distance (NMD) of two distributions over ordered levels: mean gap of their cumulative shares (STC-3, DialEval-1). */
export function nmdOf(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let gap = 0
  let sum = 0
  for (let at = 0; at + 1 < truth.length; at++) {
    gap += predicted[at]! - truth[at]!
    sum += Math.abs(gap)
  }
  return sum / (truth.length - 1)
}

/** Root symmetric normalised order-aware divergence (RSNOD) of two distributions over ordered levels (STC-3, DialEval-1). */
export function rsnodOf(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const both = (orderAware(truth, predicted) + orderAware(predicted, truth)) / 2
  return Math.sqrt(both / (truth.length - 1))
}

/** Order-aware divergence: the mean, over the levels that occur in `given`, of the squared gaps weighted by their distance from that level. */
function orderAware(given: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0
  let levels = 0
  for (let from = 0; from < given.length; from++) {
    if (!(given[from]! > 0)) continue
    levels++
    for (let to = 0; to < given.length; to++) sum += Math.abs(from - to) * (given[to]! - other[to]!) ** 2
  }
  return levels ? sum / levels : 0
}
