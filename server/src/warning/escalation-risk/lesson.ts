import type { RiskQuality, RiskQualityOfOne } from '@zhiwei/contract'
import {
  type Calibration,
  calibrated,
  calibrationErrorOf,
  calibrationOf,
  fitLogistic,
  type Logistic,
  logOddsOf,
  rankingQualityOf,
  reliabilityOf,
} from '@zhiwei/signals'
import { type CourseOf, isOpenAt, signsAt, stageOf } from '../course/course.ts'
import { usualDaysFrom } from '../course/read-courses.ts'
import { pointsOf, type Rule } from '../course/rules.ts'
import { features, rowOf } from './score.ts'

// 升级风险: learnt from the tenant's own history. Snapshots of past cases are taken at fixed times, each as the case stood then; what came later
// is only asked for the end it took. Source: docs/rules/escalation-risk.md

export type PastCase = Pick<CourseOf, 'receivedAt' | 'events' | 'readings' | 'isReferred'> & {
  id: string
  category: string | null
  closedAt: Date | null
}
export type RiskLesson = { cases: PastCase[]; rules: Rule[]; now: Date }
export type RiskLearned = Omit<RiskQuality, 'at' | 'basis' | 'outcome'> & {
  outcome: 'tooFew' | 'notBetter' | 'promoted'
  model: RiskQualityOfOne | null
  learned: { logistic: Logistic; calibration: Calibration } | null
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Hours after receipt at which an open case is looked back on. */
const snapshotHours = [24, 72, 168, 336]
/** Worse within so many hours; carried outside or reopened within so many days. */
const worseHours = 72
const laterDays = 30
/** Of the cases in the order of their receipt: learnt from, calibrated with; the rest is held out. */
const parts = { learnt: 0.6, calibrated: 0.8 }
/** Bad ends needed to learn from, and among those held out. */
export const fewestEnds = { learnt: 40, heldOut: 15 }
const draws = 200
const seed = 20_260
/** The model must rank better in so many of the drawn samples. */
const betterAtLeast = 0.9
const reviewed = 0.2

type End = 'regulator' | 'reopened' | 'worse'
type Snapshot = { caseAt: number; at: Date; ends: End[]; row: number[]; points: number; isIll: boolean }

/** What became of the case after the instant; what our own rules did to it is no end. */
export function endsAfter({ events }: Pick<PastCase, 'events'>, at: Date): End[] {
  const before = events.filter((event) => event.at <= at)
  const stage = stageOf(before)
  const later = events.filter((event) => event.at > at && event.facts.rules === undefined)
  const within = (ms: number) => later.filter((event) => event.at.getTime() <= at.getTime() + ms)
  const raised = (list: typeof later, least: number) =>
    list.some(({ kind, facts }) => {
      const to = kind === 'case.stageChanged' ? facts.to : undefined
      return typeof to === 'number' && to > stage && to >= least
    })
  const ends: End[] = []
  if (raised(within(laterDays * dayMs), 5)) ends.push('regulator')
  if (within(laterDays * dayMs).some(({ kind }) => kind === 'case.reopened')) ends.push('reopened')
  const soon = within(worseHours * hourMs)
  if (raised(soon, 3) || soon.some(({ kind, facts }) => kind === 'case.escalated' && facts.rule === undefined)) ends.push('worse')
  return ends
}

/** 快照并训练: learns from the older cases, and holds the model and the rules against each other on the newer ones. */
export function learnRisk({ cases, rules, now }: RiskLesson): RiskLearned {
  const ordered = cases.toSorted((one, other) => one.receivedAt.getTime() - other.receivedAt.getTime())
  const from = (share: number) => ordered[Math.floor(ordered.length * share)]?.receivedAt ?? now
  const [calibrateFrom, heldOutFrom] = [from(parts.learnt), from(parts.calibrated)]
  const usualDays = usualDaysFrom(usualAgesOf(ordered, heldOutFrom))
  const snapshots = ordered.flatMap((one, caseAt) => snapshotsOf(one, caseAt, { rules, usualDays, now }))
  const bornIn = ({ caseAt }: Snapshot, start: Date | null, end: Date | null) => {
    const born = ordered[caseAt]?.receivedAt ?? now
    return (start === null || born >= start) && (end === null || born < end)
  }
  // Whose end is known only after the held-out cases began is not learnt from: it was not known then.
  const isKnown = ({ at }: Snapshot, by: Date) => at.getTime() + laterDays * dayMs <= by.getTime()
  const learnt = snapshots.filter((one) => bornIn(one, null, calibrateFrom) && isKnown(one, heldOutFrom))
  const calibrating = snapshots.filter((one) => bornIn(one, calibrateFrom, heldOutFrom) && isKnown(one, heldOutFrom))
  const held = snapshots.filter((one) => bornIn(one, heldOutFrom, null))
  const ill = (list: Snapshot[]) => list.filter(({ isIll }) => isIll).length
  const said = {
    snapshots: snapshots.length,
    trained: learnt.length,
    heldOut: held.length,
    cases: ordered.length,
    heldOutFrom: held.length > 0 ? heldOutFrom.toISOString() : null,
    fewest: fewestEnds.learnt,
    ends: endsOf(snapshots),
    rule: held.length > 0 && ill(held) > 0 ? qualityOf(held, points(held), calibrationOf(points(calibrating), labels(calibrating))) : null,
  }
  const nothing = { ...said, model: null, betterIn: null, weights: [], learned: null }
  if (ill(learnt) < fewestEnds.learnt || ill(held) < fewestEnds.heldOut || ill(calibrating) < 5) return { ...nothing, outcome: 'tooFew' }

  const logistic = fitLogistic(
    learnt.map(({ row }) => row),
    labels(learnt),
    5,
  )
  const odds = (list: Snapshot[]) => list.map(({ row }) => logOddsOf(logistic, row))
  const calibration = calibrationOf(odds(calibrating), labels(calibrating))
  const model = qualityOf(held, odds(held), calibration)
  const betterIn = shareBetter(held, odds(held), points(held))
  const precision = (one: RiskQualityOfOne | null) => one?.at.find(({ share }) => share === reviewed)?.precision ?? 0
  const isBetter = betterIn >= betterAtLeast && precision(model) >= precision(said.rule)
  const weights = features
    .map((sign, at) => ({ sign, weight: Math.round((logistic.weights[at] ?? 0) * 1_000) / 1_000 }))
    .filter(({ weight }) => Math.abs(weight) >= 0.02)
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
  return { ...said, outcome: isBetter ? 'promoted' : 'notBetter', model, betterIn, weights, learned: { logistic, calibration } }
}

type Reading = { rules: readonly Rule[]; usualDays: (category: string | null) => number | null; now: Date }

function snapshotsOf(one: PastCase, caseAt: number, { rules, usualDays, now }: Reading): Snapshot[] {
  return snapshotHours.flatMap((hours) => {
    const at = new Date(one.receivedAt.getTime() + hours * hourMs)
    // Carried outside already, or how it ended is not known yet.
    if (at.getTime() + laterDays * dayMs > now.getTime() || !isOpenAt(one.events, at)) return []
    const signs = signsAt({ ...one, usualDays: usualDays(one.category) }, at)
    if ((signs.stage ?? 1) >= 5) return []
    const ends = endsAfter(one, at)
    return [{ caseAt, at, ends, row: rowOf(signs), points: pointsOf(signs, rules).points, isIll: ends.length > 0 }]
  })
}

/** Of cases closed before the held-out ones came in. */
function usualAgesOf(cases: readonly PastCase[], before: Date) {
  const ages = new Map<string, number[]>()
  for (const { closedAt, receivedAt, category } of cases) {
    if (closedAt === null || closedAt >= before) continue
    const days = (closedAt.getTime() - receivedAt.getTime()) / dayMs
    const path = (category ?? '').split('.')
    for (const branch of new Set(['', ...path.map((_, at) => path.slice(0, at + 1).join('.'))]))
      ages.set(branch, [...(ages.get(branch) ?? []), days])
  }
  return [...ages].map(([category, days]) => ({
    category,
    cases: days.length,
    median_days: days.sort((a, b) => a - b)[days.length >> 1] ?? 0,
  }))
}

const labels = (list: readonly Snapshot[]) => list.map(({ isIll }) => isIll)
const points = (list: readonly Snapshot[]) => list.map((one) => one.points)

function endsOf(list: readonly Snapshot[]) {
  const count = (end: End) => new Set(list.filter(({ ends }) => ends.includes(end)).map(({ caseAt }) => caseAt)).size
  return { regulator: count('regulator'), reopened: count('reopened'), worse: count('worse') }
}

function qualityOf(held: readonly Snapshot[], scores: number[], calibration: Calibration): RiskQualityOfOne {
  const reliability = reliabilityOf(
    scores.map((score) => calibrated(calibration, score)),
    labels(held),
  )
  return { ...rankingQualityOf(scores, labels(held)), calibrationError: calibrationErrorOf(reliability), reliability }
}

/** Share of samples, drawn by case with a seed, in which the first scores rank better (mean precision) than the others. */
function shareBetter(held: readonly Snapshot[], first: readonly number[], other: readonly number[]): number {
  const byCase = [...Map.groupBy(held.keys(), (at) => held[at]?.caseAt ?? 0).values()]
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let better = 0
  for (let draw = 0; draw < draws; draw++) {
    const drawn = byCase.flatMap(() => byCase[Math.floor(random() * byCase.length)] ?? [])
    const truth = drawn.map((at) => held[at]?.isIll === true)
    const of = (scores: readonly number[]) =>
      rankingQualityOf(
        drawn.map((at) => scores[at] ?? 0),
        truth,
        [reviewed],
      ).averagePrecision ?? 0
    if (of(first) > of(other)) better++
  }
  return better / draws
}
