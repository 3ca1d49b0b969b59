import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PriorityPreview, PriorityScheme, PrioritySchemeRow } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'

export const usePrioritySchemes = () =>
  useQuery({
    queryKey: ['priority-schemes'],
    queryFn: ({ signal }) => api.get<{ rows: PrioritySchemeRow[] }>('/priority-schemes', undefined, signal),
  })

export function useSetScheme() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: { definition: PriorityScheme; reason: string; effectiveFrom?: string }) =>
      api.post<PrioritySchemeRow>('/priority-schemes', input),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['priority-schemes'] }),
  })
}

export const usePreview = () =>
  useMutation({ mutationFn: (definition: PriorityScheme) => api.post<PriorityPreview>('/priority-schemes/preview', { definition }) })
