import type { EventKind } from '@zhiwei/contract'
import type { Day } from '../../platform/days.ts'
import type { CycleFactTable } from '../tables.ts'
import type { FactEvent } from './facts-of.ts'
import shipped from './standard-minutes.json' with { type: 'json' }

// 办理工时与成本 of a cycle: what people did on it, each act by its standard minutes, calls by their talk. Source: docs/rules/money.md

/** 工种: at the desk, in the unit, looking over, calling back. */
export type Work = 'desk' | 'handling' | 'review' | 'followUp'
export type WorkAct = keyof typeof shipped
/** What kind of work each act is, and how many minutes it takes unless the tenant says otherwise. */
export const standardMinutes: Record<WorkAct, { work: Work; minutes: number }> = shipped as Record<WorkAct, { work: Work; minutes: number }>
export const workActs = Object.keys(shipped) as (WorkAct & EventKind)[]

export type CostRate = { unit_id: string | null; work: Work | null; fen_per_hour: number; effective_from: Day }
export type CostStandard = { minutes: Partial<Record<WorkAct, number>>; effective_from: Day }
/** Both in the order of their days. */
export type CostBook = { rates: readonly CostRate[]; standards: readonly CostStandard[]; dayOf: (at: Date) => Day }

type Cost = Pick<CycleFactTable, 'own_seconds' | 'own_fen' | 'outside_fen'>

/** @param units the unit the case lies with after each event */
export function costOf(book: CostBook, events: readonly FactEvent[], units: readonly (string | null)[]): Cost {
  let seconds = 0
  let fen: number | null = book.rates.length > 0 ? 0 : null
  for (const [index, event] of events.entries()) {
    const work = workOf(book, event)
    if (!work) continue
    seconds += work.seconds
    const rate = rateOf(book, units[index] ?? null, work.kind, book.dayOf(event.at))
    fen = fen === null || rate === null ? null : fen + Math.round((work.seconds * rate) / 3_600)
  }
  const fees = events.filter(({ kind }) => kind === 'case.feeEntered')
  return { own_seconds: seconds, own_fen: fen, outside_fen: fees.reduce((sum, { facts }) => sum + Number(facts.amountFen ?? 0), 0) }
}

/** What a person did; what the machine does costs no minutes. */
function workOf(book: CostBook, { kind, at, facts, by_id: by }: FactEvent): { kind: Work; seconds: number } | null {
  const act = standardMinutes[kind as WorkAct]
  if (!act || by === null) return null
  if (typeof facts.talkSeconds === 'number') return { kind: act.work, seconds: facts.talkSeconds }
  const day = book.dayOf(at)
  const own = book.standards.findLast(({ effective_from: from }) => from <= day)?.minutes[kind as WorkAct]
  return { kind: act.work, seconds: (own ?? act.minutes) * 60 }
}

/** The rate of the unit and kind of work; else of the unit, of the kind of work, the usual one. */
function rateOf({ rates }: CostBook, unitId: string | null, work: Work, day: Day): number | null {
  const of = (unit: string | null, kind: Work | null) =>
    rates.findLast((rate) => rate.unit_id === unit && rate.work === kind && rate.effective_from <= day)?.fen_per_hour
  return (unitId === null ? undefined : (of(unitId, work) ?? of(unitId, null))) ?? of(null, work) ?? of(null, null) ?? null
}
