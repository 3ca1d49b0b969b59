import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { DeskRow, DispatchSettings, DispatchStatistics, Dispute, ListOf, Task, TaskDetail } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

export const useDesk = (isEnabled: boolean, cursor?: string) =>
  useQuery({
    queryKey: ['cases', 'desk', cursor],
    queryFn: ({ signal }) => api.get<ListOf<DeskRow>>('/dispatch-desk', { limit: 50, cursor }, signal),
    enabled: isEnabled,
  })

export const useDisputes = () =>
  useQuery({
    queryKey: ['cases', 'disputes'],
    queryFn: ({ signal }) => api.get<ListOf<Dispute>>('/disputes', { state: 'open', limit: 50 }, signal),
  })

const shownDays = 30
const dayMs = 86_400_000

export const useFigures = (isEnabled: boolean) =>
  useQuery({
    queryKey: ['cases', 'dispatch-statistics'],
    queryFn: ({ signal }) => {
      const to = new Date()
      const from = new Date(to.getTime() - shownDays * dayMs)
      return api.get<DispatchStatistics>('/dispatch-statistics', { from: from.toISOString(), to: to.toISOString() }, signal)
    },
    enabled: isEnabled,
  })

export const useDispatchSettings = () =>
  useQuery({
    queryKey: ['dispatch-settings'],
    queryFn: ({ signal }) => api.get<DispatchSettings>('/dispatch-settings', undefined, signal),
  })

export const useTasks = (query: { state: 'open' | 'all'; cursor?: string | undefined }) =>
  useQuery({
    queryKey: ['cases', 'tasks', query],
    queryFn: ({ signal }) => api.get<ListOf<Task>>('/tasks', { ...query, limit: 50 }, signal),
  })

export const useTask = (id: string) =>
  useQuery({
    queryKey: ['cases', 'tasks', id],
    queryFn: ({ signal }) => api.get<TaskDetail>(`/tasks/${id}`, undefined, signal),
  })

/** Whatever was done, everything that shows cases and tasks is fetched again. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['cases'] })
}
