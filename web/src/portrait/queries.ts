import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CareTaskInput, Portrait, RemedyProposals } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

/** Under the customer's key: whatever makes the customer fresh makes the portrait fresh. */
export const usePortrait = (customerId: string) =>
  useQuery({
    queryKey: ['customers', customerId, 'portrait'],
    queryFn: ({ signal }) => api.get<Portrait>(`/customers/${customerId}/portrait`, undefined, signal),
  })

export const useRemedyProposals = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'remedy-proposals'],
    queryFn: ({ signal }) => api.get<RemedyProposals>(`/cases/${caseId}/remedy-proposals`, undefined, signal),
  })

export function useGiveCare() {
  const client = useQueryClient()
  return async (input: CareTaskInput) => {
    await api.post('/care-tasks', input)
    await client.invalidateQueries({ predicate: ({ queryKey }) => ['customers', 'care-tasks'].includes(String(queryKey[0])) })
  }
}
