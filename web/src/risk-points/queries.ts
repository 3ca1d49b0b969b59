import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  RiskMap,
  RiskPointCases,
  RiskPointChange,
  RiskPointDetail,
  RiskPointImported,
  RiskPointInput,
  RiskPointList,
  RiskPointSuggestionList,
  SuggestionDecision,
} from '@zhiwei/contract'
import { api, type Query, upload } from '../platform/index.ts'

export const useRiskPoints = () =>
  useQuery({ queryKey: ['risk-points'], queryFn: ({ signal }) => api.get<RiskPointList>('/risk-points', undefined, signal) })

export const useRiskPoint = (id: string) =>
  useQuery({ queryKey: ['risk-points', id], queryFn: ({ signal }) => api.get<RiskPointDetail>(`/risk-points/${id}`, undefined, signal) })

export const useRiskPointCases = (id: string, from: string, to: string) =>
  useQuery({
    queryKey: ['risk-points', id, 'cases', from, to],
    queryFn: ({ signal }) => api.get<RiskPointCases>(`/risk-points/${id}/cases`, { from, to }, signal),
  })

export const useRiskMap = (query: Query) =>
  useQuery({
    queryKey: ['risk-points', 'map', query],
    queryFn: ({ signal }) => api.get<RiskMap>('/risk-map', query, signal),
    placeholderData: (before) => before,
  })

export const useSuggestions = () =>
  useQuery({
    queryKey: ['risk-points', 'suggestions'],
    queryFn: ({ signal }) => api.get<RiskPointSuggestionList>('/risk-point-suggestions', undefined, signal),
  })

export function useRiskPointActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['risk-points'] })
  return {
    add: useMutation({ mutationFn: (input: Partial<RiskPointInput>) => api.post<RiskPointDetail>('/risk-points', input), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: RiskPointChange & { id: string }) => api.patch<RiskPointDetail>(`/risk-points/${id}`, change),
      onSettled,
    }),
    expose: useMutation({
      mutationFn: ({ id, ...input }: { id: string; month: string; exposure: number }) =>
        api.put<RiskPointDetail>(`/risk-points/${id}/exposures`, input),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ id, decision }: { id: string; decision: SuggestionDecision }) =>
        api.post<{ riskPointId: string | null }>(`/risk-point-suggestions/${id}/decisions`, decision),
      onSettled,
    }),
    bring: useMutation({ mutationFn: (file: File) => upload<RiskPointImported>('/risk-points-file', file), onSettled }),
  }
}

/** The Sunday of a week that begins on this Monday. */
export const endOfWeek = (monday: string) => new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10)
