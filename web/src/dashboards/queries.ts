import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DashboardFigures } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useDashboard = (name: string, query: Query) =>
  useQuery({
    queryKey: ['dashboard', name, query],
    queryFn: ({ signal }) => api.get<DashboardFigures>(`/dashboards/${name}/figures`, query, signal),
    placeholderData: keepPreviousData,
  })
