import { useQuery } from '@tanstack/react-query'
import type { ReportDetail, ReportList } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

/** While one is being made it is asked for again. */
const pollMs = 1_500
const isBusy = (state: string | undefined) => state === 'waiting' || state === 'making'

export const useReports = (query: { cursor?: string | undefined }) =>
  useQuery({
    queryKey: ['reports', query],
    queryFn: ({ signal }) => api.get<ReportList>('/reports', query, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some((row) => isBusy(row.state)) ? pollMs : false),
  })
export const useReport = (id: string) =>
  useQuery({
    queryKey: ['reports', id],
    queryFn: ({ signal }) => api.get<ReportDetail>(`/reports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (isBusy(state.data?.state) ? pollMs : false),
  })
