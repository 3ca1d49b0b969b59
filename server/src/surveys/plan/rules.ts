import { FollowUpPlan, type FollowUpPlanRule, type Severity } from '@zhiwei/contract'
import shipped from './shipped.json' with { type: 'json' }

// 回访方案: who is followed up, when and how, from facts of the case alone. Pure. Source: docs/rules/follow-up.md

export const shippedPlan: FollowUpPlan = FollowUpPlan.parse(shipped)

export type AnsweredCase = {
  category: string | null
  severity: Severity | null
  /** Category of the process that binds the case; `company` for the company's own, null: none. */
  process: string | null
}

const isBelow = (category: string | null, of: string) => category === of || (category?.startsWith(`${of}.`) ?? false)

/** The first line of the plan that fits; null where the plan has none for it. */
export const ruleFor = (rules: readonly FollowUpPlanRule[], { category, severity, process }: AnsweredCase): FollowUpPlanRule | null =>
  rules.find(
    (rule) =>
      (rule.category === null || isBelow(category, rule.category)) &&
      (rule.severities.length === 0 || (severity !== null && rule.severities.includes(severity))) &&
      (rule.process === null || (process !== null && (process === rule.process || isBelow(process, rule.process)))),
  ) ?? null

/** Fits every case, so that nothing behind it counts. */
export const fitsAll = ({ category, severities, process }: FollowUpPlanRule) =>
  category === null && severities.length === 0 && process === null

/** 低分: dissatisfied, or not solved. */
export const isLow = (answer: { satisfaction?: number | null | undefined; solved?: boolean | null | undefined }, lowAt: number) =>
  answer.solved === false || (answer.satisfaction != null && answer.satisfaction <= lowAt)
