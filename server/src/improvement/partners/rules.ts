import type { PartnerScore, ScorePart } from '@zhiwei/contract'
import { wilsonOf } from '@zhiwei/signals'

type Counted = { hits: number; of: number }
export type PartnerCounts = { timely: Counted; complete: Counted; effective: Counted; undecided: number }

/** 评分的权重: whether it helped weighs most. Source: docs/rules/partners.md */
const weights = { timely: 0.3, complete: 0.3, effective: 0.4 } as const
/** Below so many a share says little, and it is said. */
export const fewBelow = 5
const rounded = (share: number) => Number(share.toFixed(4))

/**
 * 合作单位评分: 30 % answered in time, 30 % accepted at the first answer, 40 % of its judged actions that worked; of the parts that have
 * something to count, weighed anew. Source: docs/rules/partners.md
 */
export function scoreOf({ timely, complete, effective, undecided }: PartnerCounts): PartnerScore {
  const parts = { timely: partOf(timely), complete: partOf(complete), effective: partOf(effective) }
  const known = Object.entries(parts).flatMap(([name, { share }]) =>
    share === null ? [] : [{ weight: weights[name as keyof typeof weights], share }],
  )
  const weight = known.reduce((sum, part) => sum + part.weight, 0)
  return {
    ...parts,
    score: weight === 0 ? null : Math.round((100 * known.reduce((sum, part) => sum + part.weight * part.share, 0)) / weight),
    few: Object.values(parts).some(({ few }) => few),
    undecided,
  }
}

function partOf({ hits, of }: Counted): ScorePart {
  if (of === 0) return { hits, of, share: null, interval: null, few: true }
  const { low, high } = wilsonOf(hits, of)
  return { hits, of, share: rounded(hits / of), interval: { low: rounded(low), high: rounded(high) }, few: of < fewBelow }
}
