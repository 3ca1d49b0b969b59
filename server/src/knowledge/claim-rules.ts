import type { ClaimCheckInput, ClaimClause, ClaimResult, CustomerTier, Demand, LawRef, RemedyKind } from '@zhiwei/contract'
import { foldText } from '@zhiwei/text'

/** What a clause of the register grants, as a claim is held against it. */
export type Grant = {
  id: string
  kind: ClaimClause['kind']
  title: string
  clause: string
  law: LawRef | null
  tiers: CustomerTier[]
  categories: string[]
  products: string[]
  remedy: RemedyKind
  maxFen: number | null
  withinDays: number | null
  conditions: string[]
}
export type ClaimFacts = { category: string | null; product: string | null; tier: CustomerTier | null }
type Answers = Pick<ClaimCheckInput, 'daysSince' | 'answers'>

/** What is shown beside a claim at most. */
const mostClauses = 5

/**
 * 诉求核对: holds each demand against what law, contract and membership grant.
 * 有依据: a clause grants it whole · 部分: only up to its figure · 待核实: a condition or the days are not known · 无依据: no clause grants it.
 * Source: docs/rules/knowledge.md
 */
export function checkClaim(demands: readonly Demand[], facts: ClaimFacts, given: Answers, grants: readonly Grant[]): ClaimResult[] {
  const concerned = grants.filter((grant) => concerns(grant, facts))
  return demands.map((demand) => resultOf(demand, facts, given, concerned))
}

function resultOf(demand: Demand, facts: ClaimFacts, given: Answers, grants: readonly Grant[]): ClaimResult {
  const read = grants
    .map((grant) => readClause(grant, demand, facts, given))
    .sort((a, b) => order[a.verdict] - order[b.verdict] || b.worth - a.worth)
  const [best] = read
  const shown = read.slice(0, mostClauses).map(({ clause }) => clause)
  if (!best || best.verdict === 'unfounded') return { demand, verdict: 'unfounded', grantedFen: null, clauses: shown }
  return {
    demand,
    verdict: best.verdict,
    grantedFen: best.clause.maxFen === null ? demand.amountFen : Math.min(best.clause.maxFen, demand.amountFen ?? best.clause.maxFen),
    clauses: read
      .filter(({ verdict }) => verdict !== 'unfounded')
      .slice(0, mostClauses)
      .map(({ clause }) => clause),
  }
}
const order = { founded: 0, partly: 1, open: 2, unfounded: 3 } as const

function readClause(grant: Grant, demand: Demand, { tier }: ClaimFacts, { daysSince, answers }: Answers) {
  const conditions = grant.conditions.map((text, at) => ({
    text,
    met: answers.find(({ entitlementId, condition }) => entitlementId === grant.id && condition === at)?.met ?? null,
  }))
  const against: ClaimClause['reasons'] = []
  if (grant.remedy !== demand.remedy) against.push('otherRemedy')
  if (grant.tiers.length > 0 && (tier === null || !grant.tiers.includes(tier))) against.push('otherTier')
  if (grant.withinDays !== null && daysSince !== null && daysSince > grant.withinDays) against.push('tooLate')
  if (conditions.some(({ met }) => met === false)) against.push('conditionNotMet')
  const unknown: ClaimClause['reasons'] = []
  if (grant.withinDays !== null && daysSince === null) unknown.push('daysUnknown')
  if (conditions.some(({ met }) => met === null)) unknown.push('conditionOpen')
  const isAbove = grant.maxFen !== null && demand.amountFen !== null && demand.amountFen > grant.maxFen
  const verdict = against.length > 0 ? 'unfounded' : unknown.length > 0 ? 'open' : isAbove ? 'partly' : 'founded'
  const reasons = [...against, ...unknown, ...(isAbove && against.length === 0 ? (['aboveMax'] as const) : [])]
  const { id, tiers: _tiers, categories: _categories, products: _products, ...rest } = grant
  const clause: ClaimClause = { entitlementId: id, ...rest, conditions, reasons: reasons.length > 0 ? reasons : ['grants'] }
  // Of two that are the same else, the one that gives more; of those that give nothing, the one that fails for the fewest reasons.
  return { verdict, clause, worth: verdict === 'unfounded' ? -against.length : (grant.maxFen ?? Number.MAX_SAFE_INTEGER) } as const
}

/** Is it about such a case at all? Of the tier it is told why not, of category and product it is not spoken. */
function concerns({ categories, products }: Grant, { category, product }: ClaimFacts): boolean {
  const inCategory =
    categories.length === 0 || (category !== null && categories.some((code) => category === code || category.startsWith(`${code}.`)))
  const folded = foldText(product ?? '')
  return inCategory && (products.length === 0 || products.some((name) => folded.includes(foldText(name))))
}

/** Words by which people say what they want. */
const demandWords: [RemedyKind, RegExp][] = [
  ['refund', /退款|退钱|退货|退还|退费|退回|refund/iu],
  ['compensation', /赔偿|赔付|补偿|误工费|精神损失|假一赔|退一赔|赔我|compensat/iu],
  ['replacement', /换货|换新|更换|换一台|换一个|重新发|补发|replace/iu],
  ['repair', /维修|修好|修理|返修|上门修|repair/iu],
  ['discount', /优惠|减免|打折|免单|免费|免除|discount/iu],
  ['apology', /道歉|赔礼|给个说法|apolog/iu],
]

/** What is demanded, as far as the words say. */
export const demandsIn = (text: string, amountFen: number | null): Demand[] =>
  demandWords
    .filter(([, words]) => words.test(text))
    .map(([remedy]) => ({ remedy, amountFen: remedy === 'refund' || remedy === 'compensation' ? amountFen : null }))
