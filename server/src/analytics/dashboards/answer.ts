import type { CardFigures, DashboardCard, DashboardFigures, DashboardQuery, MeasureCut, Measured, MeasuresAnswer } from '@zhiwei/contract'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { answerTogether } from '../measures/answer.ts'
import { type Period, periodOf } from '../measures/period.ts'
import { isTime } from '../measures/time-cuts.ts'
import { pivotOf } from '../pivot/pivot.ts'
import { type CardAsked, type Filter, inInstants, isCount, underFilter } from './asked.ts'
import { countFlows } from './flows.ts'
import { overTime } from './over-time.ts'
import { stepOf } from './steps.ts'

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
  const asked: CardAsked = { tx, actor, period, zone, now }
  const asking = cards.map((card) => ({ card, by: cutOf(card, query, period), filter: filterOf(card, query) }))
  const answers = await answersOf(asked, asking)
  const shown: CardFigures[] = []
  for (const { card, by, filter } of asking) {
    const { measures = [] } = answers.get(togetherKey(by, filter)) ?? {}
    const named = (name: string) => measures.find((one) => one.name === name)
    const measured = named(card.measure)
    const steps = (card.steps ?? []).flatMap((name) => named(name) ?? [])
    if (measured) shown.push({ ...none, card, by, measured, steps, ...(await drawnOf(asked, card, by, filter, measured)) })
  }
  const { sequence = 0, recounting = null } = [...answers.values()][0] ?? {}
  return { ...inInstants(period), sequence, recounting, cards: shown }
}

type Asking = { card: DashboardCard; by: MeasureCut | null; filter: Filter }

/** Cards under one filter are asked together, those cut alike at once. */
async function answersOf({ tx, actor, period, now }: CardAsked, asking: readonly Asking[]) {
  const answers = new Map<string, MeasuresAnswer>()
  for (const alike of Map.groupBy(asking, ({ filter }) => togetherKey(null, filter)).values()) {
    const filter = alike[0]?.filter ?? {}
    const parts = [...Map.groupBy(alike, ({ by }) => by)].map(([by, cards]) => ({
      by,
      names: [...new Set(cards.flatMap(({ card }) => [card.measure, ...(card.steps ?? [])]))],
    }))
    const told = await answerTogether(tx, actor, { ...inInstants(period), ...filter }, parts, now)
    for (const answer of told) answers.set(togetherKey(answer.by, filter), answer)
  }
  return answers
}

const none = { before: [], expected: [], steps: [], control: null, heat: null, flows: [] } satisfies Partial<CardFigures>

/** What a kind of card shows besides the figures of its measure. */
async function drawnOf(
  asked: CardAsked,
  card: DashboardCard,
  by: MeasureCut | null,
  filter: Filter,
  measured: Measured,
): Promise<Partial<CardFigures>> {
  const { tx, actor, period, now } = asked
  if ((card.kind === 'trend' || card.kind === 'control') && isTime(by)) return overTime(asked, card, by, filter, measured)
  if (card.kind === 'heat' && by && card.across) {
    const query = { names: [card.measure], rows: by, columns: card.across, ...inInstants(period), ...filter }
    const { rowKeys, columnKeys, measures } = await pivotOf(tx, actor, query, now)
    return { heat: { across: card.across, rowKeys, columnKeys, cells: measures[0]?.cells ?? [] } }
  }
  if (card.kind === 'flows') {
    const { unitId, ...others } = filter
    return { flows: await countFlows(tx, underFilter(asked, others), unitId) }
  }
  return {}
}

function cutOf(card: DashboardCard, { cut }: DashboardQuery, period: Period): MeasureCut | null {
  if (cut && card.cuts?.includes(cut)) return cut
  if (card.by) return card.by
  return card.kind === 'funnel' || card.kind === 'flows' ? null : stepOf(period, isCount(card))
}

function filterOf({ filter }: DashboardCard, { from: _, to: __, cut: ___, ...query }: DashboardQuery): Filter {
  return { ...query, ...filter }
}

const togetherKey = (by: MeasureCut | null, filter: Filter) => JSON.stringify([by, Object.entries(filter).toSorted()])
