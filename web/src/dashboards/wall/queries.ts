import { useQuery } from '@tanstack/react-query'
import { type DashboardFigures, ShippedDashboard } from '@zhiwei/contract'
import { api, type Query } from '../../platform/index.ts'

const refreshMs = 60_000

/** The figures of a board shown on the wall: asked anew when something has changed, and each minute in any case. */
export function useWallFigures(board: string, query: Query) {
  const isShipped = ShippedDashboard.safeParse(board).success
  return useQuery({
    queryKey: isShipped ? ['dashboard', board, query] : ['own-dashboards', board, 'figures', query],
    queryFn: ({ signal }) =>
      api.get<DashboardFigures>(`/${isShipped ? 'dashboards' : 'own-dashboards'}/${encodeURIComponent(board)}/figures`, query, signal),
    refetchInterval: refreshMs,
  })
}
