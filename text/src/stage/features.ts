import type { StageLevel } from '../analysis.ts'
import { withDense } from '../features/dense.ts'
import type { Features } from '../features/ngrams.ts'
import { stageByRules } from './by-rules.ts'
import { type Evidence, stageCodes } from './evidence.ts'

/** What came before in a conversation: the stage reached, and how many turns the customer has spoken. */
export type Before = { level: StageLevel; turns: number }

const most = 3
/** What goes on for longer than a long complaint is not the more heated for it. */
const longest = 300
/** Dense features beside the n-grams: points of each code, marks, length, the rules' own answer, and what came before. */
export const stageExtras = 2 * stageCodes.length + 3 + 4 + 7

/** The n-grams of a text with what the rules found in it, as the learned part reads them. */
export const stageFeatures = (features: Features, evidence: Evidence, before?: Before): Features =>
  withDense(features, stagePoints(evidence, before))

const scratch = new Float32Array(stageExtras)

/** The dense features alone; good until the next call. */
export function stagePoints(evidence: Evidence, before: Before | undefined): Float32Array {
  const dense = scratch.fill(0)
  let at = 0
  for (const points of evidence.points) dense[at++] = Math.min(most, points) / most
  dense[at++] = Math.min(most, evidence.exclamations) / most
  dense[at++] = Math.min(most, evidence.questions) / most
  dense[at++] = Math.log1p(Math.min(longest, evidence.length)) / 6
  const byRules = stageByRules(evidence)
  for (let least = 2; least <= 5; least++) dense[at++] = byRules >= least ? 1 : 0
  if (!before) return dense
  const { level, turns } = before
  dense[at++] = 1
  dense[at++] = turns > 0 ? 1 : 0
  dense[at++] = Math.min(4, turns) / 4
  for (let least = 2; least <= 5; least++) dense[at++] = level >= least ? 1 : 0
  // In a conversation the same words weigh otherwise: turns are short, and thanks end a matter.
  for (const points of evidence.points) dense[at++] = Math.min(most, points) / most
  return dense
}
