import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CaseGroupDetail,
  CaseGroupList,
  CaseOutlook,
  CaseRule,
  CaseRules,
  CommonAnswered,
  RiskList,
  RiskQuality,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useRisks = (filter: Query) =>
  useQuery({
    queryKey: ['case-risks', filter],
    queryFn: ({ signal }) => api.get<RiskList>('/case-risks', filter, signal),
    placeholderData: (before) => before,
  })

export const useRiskQuality = () =>
  useQuery({ queryKey: ['case-risks', 'quality'], queryFn: ({ signal }) => api.get<RiskQuality>('/case-risks/quality', undefined, signal) })

export const useOutlook = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'outlook'],
    queryFn: ({ signal }) => api.get<CaseOutlook>(`/cases/${caseId}/outlook`, undefined, signal),
  })

export const useCaseRules = (purpose: string) =>
  useQuery({ queryKey: ['case-rules', purpose], queryFn: ({ signal }) => api.get<CaseRules>('/case-rules', { purpose }, signal) })

export function useChangeCaseRule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...change }: { id: string; version: number; atLeast?: number; points?: number; active?: boolean }) =>
      api.patch<CaseRule>(`/case-rules/${id}`, change),
    onSettled: () => client.invalidateQueries({ queryKey: ['case-rules'] }),
  })
}

export const useGroups = (filter: Query) =>
  useQuery({
    queryKey: ['case-groups', filter],
    queryFn: ({ signal }) => api.get<CaseGroupList>('/case-groups', filter, signal),
    placeholderData: (before) => before,
  })

export const useGroup = (id: string) =>
  useQuery({ queryKey: ['case-groups', id], queryFn: ({ signal }) => api.get<CaseGroupDetail>(`/case-groups/${id}`, undefined, signal) })

export function useGroupActs(id: string) {
  const client = useQueryClient()
  const onSettled = () =>
    Promise.all([client.invalidateQueries({ queryKey: ['case-groups'] }), client.invalidateQueries({ queryKey: ['cases'] })])
  const act = (noun: string) => (input: object) => api.post<CaseGroupDetail>(`/case-groups/${id}/${noun}`, input)
  return {
    propose: useMutation({ mutationFn: act('proposals'), onSettled }),
    decide: useMutation({ mutationFn: act('decisions'), onSettled }),
    dismiss: useMutation({ mutationFn: act('dismissals'), onSettled }),
    remove: useMutation({ mutationFn: act('removals'), onSettled }),
    answer: useMutation({ mutationFn: (input: object) => api.post<CommonAnswered>(`/case-groups/${id}/answers`, input), onSettled }),
  }
}
