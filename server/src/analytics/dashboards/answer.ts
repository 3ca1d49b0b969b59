import type { CardFigures, DashboardCard, DashboardFigures, DashboardQuery, MeasureCut, Measured, MeasuresAnswer } from '@zhiwei/contract'
import { seesAll } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { expectedAfter } from '../../warning/index.ts'
import { answerMeasures } from '../measures/answer.ts'
import { measureDefinitions } from '../measures/definitions.ts'
import { type Period, periodBefore, periodOf } from '../measures/period.ts'
import { filledOf, isTimeCut, stepOf, stepsOf } from './steps.ts'

type Asked = { tx: Tx; actor: Actor; query: DashboardQuery; period: Period; zone: string; now: Date }
type Filter = Omit<DashboardQuery, 'from' | 'to' | 'cut'>

const isCount = (card: DashboardCard) => unitOf.get(card.measure) === 'count'
const unitOf = new Map(measureDefinitions().map(({ name, unit }) => [name, unit]))

/** 看板: the figures of all its cards at one moment, as `answerMeasures` tells them; cards cut alike are asked together. @throws INPUT_INVALID */
export async function dashboardFigures(
  tx: Tx,
  actor: Actor,
  cards: readonly DashboardCard[],
  query: DashboardQuery,
  now: Date,
): Promise<DashboardFigures> {
  const zone = await tenantZone(tx, actor.tenantId)
  const period = periodOf(query, zone, now)
  const asked: Asked = { tx, actor, query, period, zone, now }
  const asking = cards.map((card) => ({ card, by: cutOf(card, query, period), filter: filterOf(card, query) }))
  const answers = new Map<string, MeasuresAnswer>()
  for (const { by, filter } of asking) {
    const key = togetherKey(by, filter)
    if (answers.has(key)) continue
    const names = asking.filter((one) => togetherKey(one.by, one.filter) === key).map(({ card }) => card.measure)
    answers.set(key, await answerMeasures(tx, actor, { names: [...new Set(names)], by, ...inInstants(period), ...filter }, now))
  }
  const shown: CardFigures[] = []
  for (const { card, by, filter } of asking) {
    const answer = answers.get(togetherKey(by, filter))
    const measured = answer?.measures.find(({ name }) => name === card.measure)
    if (measured) shown.push(await figuresOfCard(asked, card, by, filter, measured))
  }
  const sequence = [...answers.values()][0]?.sequence ?? 0
  return { ...inInstants(period), sequence, cards: shown }
}

async function figuresOfCard(asked: Asked, card: DashboardCard, by: MeasureCut, filter: Filter, measured: Measured): Promise<CardFigures> {
  if (card.kind !== 'trend' || !isTimeCut(by)) return { card, by, measured, before: [], expected: [] }
  const { tx, actor, period, zone, now } = asked
  const rows = filledOf(measured.rows, stepsOf(period, by, zone, now), isCount(card))
  if (!isCount(card)) return { card, by, measured: { ...measured, rows }, before: [], expected: [] }
  const earlier = periodBefore(period)
  const { measures } = await answerMeasures(tx, actor, { names: [card.measure], by, ...inInstants(earlier), ...filter }, now)
  const before = filledOf(measures[0]?.rows ?? [], stepsOf(earlier, by, zone, now), true)
  return { card, by, measured: { ...measured, rows }, before, expected: await expectedOf(asked, card, by, filter) }
}

/** The night's forecast, where it is of the same complaints and the person may see it: those of all, or of one category of the first level. */
async function expectedOf({ tx, actor, period, zone, now }: Asked, card: DashboardCard, by: MeasureCut, filter: Filter) {
  const reachesToday = dayOf(new Date(period.to.getTime() - 1), zone) >= dayOf(now, zone)
  if (card.measure !== 'complaints' || by !== 'day' || !reachesToday) return []
  if (!seesAll(actor) || !actor.permissions.has('warnings:read')) return []
  const { category, ...others } = filter
  if (Object.values(others).some((value) => value !== undefined)) return []
  const scope = category === undefined ? ({ scope: 'all', key: '' } as const) : ({ scope: 'category', key: category } as const)
  return expectedAfter(tx, actor.tenantId, scope, dayOf(now, zone))
}

function cutOf(card: DashboardCard, { cut }: DashboardQuery, period: Period): MeasureCut {
  if (cut && card.cuts?.includes(cut)) return cut
  return card.by ?? stepOf(period, isCount(card))
}

function filterOf({ filter }: DashboardCard, { from: _, to: __, cut: ___, ...query }: DashboardQuery): Filter {
  return { ...query, ...filter }
}

const togetherKey = (by: MeasureCut, filter: Filter) => JSON.stringify([by, Object.entries(filter).toSorted()])
const inInstants = ({ from, to }: Period) => ({ from: from.toISOString(), to: to.toISOString() })
