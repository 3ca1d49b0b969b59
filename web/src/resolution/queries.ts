import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Advice,
  ApprovalList,
  AuthorityLimit,
  AuthoritySettings,
  Deputy,
  LedgerList,
  PaymentBatchList,
  SimilarCases,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

type Rows<Row> = { rows: Row[] }

export const useAdvice = (caseId: string, amountFen?: number) =>
  useQuery({
    queryKey: ['cases', caseId, 'advice', amountFen ?? null],
    queryFn: ({ signal }) => api.get<Advice>(`/cases/${caseId}/settlement-advice`, { amountFen }, signal),
    placeholderData: keepPreviousData,
  })

export const useLikeCases = (caseId: string) =>
  useQuery({
    queryKey: ['similar', caseId],
    queryFn: ({ signal }) => api.get<SimilarCases>(`/cases/${caseId}/similar`, undefined, signal),
    staleTime: 5 * 60_000,
  })

// The noun of what is decided on cases: the live stream makes it fresh.
export const useApprovals = (filter: Query) =>
  useQuery({
    queryKey: ['cases', 'approvals', filter],
    queryFn: ({ signal }) => api.get<ApprovalList>('/approvals', filter, signal),
    placeholderData: keepPreviousData,
  })

export const useLedger = (filter: Query) =>
  useQuery({
    queryKey: ['cases', 'ledger', filter],
    queryFn: ({ signal }) => api.get<LedgerList>('/ledger', filter, signal),
    placeholderData: keepPreviousData,
  })

export const useBatches = () =>
  useQuery({
    queryKey: ['cases', 'payment-batches'],
    queryFn: ({ signal }) => api.get<PaymentBatchList>('/payment-batches', { limit: 20 }, signal),
  })

export const useLimits = () =>
  useQuery({
    queryKey: ['authority-limits'],
    queryFn: ({ signal }) => api.get<Rows<AuthorityLimit>>('/authority-limits', undefined, signal),
  })

export const useAuthoritySettings = () =>
  useQuery({
    queryKey: ['authority-settings'],
    queryFn: ({ signal }) => api.get<AuthoritySettings>('/authority-settings', undefined, signal),
  })

export const useDeputies = (isEnabled: boolean) =>
  useQuery({
    queryKey: ['deputies'],
    queryFn: ({ signal }) => api.get<Rows<Deputy>>('/deputies', undefined, signal),
    enabled: isEnabled,
  })

/** What shows any of these nouns is fetched again. */
export function useRefresh(...nouns: string[]) {
  const client = useQueryClient()
  return () => Promise.all(nouns.map((noun) => client.invalidateQueries({ queryKey: [noun] })))
}
