import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedView } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

const viewsKey = ['saved-views']

export const useSavedViews = (page: string) =>
  useQuery({
    queryKey: [...viewsKey, page],
    queryFn: ({ signal }) => api.get<{ rows: SavedView[] }>('/saved-views', { page }, signal),
  })

/** An act after which the views are read anew. */
export function useViewAct<Given, Done>(act: (given: Given) => Promise<Done>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: viewsKey }) })
}
