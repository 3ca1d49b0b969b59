import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DraftKind, Guide, ModelDraft, ModelService, PromiseCounts, PromiseList, SpeechCheck } from '@zhiwei/contract'
import { api, type Query, usePreferences } from '../platform/index.ts'

const guideKey = (caseId: string) => ['cases', caseId, 'guide']

export function useGuide(caseId: string) {
  const language = usePreferences().language === 'en' ? 'en' : 'zh'
  return useQuery({
    queryKey: [...guideKey(caseId), language],
    queryFn: ({ signal }) => api.get<Guide>(`/cases/${caseId}/guide`, { language }, signal),
  })
}

type Tick = { item: string; done: boolean }
const ticked = (guide: Guide, { item, done }: Tick): Guide => ({
  ...guide,
  steps: guide.steps.map(({ step, items }) => ({
    step,
    items: items.map((one) => (one.code === item ? { ...one, done: done ? { at: new Date().toISOString(), by: null } : null } : one)),
  })),
})

/** Ticks an item, or uses or judges a phrase; the guide is then fetched again. */
export function useGuideActs(caseId: string) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: guideKey(caseId) })
  return {
    tick: useMutation({
      mutationFn: ({ item, done }: Tick) => api.put(`/cases/${caseId}/guide/${item}`, { done }),
      mutationKey: ['guide', caseId],
      // The tick stands at once; what the server says after the last one replaces it.
      onMutate: (tick: Tick) => {
        void client.cancelQueries({ queryKey: guideKey(caseId) }, { revert: false })
        client.setQueriesData<Guide>({ queryKey: guideKey(caseId) }, (guide) => guide && ticked(guide, tick))
      },
      onSettled: () => (client.isMutating({ mutationKey: ['guide', caseId] }) === 1 ? onSettled() : undefined),
    }),
    use: useMutation({
      mutationFn: ({ phrase, helped }: { phrase: string; helped?: boolean }) =>
        api.post(`/cases/${caseId}/phrases/${phrase}`, helped === undefined ? {} : { helped }),
      onSettled,
    }),
  }
}

export const useSpeechCheck = (caseId: string, text: string) =>
  useQuery({
    queryKey: ['speech', caseId, text],
    queryFn: ({ signal }) => api.post<SpeechCheck>(`/cases/${caseId}/speech-checks`, { text }, { signal }),
    placeholderData: keepPreviousData,
    // The rules do not change while somebody writes.
    staleTime: 5 * 60_000,
    // Every pause makes another one.
    gcTime: 30_000,
  })

export const usePromisesOfCase = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'promises'],
    queryFn: ({ signal }) => api.get<PromiseList>(`/cases/${caseId}/promises`, undefined, signal),
  })

// The noun of what changes with cases: the live stream makes it fresh.
export const usePromises = (query: Query) =>
  useQuery({
    queryKey: ['cases', 'promises', query],
    queryFn: ({ signal }) => api.get<PromiseList>('/promises', { limit: 50, ...query }, signal),
    placeholderData: keepPreviousData,
  })

export const usePromiseCounts = () =>
  useQuery({
    queryKey: ['cases', 'promise-counts'],
    queryFn: ({ signal }) => api.get<PromiseCounts>('/promises/counts', undefined, signal),
  })

export function useDecidePromise() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version, verdict }: { id: string; version: number; verdict: 'kept' | 'broken' | 'void' }) =>
      api.post(`/promises/${id}/result`, { verdict, version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] }),
  })
}

export const useModelService = () =>
  useQuery({
    queryKey: ['model-service'],
    queryFn: ({ signal }) => api.get<ModelService>('/model-service', undefined, signal),
    staleTime: 60_000,
  })

export function useSwitchModelService() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: { enabled: boolean; version: number }) => api.put<ModelService>('/model-service', input),
    onSettled: () => client.invalidateQueries({ queryKey: ['model-service'] }),
  })
}

export const useModelDraft = (caseId: string) =>
  useMutation({ mutationFn: (kind: DraftKind) => api.post<ModelDraft>(`/cases/${caseId}/drafts`, { kind }) })
