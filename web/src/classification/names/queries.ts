import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NameListInput, NameListRow } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'

export const useNames = () =>
  useQuery({
    queryKey: ['text', 'names'],
    queryFn: ({ signal }) => api.get<{ rows: NameListRow[] }>('/text/names', undefined, signal),
  })

export function useSetNames() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, ...input }: NameListInput & Pick<NameListRow, 'kind'>) => api.put<NameListRow>(`/text/names/${kind}`, input),
    onSettled: () => client.invalidateQueries({ queryKey: ['text', 'names'] }),
  })
}
