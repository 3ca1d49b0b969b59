import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CaseConduct,
  Channel,
  ConductAppealDecision,
  ConductNotices,
  CustomerConduct,
  RestrictionInput,
  RestrictionList,
  RestrictionReview,
  StaffThreat,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useRestrictions = (query: Query) =>
  useQuery({
    queryKey: ['conduct', 'list', query],
    queryFn: ({ signal }) => api.get<RestrictionList>('/conduct-restrictions', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })
export const useCustomerConduct = (customerId: string) =>
  useQuery({
    queryKey: ['conduct', 'customer', customerId],
    queryFn: ({ signal }) => api.get<CustomerConduct>(`/customers/${customerId}/conduct`, undefined, signal),
  })
/** What is in force for customers. */
export const useNotices = (customerIds: string[]) =>
  useQuery({
    queryKey: ['conduct', 'notices', customerIds],
    queryFn: ({ signal }) => api.get<ConductNotices>('/conduct-notices', { customerId: customerIds }, signal),
    enabled: customerIds.length > 0,
  })
/** Below `cases`, so that it is fresh whenever the case is. */
export const useCaseConduct = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'conduct'],
    queryFn: ({ signal }) => api.get<CaseConduct>(`/cases/${caseId}/conduct`, undefined, signal),
  })

export function useRefreshConduct() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => ['conduct', 'cases', 'notices'].includes(String(queryKey[0])) })
}
export const propose = (input: RestrictionInput) => api.post('/conduct-restrictions', input)
export const review = (id: string, input: RestrictionReview) => api.post(`/conduct-restrictions/${id}/reviews`, input)
export const end = (id: string, reason: string, version: number) => api.post(`/conduct-restrictions/${id}/ending`, { reason, version })
export const appeal = (id: string, channel: Channel, reason: string) => api.post(`/conduct-restrictions/${id}/appeals`, { channel, reason })
export const decideAppeal = (id: string, input: ConductAppealDecision) => api.post(`/conduct-restrictions/${id}/appeal-decisions`, input)
export const beginProtection = (caseId: string, threat: StaffThreat, reason: string) =>
  api.post(`/cases/${caseId}/protection`, { threat, reason })
export const endProtection = (caseId: string, reason: string) => api.post(`/cases/${caseId}/protection/ending`, { reason })
