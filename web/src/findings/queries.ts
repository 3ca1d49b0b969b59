import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CaseFindings, FindingInput, FindingOverview } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

/** Below `cases`, so that it is fresh whenever the case is. */
export const useFindings = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'findings'],
    queryFn: ({ signal }) => api.get<CaseFindings>(`/cases/${caseId}/findings`, undefined, signal),
  })

export const useFindingOverview = () =>
  useQuery({ queryKey: ['finding-overview'], queryFn: ({ signal }) => api.get<FindingOverview>('/finding-overview', undefined, signal) })

export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => ['cases', 'finding-overview'].includes(String(queryKey[0])) })
}

export const makeFinding = (caseId: string, input: FindingInput) => api.post(`/cases/${caseId}/findings`, input)
export const reviewFinding = (id: string, input: FindingInput) => api.post(`/findings/${id}/reviews`, input)
export const appealFinding = (id: string, from: 'staff' | 'customer', reason: string) =>
  api.post(`/findings/${id}/appeals`, { from, reason })
