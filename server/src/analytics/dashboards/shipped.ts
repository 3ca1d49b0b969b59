import type { DashboardCard, ShippedDashboard } from '@zhiwei/contract'

/** 看板 that come with the product: which cards, under which question. */
export const shippedDashboards: Record<ShippedDashboard, DashboardCard[]> = {
  manager: [
    { id: 'volume', kind: 'trend', measure: 'complaints', wide: true, part: 'better' },
    { id: 'onTime', kind: 'trend', measure: 'onTimeClosureRatio', wide: false, part: 'better' },
    { id: 'satisfaction', kind: 'trend', measure: 'satisfactionRatio', wide: false, part: 'better' },
    { id: 'rate', kind: 'trend', measure: 'complaintsPer10k', wide: false, part: 'better' },
    { id: 'reopened', kind: 'trend', measure: 'reopenRatio', wide: false, part: 'better' },
    {
      id: 'where',
      kind: 'pareto',
      measure: 'complaints',
      by: 'category',
      cuts: ['category', 'product', 'node'],
      wide: true,
      part: 'hurts',
    },
    { id: 'lateUnits', kind: 'bars', measure: 'onTimeClosureRatio', by: 'unit', wide: false, part: 'hurts' },
    { id: 'upheld', kind: 'bars', measure: 'substantiatedRatio', by: 'category', wide: false, part: 'hurts' },
    { id: 'cost', kind: 'trend', measure: 'handlingCostFen', wide: false, part: 'costs' },
    { id: 'costWhere', kind: 'bars', measure: 'handlingCostFen', by: 'category', wide: false, part: 'costs' },
  ],
}
