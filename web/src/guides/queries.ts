import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { GuideChoices, GuideDecision, GuideDetail, GuideInput, GuideList, GuideProposals, GuideText } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useGuides = (query: Query) =>
  useQuery({
    queryKey: ['guides', 'list', query],
    queryFn: ({ signal }) => api.get<GuideList>('/guides', query, signal),
    placeholderData: (before) => before,
  })
export const useGuide = (id: string) =>
  useQuery({ queryKey: ['guides', id], queryFn: ({ signal }) => api.get<GuideDetail>(`/guides/${id}`, undefined, signal) })
export const useGuideProposals = (enabled: boolean) =>
  useQuery({
    queryKey: ['guides', 'proposals'],
    queryFn: ({ signal }) => api.get<GuideProposals>('/guide-proposals', undefined, signal),
    enabled,
  })
export const useGuidesForCase = (caseId: string) =>
  useQuery({
    queryKey: ['guides', 'case', caseId],
    queryFn: ({ signal }) => api.get<GuideChoices>(`/cases/${caseId}/guides`, undefined, signal),
  })

type Acted = { id: string; version: number }

export function useGuideActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['guides'] })
  const act = <Input extends Acted>(noun: string) => ({
    mutationFn: ({ id, ...input }: Input) => api.post<GuideDetail>(`/guides/${id}/${noun}`, input),
    onSettled,
  })
  return {
    add: useMutation({ mutationFn: (input: GuideInput) => api.post<GuideDetail>('/guides', input), onSettled }),
    write: useMutation(act<Acted & { content: GuideText }>('drafts')),
    submit: useMutation(act<Acted>('submission')),
    decide: useMutation(act<GuideDecision & { id: string }>('decisions')),
    withdraw: useMutation(act<Acted & { reason: string }>('withdrawal')),
    dismiss: useMutation({
      mutationFn: (input: { product: string; reason: string }) => api.post<GuideProposals>('/guide-proposals/dismissal', input),
      onSettled,
    }),
  }
}
