import type { Signal, StageLevel } from '../analysis.ts'
import type { Features } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf } from '../linear/model.ts'

/** The probability that a text is a complaint (是否投诉), and not an ordinary question, order or thanks. */
export const complaintOf = (model: LinearModel, features: Features): number => probabilitiesOf(model, features)[1] ?? 0

const outside = new Set<Signal['kind']>(['regulator', 'media', 'legal', 'crowd'])
/** Who goes outside, or says so, complains; so does nearly everybody in an open conflict, or who says 投诉 and names what is to be paid. */
const sureComplaint = 0.9
const likelyComplaint = 0.8
const conflict: StageLevel = 4

/** What signals and stage say at least of the probability, whatever the words beside them (I will sue you, 不解决就曝光). */
export function complaintFloor(signals: readonly Signal[], stage: { level: StageLevel; reasons: readonly { code: string }[] }): number {
  if (signals.some(({ kind, detail }) => outside.has(kind) && (detail === 'threat' || detail === 'done'))) return sureComplaint
  const isClaimed = signals.some(({ kind }) => kind === 'compensation') && stage.reasons.some(({ code }) => code === 'explicitComplaint')
  return stage.level >= conflict || isClaimed ? likelyComplaint : 0
}
