import { rounded } from './task.ts'

/** What was found rightly, found wrongly, and not found, of one kind. */
export type Count = { hit: number; false: number; missed: number }

export const countsOf = <Kind extends string>(kinds: readonly Kind[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, { hit: 0, false: 0, missed: 0 }])) as Record<Kind, Count>

/** Precision, recall and F1 over all (micro), as the kinds' mean (macro), and of each kind that was expected or found. */
export function scoresOf(counts: Record<string, Count>) {
  const met = Object.entries(counts).filter(([, count]) => count.hit + count.missed + count.false > 0)
  const all = met.reduce((sum, [, count]) => added(sum, count), { hit: 0, false: 0, missed: 0 })
  const scores = met.map(([, count]) => scoreOf(count))
  const mean = (name: 'precision' | 'recall' | 'f1') =>
    rounded(scores.reduce((sum, score) => sum + score[name], 0) / Math.max(1, scores.length))
  return {
    micro: scoreOf(all),
    macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
    kinds: Object.fromEntries(met.map(([kind, count]) => [kind, { ...scoreOf(count), expected: count.hit + count.missed }])),
  }
}

const added = (one: Count, other: Count): Count => ({
  hit: one.hit + other.hit,
  false: one.false + other.false,
  missed: one.missed + other.missed,
})

function scoreOf({ hit, false: wrong, missed }: Count) {
  const precision = hit + wrong === 0 ? 1 : hit / (hit + wrong)
  const recall = hit + missed === 0 ? 1 : hit / (hit + missed)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }
}
