import { useQuery } from '@tanstack/react-query'
import type { CaseAnalysis, SimilarCases } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'

/** What the machine says of a case, beside what stands on it. */
export function useCaseAnalysis(caseId: string) {
  return useQuery({
    queryKey: ['cases', caseId, 'analysis'],
    queryFn: ({ signal }) => api.get<CaseAnalysis>(`/cases/${caseId}/analysis`, undefined, signal),
  })
}

/** What is alike changes slowly, and finding it costs more than reading a case. */
const similarStaleMs = 5 * 60_000

export function useSimilarCases(caseId: string) {
  return useQuery({
    queryKey: ['similar', caseId],
    queryFn: ({ signal }) => api.get<SimilarCases>(`/cases/${caseId}/similar`, undefined, signal),
    staleTime: similarStaleMs,
  })
}
