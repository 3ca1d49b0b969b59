import { rounded } from '../task.ts'

/** So much of a list is reviewed. */
export const reviewedShare = 0.2

/** What is found by reviewing the first fifth of the rows: the share that is unhappy there. Of equal scores each counts alike, whatever their order. */
export function precisionAtTop(scores: readonly number[], unhappy: readonly boolean[]): number {
  const groups = new Map<number, { rows: number; unhappy: number }>()
  scores.forEach((score, at) => {
    const group = groups.get(score) ?? { rows: 0, unhappy: 0 }
    group.rows++
    if (unhappy[at]) group.unhappy++
    groups.set(score, group)
  })
  const reviewed = Math.max(1, Math.round(scores.length * reviewedShare))
  let left = reviewed
  let found = 0
  for (const [, group] of [...groups].sort(([one], [other]) => other - one)) {
    const taken = Math.min(left, group.rows)
    found += (group.unhappy * taken) / group.rows
    left -= taken
    if (left === 0) break
  }
  return found / reviewed
}

export type Ranking = { rows: number; base: number; forecast: number; lift: number; [view: string]: number }

/** 排序: precision when a fifth is reviewed, of the forecast and of those who see one number only, beside the base rate. */
export function rankingOf(
  unhappy: readonly boolean[],
  scores: { forecast: readonly number[]; [view: string]: readonly number[] },
): Ranking {
  const base = unhappy.filter(Boolean).length / Math.max(1, unhappy.length)
  const precisions = Object.fromEntries(Object.entries(scores).map(([view, given]) => [view, rounded(precisionAtTop(given, unhappy))]))
  const forecast = precisions.forecast ?? 0
  return { rows: unhappy.length, base: rounded(base), ...precisions, forecast, lift: base > 0 ? rounded(forecast / base, 2) : 0 }
}
