import { wilsonOf } from './calibration.ts'

/** What reviewing the first `reviewed` of a list ranked by score brings; ties share their hits evenly, so that their order plays no part. */
export type RankingQuality = {
  rows: number
  ill: number
  baseRate: number
  averagePrecision: number | null
  at: { share: number; reviewed: number; hits: number; precision: number; low: number; high: number; recall: number; lift: number }[]
}

export const reviewedShares = [0.05, 0.1, 0.2, 0.3] as const

/** 排序质量: precision@k, recall and lift of a ranked list; lift is precision by the base rate. Source: docs/rules/escalation-risk.md */
export function rankingQualityOf(
  scores: readonly number[],
  labels: readonly boolean[],
  shares: readonly number[] = reviewedShares,
): RankingQuality {
  const ordered = groupsOf(scores, labels)
  const rows = labels.length
  const ill = labels.filter(Boolean).length
  const baseRate = ill / Math.max(1, rows)
  const at = shares.map((share) => {
    const reviewed = Math.max(1, Math.round(rows * share))
    const hits = hitsIn(ordered, reviewed)
    const precision = hits / reviewed
    const { low, high } = wilsonOf(hits, reviewed)
    return { share, reviewed, hits, precision, low, high, recall: hits / Math.max(1, ill), lift: baseRate > 0 ? precision / baseRate : 0 }
  })
  return { rows, ill, baseRate, averagePrecision: ill === 0 ? null : averagePrecisionOf(ordered, ill), at }
}

type Tied = { rows: number; ill: number }

/** Rows of one score together, the highest first. */
function groupsOf(scores: readonly number[], labels: readonly boolean[]): Tied[] {
  const groups = new Map<number, Tied>()
  for (const [at, score] of scores.entries()) {
    const group = groups.get(score) ?? { rows: 0, ill: 0 }
    group.rows++
    if (labels[at]) group.ill++
    groups.set(score, group)
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group)
}

function hitsIn(groups: readonly Tied[], reviewed: number): number {
  let left = reviewed
  let hits = 0
  for (const { rows, ill } of groups) {
    const taken = Math.min(left, rows)
    hits += (ill * taken) / rows
    left -= taken
    if (left <= 0) break
  }
  return hits
}

/** Area under precision over recall, by the step (tied rows at once). */
function averagePrecisionOf(groups: readonly Tied[], ill: number): number {
  let seen = 0
  let found = 0
  let area = 0
  for (const group of groups) {
    seen += group.rows
    found += group.ill
    area += (group.ill / ill) * (found / seen)
  }
  return area
}
