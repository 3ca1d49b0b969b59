import { type SheetCriterion, type SheetScores, sheetCriteria } from '@zhiwei/contract'

/** 评分表, first edition: the three questions about the staff count twice. Source: docs/rules/coaching.md */
export const sheet: { code: string; weights: Record<SheetCriterion, number> } = {
  code: '2026-1',
  weights: { attitude: 2, accuracy: 2, procedure: 2, listening: 1, wording: 1, promises: 1, records: 1 },
}

const mostPoints = 4

/** 得分: weighted mean of what applies, as 0–100 with one digit behind the point; null where nothing does. */
export function totalOf(scores: SheetScores): number | null {
  let [sum, weight] = [0, 0]
  for (const criterion of sheetCriteria) {
    const points = scores[criterion]
    if (points === null) continue
    sum += points * sheet.weights[criterion]
    weight += sheet.weights[criterion]
  }
  return weight === 0 ? null : Math.round((sum / weight / mostPoints) * 1_000) / 10
}
