import {
  type PerformanceCriterion,
  type PerformanceFigure,
  type PerformanceLine,
  type PerformanceRules,
  type PerformanceSide,
  performanceCriteria,
} from '@zhiwei/contract'
import { poissonInterval, wilsonOf } from '@zhiwei/signals'
import type { SheetRow, StoredFigures } from '../tables.ts'

// 评分: rows in, figures and points out. Pure. Source: docs/rules/performance.md

export const linesOf: Record<PerformanceCriterion, readonly PerformanceLine[]> = {
  adherence: ['kept'],
  timeliness: ['closureInTime', 'handlingInTime', 'contactInTime'],
  effectiveness: ['closureDone', 'notReopened', 'notCameAgain'],
  satisfaction: ['satisfied'],
  finding: ['finding'],
  coaching: ['coached'],
}

export type Beside = { asked: number; overall: StoredFigures['overall']; talkTime: StoredFigures['talkTime'] }

/** What is compared with everybody's. */
const isCompared = (line: PerformanceLine) => line !== 'finding' && line !== 'coached'
/** A sheet has points where sides of at least half the weight have. */
const enoughWeight = 0.5

export function figuresOf(rows: readonly SheetRow[], beside: Beside, rules: PerformanceRules): StoredFigures {
  const counted = rows.filter(({ out }) => out === null)
  const cases = new Set(counted.filter(({ line }) => isCompared(line)).map(({ caseId, cycle }) => `${caseId} ${cycle}`)).size
  const sides = performanceCriteria.map((criterion): PerformanceSide => {
    const figures = linesOf[criterion].map((line) => figureOf(line, rows, beside, rules, cases))
    const told = figures.flatMap(({ points }) => points ?? [])
    return { criterion, weight: rules.weights[criterion], points: told.length === 0 ? null : oneDigit(mean(told)), figures }
  })
  return { points: pointsOf(sides), sides, cases, talkTime: beside.talkTime, overall: beside.overall }
}

/** 总分: the weighted mean of what has points. */
function pointsOf(sides: readonly PerformanceSide[]): number | null {
  const sum = (of: readonly PerformanceSide[]) => of.reduce((total, { weight }) => total + weight, 0)
  const told = sides.filter(({ points, weight }) => points !== null && weight > 0)
  const weight = sum(told)
  if (weight === 0 || weight < enoughWeight * sum(sides)) return null
  return oneDigit(told.reduce((total, side) => total + (side.points ?? 0) * side.weight, 0) / weight)
}

function figureOf(
  line: PerformanceLine,
  all: readonly SheetRow[],
  { asked, overall }: Beside,
  rules: PerformanceRules,
  cases: number,
): PerformanceFigure {
  const own = all.filter((row) => row.line === line)
  const rows = own.filter(({ out }) => out === null)
  const of = rows.length
  const count = rows.filter(({ good }) => good).length
  const observed = of - count
  // 辅导 is a duty and no sample; findings are told of whoever had enough in hand to be complained of.
  const isEnough = line === 'coached' ? of > 0 : (line === 'finding' ? cases : of) >= rules.fewest
  const figure: PerformanceFigure = {
    line,
    count,
    of,
    value: isEnough && of > 0 ? count / of : null,
    interval: isEnough && of > 0 && isCompared(line) ? wilsonOf(count, of) : null,
    observed,
    expected: null,
    ratio: null,
    ratioInterval: null,
    verdict: isEnough ? 'notCompared' : 'notEnough',
    adjusted: null,
    points: null,
    asked: line === 'satisfied' ? asked : null,
    leftOut: [...Map.groupBy(own, ({ out }) => out)].flatMap(([why, left]) => (why === null ? [] : [{ why, count: left.length }])),
  }
  if (!isEnough) return figure
  if (line === 'finding') return { ...figure, points: Math.max(0, 100 - rules.pointsPerFinding * observed) }
  if (line === 'coached') return { ...figure, points: oneDigit((100 * count) / of) }
  return { ...figure, ...standardised(rows, observed, overall[line] ?? observed / of) }
}

/**
 * 间接标准化: what went wrong beside what would have for everybody in the same mix of category × severity; the ratio carries the exact Poisson interval.
 * Source: Breslow and Day 1987 (ratio of observed to expected); Garwood 1936 (exact interval)
 */
export function standardised(rows: readonly Pick<SheetRow, 'p'>[], observed: number, overall: number) {
  const expected = rows.reduce((sum, { p }) => sum + (p ?? 0), 0)
  if (expected === 0) return { expected, adjusted: 1 - observed / rows.length, points: oneDigit(100 * (1 - observed / rows.length)) }
  const ratio = observed / expected
  const { low, high } = poissonInterval(observed)
  const ratioInterval = { low: low / expected, high: high / expected }
  const verdict = ratioInterval.low > 1 ? ('worse' as const) : ratioInterval.high < 1 ? ('better' as const) : ('asExpected' as const)
  const adjusted = Math.min(1, Math.max(0, 1 - ratio * overall))
  return { expected, ratio, ratioInterval, verdict, adjusted, points: oneDigit(100 * adjusted) }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const oneDigit = (value: number) => Math.round(value * 10) / 10
