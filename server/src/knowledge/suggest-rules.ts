import { bigramsOf, foldText, weightedSimilarityOf, weightsFrom } from '@zhiwei/text'

export type Suggestable = { categories: string[]; causes: string[]; words: string[]; body: string; tokens: string[] }
export type CaseSaid = { category: string | null; cause: string | null; text: string }
export type Reasons = { category: 'same' | 'above' | null; cause: boolean; words: string[]; similarity: number }

/** Own defaults: the category says most; a word of the plan in the complaint says something, three as much as half a category. */
const points = { same: 0.5, above: 0.35, cause: 0.2, word: 0.1, mostWords: 3 }
/** Below, a plan has hardly more to do with the case than any other. */
const leastScore = 0.18
const shownAtMost = 5

/** 预案推荐: plans by category, cause, trigger words and likeness of wording, the best first. Source: docs/rules/knowledge.md */
export function rankPlans<Plan extends Suggestable>(
  said: CaseSaid,
  plans: readonly Plan[],
): { plan: Plan; score: number; reasons: Reasons }[] {
  const folded = foldText(said.text)
  const bigrams = bigramsOf(folded)
  const weightOf = weightsFrom(sharesOf(plans))
  return plans
    .map((plan) => {
      const reasons: Reasons = {
        category: categoryOf(said.category, plan.categories),
        cause: said.cause !== null && plan.causes.some((code) => isWithin(said.cause as string, code)),
        words: plan.words.filter((word) => folded.includes(foldText(word))),
        similarity: Math.round(weightedSimilarityOf(bigrams, plan.tokens, weightOf) * 1_000) / 1_000,
      }
      return { plan, reasons, score: scoreOf(reasons) }
    })
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score)
    .slice(0, shownAtMost)
}

const scoreOf = ({ category, cause, words, similarity }: Reasons) =>
  (category ? points[category] : 0) + (cause ? points.cause : 0) + points.word * Math.min(words.length, points.mostWords) + similarity

function categoryOf(category: string | null, categories: string[]): Reasons['category'] {
  if (category === null) return null
  if (categories.includes(category)) return 'same'
  // A plan of 服务态度 is for all below it; one of 冷漠推诿 has something to say to its neighbours.
  return categories.some((code) => isWithin(category, code) || isWithin(code, category) || topOf(code) === topOf(category)) ? 'above' : null
}
const isWithin = (code: string, above: string) => code === above || code.startsWith(`${above}.`)
const topOf = (code: string) => code.split('.')[0]

function sharesOf(plans: readonly Suggestable[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { tokens } of plans) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return new Map([...counts].map(([token, count]) => [token, count / Math.max(plans.length, 2)]))
}
