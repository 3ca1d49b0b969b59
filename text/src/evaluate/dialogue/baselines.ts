import { complaintWords } from '../../dialogue/cues.ts'
import { growTrees, treesScore } from '../../dialogue/trees.ts'
import { customerTurns, type Turn } from '../../dialogue/turns.ts'
import { aucOf } from '../../linear/metrics.ts'
import { rounded } from '../task.ts'

/** What a poor forecaster looks at: how far the dialogue is, how much was said, how many complaint words fell. */
export const poorViews = {
  position: (heard: readonly Turn[]) => Float32Array.of(customerTurns(heard), heard.length),
  length: (heard: readonly Turn[]) => Float32Array.of(heard.reduce((sum, { text }) => sum + text.length, 0)),
  keywords: (heard: readonly Turn[]) => Float32Array.of(complaintWords(heard)),
}
export type PoorView = keyof typeof poorViews

/** A dialogue cut at a moment, and whether it ended unhappily (jd: whether the customer is unhappy now). */
export type Seen = { heard: readonly Turn[]; unhappy: boolean }

/** Scores of a forecaster who sees one such number only, fitted on the training moments of the same cut. */
export function poorScores(view: PoorView, train: readonly Seen[], test: readonly Seen[]): number[] {
  const rows = train.map(({ heard }) => poorViews[view](heard))
  const settings = { objective: 'logistic', rounds: 40, depth: 2, rate: 0.1, leaf: 5, ridge: 1, rows: 1, columns: 1, seed: 1 } as const
  const trees = growTrees(
    rows,
    train.map(({ unhappy }) => Number(unhappy)),
    new Float32Array(rows.length).fill(1),
    settings,
  )
  return test.map(({ heard }) => treesScore(trees, poorViews[view](heard)))
}

/** Its AUC. */
export const poorAuc = (view: PoorView, train: readonly Seen[], test: readonly Seen[]): number =>
  rounded(
    aucOf(
      test.map(({ unhappy }) => unhappy),
      poorScores(view, train, test),
    ),
  )
