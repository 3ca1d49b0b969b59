import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CrisisDetail, CrisisList, OneVoice } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'

export const useCrises = (state: string, cursor: string | undefined) =>
  useQuery({
    queryKey: ['crises', state, cursor],
    queryFn: ({ signal }) => api.get<CrisisList>('/crises', { state, cursor }, signal),
    placeholderData: (before) => before,
  })

export const useCrisis = (id: string) =>
  useQuery({
    queryKey: ['crises', id],
    queryFn: ({ signal }) => api.get<CrisisDetail>(`/crises/${id}`, undefined, signal),
    refetchInterval: 15_000,
  })

export const useOneVoice = (caseId: string) =>
  useQuery({
    queryKey: ['crises', 'of', caseId],
    queryFn: ({ signal }) => api.get<OneVoice>(`/cases/${caseId}/one-voice`, undefined, signal),
  })

export function useCrisisWrites(id = '') {
  const client = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => api.post<{ id: string }>(path, body),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['crises'] }), client.invalidateQueries({ queryKey: ['warnings'] })]),
  })
  return {
    open: (body: object) => mutateAsync({ path: '/crises', body }),
    act: (noun: string, body: object) => mutateAsync({ path: `/crises/${id}/${noun}`, body }),
  }
}
