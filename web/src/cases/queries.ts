import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CaseDetail, TimelineRow } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

/** One case by its id or its number. */
export function useCase(idOrNumber: string) {
  return useQuery({
    queryKey: ['cases', idOrNumber],
    queryFn: ({ signal }) => api.get<CaseDetail>(`/cases/${encodeURIComponent(idOrNumber)}`, undefined, signal),
  })
}

export function useTimeline(idOrNumber: string) {
  return useQuery({
    queryKey: ['cases', idOrNumber, 'timeline'],
    queryFn: ({ signal }) => api.get<{ rows: TimelineRow[] }>(`/cases/${encodeURIComponent(idOrNumber)}/timeline`, undefined, signal),
  })
}

/** Everything that shows cases is fetched again; resolves when what is on the screen is fresh. */
export function useRefreshCases() {
  const client = useQueryClient()
  return () => Promise.all([client.invalidateQueries({ queryKey: ['cases'] }), client.invalidateQueries({ queryKey: ['customers'] })])
}
