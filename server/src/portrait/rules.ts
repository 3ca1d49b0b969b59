import type {
  CarePurpose,
  CustomerLifecycle,
  CustomerTier,
  LifecycleReason,
  PortraitEnd,
  Satisfying,
  SatisfyingKind,
} from '@zhiwei/contract'

// 画像: decisions on what is known of a customer. Source: docs/rules/portrait.md

const dayMs = 86_400_000

/** Days after which a stage ends; our own measure, for goods that are bought every few years. */
export const lifecycleDays = { newUntil: 90, matureFrom: 365, driftingSilence: 365, lostSilence: 540, lostAfterUnhappy: 180 } as const
const productsOfMature = 3
const goodScore = 4
const badScore = 2

/** Scores 4 and 5 satisfied, 1 and 2 unhappy; without a score what the customer said about it counts. Null: nothing was said yet. */
export function endOf({ score, solved }: { score: number | null; solved: boolean | null }): PortraitEnd | null {
  if (score !== null && score <= badScore) return 'unhappy'
  if (solved === false) return 'unhappy'
  if (score !== null) return score >= goodScore ? 'satisfied' : 'neutral'
  return solved ? 'satisfied' : null
}

export type Known = {
  tier: CustomerTier
  knownSince: Date | null
  lastHeardAt: Date | null
  cases: number
  products: number
  /** How the newest complaint that has an end ended. */
  lastEnd: PortraitEnd | null
  /** An unhappy customer without a complaint, not cared for yet (隐性客户). */
  unhappyContact: boolean
}

/** 生命周期: the stage that follows from what is known, with its reasons; null of whom nothing was ever heard. */
export function lifecycleOf(known: Known, now: Date): { stage: CustomerLifecycle | null; reasons: LifecycleReason[] } {
  if (!known.knownSince || !known.lastHeardAt) return { stage: null, reasons: [] }
  const knownDays = daysBetween(known.knownSince, now)
  const silentDays = daysBetween(known.lastHeardAt, now)
  const silent: LifecycleReason = { code: 'silentDays', value: silentDays }
  const unhappyEnd: LifecycleReason = { code: 'unhappyEnd', value: null }
  const isUnhappy = known.lastEnd === 'unhappy'
  if (isUnhappy && silentDays >= lifecycleDays.lostAfterUnhappy) return { stage: 'lost', reasons: [unhappyEnd, silent] }
  if (silentDays >= lifecycleDays.lostSilence) return { stage: 'lost', reasons: [silent] }
  if (isUnhappy) return { stage: 'winBack', reasons: [unhappyEnd] }
  if (known.unhappyContact) return { stage: 'winBack', reasons: [{ code: 'unhappyContact', value: null }] }
  if (silentDays >= lifecycleDays.driftingSilence) return { stage: 'winBack', reasons: [silent] }
  if (known.cases === 0 && known.products === 0) return { stage: 'prospect', reasons: [{ code: 'onlyContacts', value: null }] }
  const since: LifecycleReason = { code: 'knownDays', value: knownDays }
  if (knownDays <= lifecycleDays.newUntil) return { stage: 'acquired', reasons: [since] }
  if (known.tier !== 'ordinary') return { stage: 'retained', reasons: [{ code: 'tier', value: null }, since] }
  if (known.products >= productsOfMature) return { stage: 'retained', reasons: [{ code: 'products', value: known.products }, since] }
  return { stage: knownDays >= lifecycleDays.matureFrom ? 'retained' : 'growing', reasons: [since] }
}

const daysBetween = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / dayMs)

/** Which care a stage of the life cycle asks for. */
export const careOfStage: Record<CustomerLifecycle, Exclude<CarePurpose, 'latent' | 'ideaOutcome'>[]> = {
  prospect: [],
  acquired: ['welcome'],
  growing: ['retention'],
  retained: ['retention'],
  winBack: ['winBack'],
  lost: ['winBack'],
}

export type Tried = { id: string; number: string; at: Date; end: PortraitEnd | null; remedies: { kind: string; amountFen: number }[] }

/** 曾让客户满意: each kind of remedy with how often it was followed by satisfaction; an answer without any counts as `explanation`. Best first. */
export function satisfyingOf(cases: readonly Tried[]): Satisfying[] {
  const ended = cases.filter(({ end }) => end !== null)
  const kinds = new Map<SatisfyingKind, { at: Date; end: PortraitEnd; amountFen: number; one: { id: string; number: string } }[]>()
  for (const { id, number, at, end, remedies } of ended) {
    const granted = remedies.filter(({ kind }) => kind !== 'thanks') as { kind: SatisfyingKind; amountFen: number }[]
    const given = granted.length > 0 ? granted : [{ kind: 'explanation' as const, amountFen: 0 }]
    for (const { kind, amountFen } of given) {
      const before = kinds.get(kind) ?? []
      kinds.set(kind, [...before, { at, end: end ?? 'neutral', amountFen, one: { id, number } }])
    }
  }
  return [...kinds]
    .map(([kind, tries]) => {
      const good = tries.filter(({ end }) => end === 'satisfied')
      return {
        kind,
        satisfied: good.length,
        unhappy: tries.filter(({ end }) => end === 'unhappy').length,
        tried: tries.length,
        medianFen: medianOf(good.map(({ amountFen }) => amountFen).filter((fen) => fen > 0)),
        lastAt: new Date(Math.max(...tries.map(({ at }) => at.getTime()))).toISOString(),
        cases: [...new Map(good.map(({ one }) => [one.id, one])).values()],
      }
    })
    .sort((a, b) => oddsOf(b) - oddsOf(a) || b.lastAt.localeCompare(a.lastAt))
}

/** Share of satisfied tries, drawn towards a half where there are few (rule of succession, Laplace). */
const oddsOf = ({ satisfied, tried }: Pick<Satisfying, 'satisfied' | 'tried'>) => (satisfied + 1) / (tried + 2)

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return Math.round((low + high) / 2)
}

type Bounds = { disputedFen: number | null; remainingFen: number; granted: readonly string[] }

/**
 * 补偿建议: kinds that satisfied this customer more often than not, with an amount that is no more than what satisfied, what is disputed and what the
 * person may still grant. What was granted on the case already, or cannot be granted at all, is left out.
 */
export function proposalsOf(satisfying: readonly Satisfying[], { disputedFen, remainingFen, granted }: Bounds) {
  return satisfying
    .filter(({ kind, satisfied, tried }) => satisfied > 0 && satisfied * 2 >= tried && !granted.includes(kind))
    .flatMap(({ kind, satisfied, tried, medianFen, cases }) => {
      const before = medianFen ?? 0
      const asked = disputedFen !== null && disputedFen > 0 ? Math.min(before, disputedFen) : before
      const amountFen = Math.min(asked, remainingFen)
      if (before > 0 && amountFen === 0) return []
      const cappedBy = amountFen < asked ? ('authority' as const) : asked < before ? ('disputed' as const) : null
      return [{ kind, amountFen, cappedBy, satisfied, tried, cases }]
    })
}
