import type { DashboardCard, ShippedDashboard } from '@zhiwei/contract'

type Shipped = Omit<DashboardCard, 'part' | 'wide'> & { wide?: true }
const under = (part: string, cards: Shipped[]): DashboardCard[] => cards.map(({ wide = false, ...card }) => ({ ...card, wide, part }))

/** 看板 that come with the product: which cards, under which question. */
export const shippedDashboards: Record<ShippedDashboard, DashboardCard[]> = {
  manager: [
    ...under('better', [
      { id: 'volume', kind: 'trend', measure: 'complaints', wide: true },
      { id: 'onTime', kind: 'trend', measure: 'onTimeClosureRatio' },
      { id: 'satisfaction', kind: 'trend', measure: 'satisfactionRatio' },
      { id: 'rate', kind: 'trend', measure: 'complaintsPer10k' },
      { id: 'reopened', kind: 'trend', measure: 'reopenRatio' },
    ]),
    ...under('hurts', [
      { id: 'where', kind: 'pareto', measure: 'complaints', by: 'category', cuts: ['category', 'product', 'node'], wide: true },
      { id: 'lateUnits', kind: 'bars', measure: 'onTimeClosureRatio', by: 'unit' },
      { id: 'upheld', kind: 'bars', measure: 'substantiatedRatio', by: 'category' },
    ]),
    ...under('costs', [
      { id: 'cost', kind: 'trend', measure: 'handlingCostFen' },
      { id: 'costWhere', kind: 'bars', measure: 'handlingCostFen', by: 'category' },
    ]),
  ],
  supervisor: [
    ...under('coming', [
      { id: 'volume', kind: 'trend', measure: 'complaints', wide: true },
      { id: 'hours', kind: 'heat', measure: 'complaints', by: 'weekday', across: 'hour', wide: true },
    ]),
    ...under('late', [
      { id: 'overdue', kind: 'pareto', measure: 'overdueInHand', by: 'unit', cuts: ['unit', 'handler', 'category'], wide: true },
      { id: 'response', kind: 'control', measure: 'onTimeResponseRatio' },
      { id: 'onTime', kind: 'control', measure: 'onTimeClosureRatio' },
    ]),
    ...under('load', [
      { id: 'inHand', kind: 'bars', measure: 'inHand', by: 'handler' },
      { id: 'inHandUnits', kind: 'bars', measure: 'inHand', by: 'unit' },
    ]),
    ...under('team', [
      { id: 'closed', kind: 'bars', measure: 'closed', by: 'handler' },
      { id: 'satisfied', kind: 'trend', measure: 'satisfactionRatio' },
    ]),
  ],
  unit: [
    ...under('ours', [
      { id: 'dispatched', kind: 'trend', measure: 'dispatchedCases', wide: true },
      { id: 'flows', kind: 'flows', measure: 'dispatchedCases', wide: true },
    ]),
    ...under('back', [
      { id: 'sentBack', kind: 'trend', measure: 'sendBackRatio' },
      { id: 'sentBackWhat', kind: 'bars', measure: 'sendBackRatio', by: 'category' },
    ]),
    ...under('inTime', [
      { id: 'handling', kind: 'control', measure: 'onTimeHandlingRatio' },
      { id: 'onTime', kind: 'control', measure: 'onTimeClosureRatio' },
      { id: 'duration', kind: 'trend', measure: 'resolutionMinutes' },
      { id: 'overdue', kind: 'bars', measure: 'overdueInHand', by: 'handler' },
      { id: 'inHand', kind: 'bars', measure: 'inHand', by: 'handler' },
    ]),
  ],
  quality: [
    ...under('causes', [
      { id: 'causes', kind: 'pareto', measure: 'causesFound', by: 'cause', cuts: ['cause', 'category', 'unit'], wide: true },
      { id: 'where', kind: 'heat', measure: 'complaints', by: 'category', across: 'node', wide: true },
      { id: 'upheld', kind: 'control', measure: 'substantiatedRatio' },
      { id: 'found', kind: 'trend', measure: 'rootCauseRatio' },
    ]),
    ...under('actions', [
      { id: 'actionsOnTime', kind: 'trend', measure: 'actionOnTimeRatio' },
      { id: 'actionsLate', kind: 'bars', measure: 'actionOnTimeRatio', by: 'unit' },
    ]),
    ...under('effects', [
      { id: 'effective', kind: 'trend', measure: 'actionEffectiveRatio' },
      { id: 'recurrence', kind: 'trend', measure: 'recurrenceRateRatio', by: 'month' },
      { id: 'reopened', kind: 'control', measure: 'reopenRatio' },
      { id: 'overturned', kind: 'trend', measure: 'overturnedRatio' },
    ]),
  ],
  customers: [
    ...under('doors', [
      { id: 'doors', kind: 'pareto', measure: 'complaints', by: 'channel', cuts: ['channel', 'region', 'tier'], wide: true },
      { id: 'atOnce', kind: 'bars', measure: 'firstContactResolutionRatio', by: 'channel' },
      { id: 'satisfied', kind: 'bars', measure: 'satisfactionRatio', by: 'channel' },
      { id: 'outside', kind: 'control', measure: 'outOfChannelRatio' },
      { id: 'repeated', kind: 'trend', measure: 'repeatRatio' },
    ]),
    ...under('way', [
      {
        id: 'way',
        kind: 'funnel',
        measure: 'complaints',
        steps: ['reachedAcceptanceRatio', 'reachedDispatchRatio', 'reachedAnswerRatio', 'reachedFollowUpRatio', 'reachedClosureRatio'],
        wide: true,
      },
    ]),
    ...under('after', [
      {
        id: 'after',
        kind: 'cohort',
        measure: 'customerAgainRatio',
        steps: ['customerKeptRatio', 'customerLeftRatio', 'customerSilentRatio'],
        by: 'month',
        wide: true,
      },
      { id: 'kept', kind: 'trend', measure: 'repurchaseRatio' },
      { id: 'keptTiers', kind: 'bars', measure: 'repurchaseRatio', by: 'tier' },
    ]),
  ],
}
