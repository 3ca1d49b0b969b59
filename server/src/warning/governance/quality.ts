import type { WarningKind, WarningQuality, WarningVerdict } from '@zhiwei/contract'
import type { OutsideEvent } from './outside-events.ts'

// 预警质量: measures of rules on warnings from rows already read; definitions in docs/rules/warnings.md.

export type Told = {
  id: string
  kind: WarningKind
  at: Date
  /** `2026-11` in the tenant's zone. */
  month: string
  verdict: WarningVerdict | null
  acknowledgedAt: Date | null
  isLate: boolean
  /** When what it warned of came: its case went outside, its surge was at its peak; null when that is not known. */
  cameAt: Date | null
}
export type Miss = { kind: WarningKind; month: string }

type Figures = WarningQuality['all']

/** Kinds that warn of single cases: what comes then is that the case goes outside. */
export const caseKinds: readonly WarningKind[] = ['stage', 'risk', 'longChain', 'repeat', 'exposure']

/**
 * @param events cases that went outside in the period, with the kinds that had warned before
 * @param misses what people wrote down as missed
 * @param kind only this one: recall counts the events of its sort
 */
export function figuresOf(
  told: readonly Told[],
  events: readonly OutsideEvent[],
  misses: readonly Miss[],
  { kind, series, days }: { kind?: WarningKind; series?: number | null; days: number },
): Figures {
  const count = (verdict: WarningVerdict) => told.filter((warning) => warning.verdict === verdict).length
  const [trues, falses, unclear] = [count('true'), count('false'), count('unclear')]
  const leads = told.flatMap(({ at, cameAt }) => (cameAt ? [(cameAt.getTime() - at.getTime()) / 3_600_000] : []))
  const answered = told.filter(({ acknowledgedAt, isLate }) => acknowledgedAt !== null || isLate)
  return {
    raised: told.length,
    labelled: trues + falses + unclear,
    precision: share(trues, trues + falses),
    unclear,
    recall: recallOf(told, events, misses, kind),
    leadHours: medianOf(leads),
    leadOf: leads.length,
    acknowledgedInTime: share(answered.filter(({ isLate }) => !isLate).length, answered.length),
    falseAlarms: falses,
    falseAlarmsPerSeriesMonth: series ? round((falses / (series * days)) * 30, 6) : null,
  }
}

/** Of cases: those that went outside with a warning before; of the business: true warnings beside what people wrote down as missed. */
function recallOf(told: readonly Told[], events: readonly OutsideEvent[], misses: readonly Miss[], kind?: WarningKind) {
  const isOfCases = kind === undefined || caseKinds.includes(kind)
  const isOfBusiness = kind === undefined || !caseKinds.includes(kind)
  const hit = isOfCases ? events.filter(({ warnedBy }) => (kind ? warnedBy.includes(kind) : warnedBy.length > 0)).length : 0
  const trues = isOfBusiness ? told.filter((one) => one.verdict === 'true' && !caseKinds.includes(one.kind)).length : 0
  const missed = misses.length
  // Without a single event or miss nobody knows what was not seen.
  if (!(isOfCases && events.length > 0) && missed === 0) return null
  return share(hit + trues, (isOfCases ? events.length : 0) + trues + missed)
}

const round = (value: number, digits: number) => Number(value.toFixed(digits))

function medianOf(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = sorted.length % 2 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]]
  return round((low + high) / 2, 2)
}

/** A share with its interval, 95 % (Wilson 1927); null of nothing. */
export function share(hits: number, of: number): Figures['precision'] {
  if (of === 0) return null
  const z = 1.959964
  const value = hits / of
  const middle = value + (z * z) / (2 * of)
  const spread = z * Math.sqrt((value * (1 - value)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return {
    hits,
    of,
    value: round(value, 4),
    low: round(Math.max(0, (middle - spread) / whole), 4),
    high: round(Math.min(1, (middle + spread) / whole), 4),
  }
}
