import { fitLogistic, logOddsOf, shareOf } from './logistic.ts'

/** 概率校准 (Platt): a share is `1 / (1 + e^−(slope × score + shift))`. */
export type Calibration = { slope: number; shift: number }

/**
 * Fitted on rows the model has not learnt from. Labels are drawn in as Platt (1999) does, so that few rows do not give shares of 0 or 1;
 * a slope that would turn the order round is taken as none.
 */
export function calibrationOf(scores: readonly number[], labels: readonly boolean[]): Calibration {
  const ill = labels.filter(Boolean).length
  const base = Math.log((ill + 1) / (labels.length - ill + 1))
  if (ill === 0 || ill === labels.length) return { slope: 0, shift: base }
  // One row more of each kind, after Platt's prior.
  const rows = [...scores.map((score) => [score]), ...priorScores(scores)]
  const fitted = fitLogistic(rows, [...labels, true, false], 0.01)
  const deviation = fitted.deviations[0] ?? 1
  const slope = (fitted.weights[0] ?? 0) / deviation
  if (slope <= 0) return { slope: 0, shift: base }
  return { slope, shift: logOddsOf(fitted, [0]) }
}

/** One more of each kind at the middle of the scores. */
function priorScores(scores: readonly number[]) {
  const middle = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
  return [[middle], [middle]]
}

export const calibrated = ({ slope, shift }: Calibration, score: number): number => shareOf(slope * score + shift)

/** Wilson's interval of a share, 95 %: `n` rows, `hits` of them. */
export function wilsonOf(hits: number, n: number, z = 1.96): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 }
  const share = hits / n
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

export type ReliabilityBin = { said: number; came: number; low: number; high: number; rows: number }

/** 可靠性图: rows parted into bins of as equal size as ties allow, by what was said of them; in each what was said and what came. */
export function reliabilityOf(shares: readonly number[], labels: readonly boolean[], bins = 10): ReliabilityBin[] {
  const ordered = shares.map((share, at) => ({ share, label: labels[at] === true })).sort((a, b) => a.share - b.share)
  const found: ReliabilityBin[] = []
  let from = 0
  for (let bin = 1; bin <= bins && from < ordered.length; bin++) {
    let to = Math.max(from + 1, Math.round((ordered.length * bin) / bins))
    // Of equal shares none stands in another bin.
    while (to < ordered.length && ordered[to]?.share === ordered[to - 1]?.share) to++
    const part = ordered.slice(from, to)
    const hits = part.filter(({ label }) => label).length
    const said = part.reduce((sum, { share }) => sum + share, 0) / part.length
    found.push({ said, came: hits / part.length, ...wilsonOf(hits, part.length), rows: part.length })
    from = to
  }
  return found
}

/** Mean distance between what was said and what came, over the bins by their size. */
export function calibrationErrorOf(bins: readonly ReliabilityBin[]): number {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0)
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.came) * bin.rows, 0) / Math.max(1, rows)
}
