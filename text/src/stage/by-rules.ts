import type { StageLevel } from '../analysis.ts'
import { type Evidence, pointsFor } from './evidence.ts'

/** From so many points on a stage is reached. */
const enough = 1

/**
 * 阶段 by the rules alone: the highest stage whose signs reach one point. Gone outside is 5; threat, demand and refusal add up to 4;
 * blame, waiting, being passed around and anger to 3, with half a point for shouting; doubt and asking again to 2.
 * Source: docs/rules/stages.md
 */
export function stageByRules(evidence: Evidence): StageLevel {
  const of = (code: Parameters<typeof pointsFor>[1]) => pointsFor(evidence, code)
  if (of('wentOutside') >= enough) return 5
  // A demand alone is made in anger; with an announcement, a deadline or a refusal it is a conflict.
  const demand = Math.min(1, of('demand'))
  if (of('threat') + of('explicitComplaint') + of('refusal') + of('injury') + demand / 2 >= enough) return 4
  const loud = evidence.exclamations >= 2 ? 1 : evidence.exclamations * 0.5
  const heat = of('insult') + of('passedAround') + of('waiting') + of('blame') + of('negativeEmotion') + of('harm') + demand + loud
  if (heat >= enough) return 3
  const asked = evidence.questions >= 2 ? 1 : evidence.questions * 0.5
  if (of('doubt') + of('repeatedQuestion') + heat + asked >= enough) return 2
  return 1
}
