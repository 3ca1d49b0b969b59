import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DashboardFigures, ListOf, OwnDashboard, OwnDashboardInput, OwnDashboardRow } from '@zhiwei/contract'
import { api, type Query } from '../../platform/index.ts'

const listKey = ['own-dashboards']
const boardKey = (id: string) => ['own-dashboards', id]
const figuresKey = (id: string) => ['own-dashboards', id, 'figures']

export const useOwnDashboards = () =>
  useQuery({ queryKey: listKey, queryFn: ({ signal }) => api.get<ListOf<OwnDashboardRow>>('/own-dashboards', undefined, signal) })

export const useOwnDashboard = (id: string) =>
  useQuery({ queryKey: boardKey(id), queryFn: ({ signal }) => api.get<OwnDashboard>(`/own-dashboards/${id}`, undefined, signal) })

export const useOwnFigures = (id: string, query: Query) =>
  useQuery({
    queryKey: [...figuresKey(id), query],
    queryFn: ({ signal }) => api.get<DashboardFigures>(`/own-dashboards/${id}/figures`, query, signal),
    placeholderData: keepPreviousData,
  })

export function useMakeOwnDashboard() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: OwnDashboardInput) => api.post<OwnDashboard>('/own-dashboards', input),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey, exact: true }),
  })
}

export function useRemoveOwnDashboard() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(`/own-dashboards/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey, exact: true }),
  })
}

/**
 * Keeps a change of a board at once: what one sees changes first, the server is told of one change after the other. When it refuses, what
 * is kept there is shown again.
 */
export function useChangeOwnDashboard(id: string) {
  const client = useQueryClient()
  const key = boardKey(id)
  return useMutation({
    mutationKey: key,
    scope: { id: key.join(' ') },
    onMutate: async (input: OwnDashboardInput) => {
      client.setQueryData<OwnDashboard>(key, (board) => board && { ...board, ...input })
      await client.cancelQueries({ queryKey: key, exact: true })
    },
    mutationFn: (input: OwnDashboardInput) => {
      const version = client.getQueryData<OwnDashboard>(key)?.version ?? 0
      return api.put<OwnDashboard>(`/own-dashboards/${id}`, { ...input, version })
    },
    onSuccess: (kept) => {
      // While further changes wait, what one sees is ahead of what was kept.
      const isLast = client.isMutating({ mutationKey: key }) === 1
      client.setQueryData<OwnDashboard>(key, (board) => (board && !isLast ? { ...board, version: kept.version } : kept))
    },
    onError: () => client.invalidateQueries({ queryKey: key, exact: true }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: listKey, exact: true }), client.invalidateQueries({ queryKey: figuresKey(id) })]),
  })
}
