import { tailOf } from '../surges/chance.ts'
import type { Part } from './tally.ts'

/**
 * A combination that stands out: what was counted since it began, and what was to be expected.
 * @property spread variance ÷ mean of what is expected  @property rows ids of the rows counted, where known: they tell how far two findings are one
 */
export type Finding = { parts: readonly Part[]; observed: number; expected: number; spread: number; rows?: readonly string[] }

/** What is left of a finding is no surprise any more from this chance on; its beginning was chosen, so a third of what findings need. */
const stricter = 1 / 3
/** … or when less of the excess is left than this. */
const leastLeft = 0.25

/**
 * 归因: of findings that overlap, keeps the ones that explain the others. The strongest evidence wins, which is the most specific combination
 * when the surge lies there and its parent when the surge is everywhere; from the rest its excess is taken off, and what then stands out no more is
 * told as explained by it.
 * @returns the kept findings, strongest first, each with those it explains
 */
export function keepExplaining<F extends Finding>(findings: readonly F[], believedUpTo = 0.01): { kept: F; explains: F[] }[] {
  const rest = new Map(findings.map((finding) => [finding, finding.observed]))
  const rowsOf = new Map(findings.map((finding) => [finding, finding.rows ? new Set(finding.rows) : undefined]))
  const result: { kept: F; explains: F[] }[] = []
  while (rest.size > 0) {
    const strongest = [...rest].reduce((best, one) => (evidenceOf(one) > evidenceOf(best) ? one : best))
    const [kept, left] = strongest
    rest.delete(kept)
    const ratio = Math.max(1, left / Math.max(kept.expected, 1e-9))
    const explains: F[] = []
    for (const [other, observed] of rest) {
      const shared = sharedBy(kept, other, rowsOf)
      const after = observed - shared * (1 - 1 / ratio)
      const excess = other.observed - other.expected
      const isExplained =
        after - other.expected < leastLeft * excess ||
        tailOf(Math.round(after), { mean: other.expected, spread: Math.max(1, other.spread) }).atLeast > believedUpTo * stricter
      if (isExplained) {
        explains.push(other)
        rest.delete(other)
      } else rest.set(other, after)
    }
    result.push({ kept, explains })
  }
  return result
}

/**
 * Log likelihood ratio of what was counted against what was expected, as of a Poisson count. Not divided by the spread: a parent's baseline is the
 * surer one, and must not lose to a child for having more cases.
 */
function evidenceOf([{ expected, parts }, observed]: [Finding, number]): number {
  if (observed <= expected) return -parts.length * 1e-9
  return observed * Math.log(observed / Math.max(expected, 1e-9)) - (observed - expected)
}

function sharedBy(one: Finding, other: Finding, rowsOf: Map<Finding, Set<string> | undefined>): number {
  const [rows, otherRows] = [rowsOf.get(one), rowsOf.get(other)]
  if (rows && otherRows) {
    let shared = 0
    for (const row of rows.size < otherRows.size ? rows : otherRows) if ((rows.size < otherRows.size ? otherRows : rows).has(row)) shared++
    return shared
  }
  const relation = relationOf(one.parts, other.parts)
  if (relation === 'apart') return 0
  // Without rows, only of nested ones is it known: the smaller one lies in the larger.
  return relation === 'nested' ? Math.min(one.observed, other.observed) : 0
}

function relationOf(one: readonly Part[], other: readonly Part[]): 'nested' | 'apart' | 'crossing' {
  const [few, many] = one.length < other.length ? [one, other] : [other, one]
  let held = 0
  for (const { dimension, value } of few) {
    const same = many.find((part) => part.dimension === dimension)
    if (same?.value === value) held++
    else if (same) return 'apart'
  }
  return held === few.length ? 'nested' : 'crossing'
}
