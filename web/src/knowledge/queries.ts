import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ClaimCheck,
  ClaimChecked,
  ClaimCheckInput,
  Entitlement,
  EntitlementInput,
  EntitlementList,
  FilledLetter,
  KnowledgeDetail,
  KnowledgeDone,
  KnowledgeInput,
  KnowledgeList,
  KnowledgeText,
  LawDetail,
  LawInput,
  LawList,
  LetterChoices,
  PlanUsed,
  SuggestedPlans,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useKnowledge = (query: Query, enabled = true) =>
  useQuery({
    queryKey: ['knowledge', 'list', query],
    queryFn: ({ signal }) => api.get<KnowledgeList>('/knowledge', query, signal),
    placeholderData: (before) => before,
    enabled,
  })

export const useEntry = (id: string) =>
  useQuery({ queryKey: ['knowledge', id], queryFn: ({ signal }) => api.get<KnowledgeDetail>(`/knowledge/${id}`, undefined, signal) })

type Acted = { id: string; version: number }

export function useKnowledgeActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['knowledge'] })
  const act = <Input extends Acted>(noun: string) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: called once for each act, always in the same order
    useMutation({ mutationFn: ({ id, ...body }: Input) => api.post<KnowledgeDone>(`/knowledge/${id}/${noun}`, body), onSettled })
  return {
    add: useMutation({ mutationFn: (input: KnowledgeInput) => api.post<KnowledgeDone>('/knowledge', input), onSettled }),
    addStarterSet: useMutation({ mutationFn: () => api.post<{ added: number }>('/knowledge/starter-set', {}), onSettled }),
    draft: act('drafts'),
    submit: act('submission'),
    decide: act<Acted & { verdict: 'approved' | 'refused'; note: string }>('decision'),
    review: act<Acted & { reviewOn: string; note: string }>('reviews'),
    retire: act<Acted & { reason: string }>('retirement'),
    write: useMutation({
      mutationFn: ({ id, ...body }: Acted & { content: KnowledgeText; note: string }) =>
        api.put<KnowledgeDone>(`/knowledge/${id}/draft`, body),
      onSettled,
    }),
    care: useMutation({
      mutationFn: ({ id, ...body }: Acted & { ownerId?: string | null; reviewOn?: string; warnDays?: number }) =>
        api.patch<KnowledgeDone>(`/knowledge/${id}`, body),
      onSettled,
    }),
  }
}

export const useLaws = (query: Query = { limit: 200 }, enabled = true) =>
  useQuery({
    queryKey: ['laws', 'list', query],
    queryFn: ({ signal }) => api.get<LawList>('/laws', query, signal),
    placeholderData: (before) => before,
    enabled,
  })

export const useLaw = (id: string) =>
  useQuery({ queryKey: ['laws', id], queryFn: ({ signal }) => api.get<LawDetail>(`/laws/${id}`, undefined, signal) })

export function useLawActs() {
  const client = useQueryClient()
  const onSettled = () => Promise.all(['laws', 'knowledge'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
  return {
    add: useMutation({ mutationFn: (input: LawInput) => api.post<LawDetail>('/laws', input), onSettled }),
    addText: useMutation({
      mutationFn: ({ id, ...body }: Omit<LawInput, 'law' | 'article'> & Acted) => api.post<LawDetail>(`/laws/${id}/texts`, body),
      onSettled,
    }),
    end: useMutation({
      mutationFn: ({ id, ...body }: Acted & { endsOn: string | null; reason: string }) => api.post<LawDetail>(`/laws/${id}/ending`, body),
      onSettled,
    }),
  }
}

export const useEntitlements = (query: Query, enabled = true) =>
  useQuery({
    queryKey: ['entitlements', query],
    queryFn: ({ signal }) => api.get<EntitlementList>('/entitlements', query, signal),
    placeholderData: (before) => before,
    enabled,
  })

export function useSaveEntitlement() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version, ...input }: EntitlementInput & { id?: string; version?: number }) =>
      id ? api.put<Entitlement>(`/entitlements/${id}`, { ...input, version }) : api.post<Entitlement>('/entitlements', input),
    onSettled: () => client.invalidateQueries({ queryKey: ['entitlements'] }),
  })
}

// On the case page; the keys begin with the case, so that what changes it makes them fresh.
export const useSuggestedPlans = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'plans'],
    queryFn: ({ signal }) => api.get<SuggestedPlans>(`/cases/${caseId}/plans`, undefined, signal),
  })

export function usePlanActs(caseId: string) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['cases', caseId, 'plans'] })
  return {
    use: useMutation({
      mutationFn: (input: { entryId: string; helped?: boolean | null }) => api.post<PlanUsed>(`/cases/${caseId}/plan-uses`, input),
      onSettled,
    }),
    propose: useMutation({ mutationFn: () => api.post<KnowledgeDone>(`/cases/${caseId}/plan-candidates`, {}) }),
  }
}

export const useClaimCheck = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'claim-checks'],
    queryFn: ({ signal }) => api.get<ClaimCheck>(`/cases/${caseId}/claim-checks`, undefined, signal),
  })

export function useCheckClaim(caseId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: ClaimCheckInput) => api.post<ClaimChecked>(`/cases/${caseId}/claim-checks`, input),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases', caseId, 'claim-checks'] }),
  })
}

export const useLetters = (caseId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['cases', caseId, 'letters'],
    queryFn: ({ signal }) => api.get<LetterChoices>(`/cases/${caseId}/letters`, undefined, signal),
    enabled,
  })

export const useFillLetter = (caseId: string) =>
  useMutation({ mutationFn: (entryId: string) => api.post<FilledLetter>(`/cases/${caseId}/letters`, { entryId }) })
