import type { GapMeasure, SkillMeasure } from '@zhiwei/contract'
import { believedUpTo, rateRatio } from '@zhiwei/signals'

export type Counted = { measure: GapMeasure; count: number; of: number; others: { count: number; of: number } }

/** Below so many of the person's own, or of the colleagues', nothing is said. */
const fewest = { own: 10, others: 30 }
/** 不多于同事 is said only where three times as often is ruled out. */
const ruledOut = 3
/** Of all gaps shown to a person so many may be chance. */
const falseShare = 0.1

/**
 * 短板: which of a person's rates surely lie above those of their colleagues. Exact conditional interval of the rate ratio (conservative for shares), and of
 * all that is looked at for one person no more than one in ten false (Benjamini and Hochberg).
 * Source: docs/rules/training.md
 */
export function judgeSkills(counted: readonly Counted[]): SkillMeasure[] {
  const weighed = counted.map((one) => {
    const isEnough = one.of >= fewest.own && one.others.of >= fewest.others
    const ratio =
      one.of > 0 && one.others.of > 0
        ? rateRatio({ count: one.count, exposure: one.of }, { count: one.others.count, exposure: one.others.of })
        : null
    return { one, isEnough, ratio }
  })
  const looked = weighed.flatMap(({ isEnough, ratio }) => (isEnough && ratio ? [ratio.p] : []))
  const believed = believedUpTo(looked, falseShare)
  return weighed.map(({ one, isEnough, ratio }): SkillMeasure => {
    const verdict = () => {
      if (!isEnough || !ratio) return 'tooFew'
      if (ratio.low > 1 && ratio.p <= believed) return 'gap'
      return ratio.high === null || ratio.high > ruledOut ? 'tooFew' : 'even'
    }
    return { ...one, ratio: ratio?.value ?? null, low: ratio?.low ?? null, high: ratio?.high ?? null, verdict: verdict() }
  })
}
