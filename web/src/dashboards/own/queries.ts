import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DashboardFigures, ListOf, OwnDashboard, OwnDashboardInput, OwnDashboardRow } from '@zhiwei/contract'
import { useRef } from 'react'
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

export function useTakeOverOwnDashboard() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<OwnDashboard>(`/own-dashboards/${id}/takeovers`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: listKey, exact: true }),
  })
}

type Change = OwnDashboardInput & { round: number }

/**
 * Keeps a change of a board at once: what one sees changes first, the server is told of one change after the other. When it refuses one, what
 * is kept there is shown again, and until it is nothing more is sent: neither what waited behind nor what is done meanwhile, for all of it
 * builds on what is no longer so.
 */
export function useChangeOwnDashboard(id: string) {
  const client = useQueryClient()
  const key = boardKey(id)
  const round = useRef(0)
  const refused = useRef<{ error: unknown; isShown: boolean }>(undefined)
  const change = useMutation({
    mutationKey: key,
    scope: { id: key.join(' ') },
    onMutate: async ({ round: _, ...input }: Change) => {
      if (refused.current?.isShown === false) throw refused.current.error
      client.setQueryData<OwnDashboard>(key, (board) => board && { ...board, ...input })
      await client.cancelQueries({ queryKey: key, exact: true })
    },
    mutationFn: ({ round: made, ...input }: Change) => {
      if (made !== round.current) throw refused.current?.error
      const version = client.getQueryData<OwnDashboard>(key)?.version ?? 0
      return api.put<OwnDashboard>(`/own-dashboards/${id}`, { ...input, version })
    },
    onSuccess: (kept) => {
      // While further changes wait, what one sees is ahead of what was kept.
      const isLast = client.isMutating({ mutationKey: key }) === 1
      client.setQueryData<OwnDashboard>(key, (board) => (board && !isLast ? { ...board, version: kept.version } : kept))
    },
    onError: async (error) => {
      if (error !== refused.current?.error) round.current += 1
      else if (refused.current.isShown) return
      refused.current = { error, isShown: false }
      await client.refetchQueries({ queryKey: key, exact: true }, { throwOnError: true }).then(
        () => (refused.current = { error, isShown: true }),
        () => undefined,
      )
    },
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: listKey, exact: true }), client.invalidateQueries({ queryKey: figuresKey(id) })]),
  })
  return {
    ...change,
    mutate: (input: OwnDashboardInput) => change.mutate({ ...input, round: round.current }),
    mutateAsync: (input: OwnDashboardInput) => change.mutateAsync({ ...input, round: round.current }),
  }
}
