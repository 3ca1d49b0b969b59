import { CaseSign, type CaseSigns, type RiskBasis, type RiskReason } from '@zhiwei/contract'
import { type Calibration, calibrated, type Logistic, logOddsOf, partsOf } from '@zhiwei/signals'
import { pointsOf, type Rule, shareOfPoints } from '../course/rules.ts'

/** What the model looks at. Not `ageShare`: what is usual was counted from cases that came later. */
export const features: readonly CaseSign[] = CaseSign.options.filter((sign) => sign !== 'ageShare')

const counts: readonly CaseSign[] = ['silentDays', 'ageDays', 'enquiries', 'messages', 'hands', 'reminders', 'sendBacks', 'transfers']

/** A row of the model: of what grows without end the logarithm. */
export const rowOf = (signs: CaseSigns): number[] =>
  features.map((sign) => {
    const value = signs[sign] ?? 0
    return counts.includes(sign) ? Math.log1p(Math.max(0, value)) : value
  })

export type RiskModel = { id: string; logistic: Logistic; calibration: Calibration }
export type Scorer = { rules: readonly Rule[]; model: RiskModel | null }
export type Risk = { score: number; basis: RiskBasis; modelId: string | null; reasons: RiskReason[] }

const reasonsShown = 6
const leastPart = 0.05

/** 升级风险 of a case, 0 … 1, with what makes it: the tenant's own model where it is in service, else the points of the rules. */
export function riskOf(signs: CaseSigns, { rules, model }: Scorer): Risk {
  if (!model) {
    const { points, reasons } = pointsOf(signs, rules)
    return { score: shareOfPoints(points), basis: 'rule', modelId: null, reasons: reasons.slice(0, reasonsShown) }
  }
  const row = rowOf(signs)
  const reasons = partsOf(model.logistic, row)
    .map(
      (adds, at): RiskReason => ({
        sign: features[at] ?? 'stage',
        value: signs[features[at] ?? 'stage'] ?? 0,
        adds: Math.round(adds * 100) / 100,
      }),
    )
    .filter(({ adds, value }) => adds >= leastPart && value > 0)
    .sort((one, other) => other.adds - one.adds)
  return {
    score: Math.round(calibrated(model.calibration, logOddsOf(model.logistic, row)) * 1_000) / 1_000,
    basis: 'model',
    modelId: model.id,
    reasons: reasons.slice(0, reasonsShown),
  }
}
