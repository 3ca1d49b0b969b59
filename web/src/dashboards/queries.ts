import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DashboardFigures, MeasuresAnswer } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

const minuteMs = 60_000

/** Asked anew each minute: a supervisor leaves it open. */
export const useToday = (query: Query) =>
  useQuery({
    queryKey: ['measures', 'today', query],
    queryFn: ({ signal }) => api.get<MeasuresAnswer>('/measures', query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: minuteMs,
  })

export const useDashboard = (name: string, query: Query) =>
  useQuery({
    queryKey: ['dashboard', name, query],
    queryFn: ({ signal }) => api.get<DashboardFigures>(`/dashboards/${name}/figures`, query, signal),
    placeholderData: keepPreviousData,
  })
