import type { ControlFigures, MeasureRow } from '@zhiwei/contract'
import { cChart, pChart, type RunRule, runRules, uChart } from '@zhiwei/signals'
import { type MeasureRule, measureRules } from '../measures/definitions.ts'

type Name = keyof typeof measureRules
/** Of fewer points limits would tell of chance, not of the work. */
const fewestPoints = 8
/** Rules that tell of a shift or a drift; the others (4, 7, 8) tell of mixed samples, of which a team can make nothing. */
const told: readonly RunRule[] = [1, 2, 3, 5, 6]

/** 控制图 of a measure over time: of counts a c chart, of shares a p chart, of rates a u chart; anything else has none. @param isWhole whether a step has passed from its beginning to its end */
export function controlOf(name: Name, rows: readonly MeasureRow[], isWhole: (key: string) => boolean): ControlFigures | null {
  const rule = measureRules[name]
  const used = rows.filter((row) => (rule.kind === 'count' ? isWhole(row.key) : (row.denominator ?? 0) > 0))
  if (used.length < fewestPoints) return null
  const chart = chartOf(rule, used)
  if (!chart) return null
  const { per, centre, points } = chart
  const rules = runRules(points.map(({ sigma }) => sigma))
  const placed = new Map(
    points.map(({ lower, upper }, at) => [
      used[at]?.key,
      { lower: lower * per, upper: upper * per, rules: (rules[at] ?? []).filter((one) => told.includes(one)) },
    ]),
  )
  return { centre: centre * per, points: rows.map(({ key }) => placed.get(key) ?? null) }
}

function chartOf(rule: MeasureRule, rows: readonly MeasureRow[]) {
  const counts = rows.map(({ numerator }) => numerator ?? 0)
  const totals = rows.map(({ denominator }) => denominator ?? 0)
  if (rule.kind === 'count') return { per: 1, ...cChart(counts) }
  if (rule.kind === 'share') return { per: 1, ...pChart(counts, totals) }
  if (rule.kind === 'rate') return { per: rule.per, ...uChart(counts, totals) }
  return null
}
