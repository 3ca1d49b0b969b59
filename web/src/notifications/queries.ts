import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NoticeList, NoticePreference, Robot } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

type NoticeFilter = { unread?: 'true' | 'false' | undefined; cursor?: string | undefined }
type RobotRows = { rows: Robot[]; mail: { available: boolean; from: string | null } }
export type SendTest = { sent: boolean; error: string | null }

/** A notice is made by a reaction, at times after the change that the page was told of: so it is asked for now and then as well. */
const askedEveryMs = 10_000

export const useNotices = (filter: NoticeFilter) =>
  useQuery({
    queryKey: ['notices', filter],
    queryFn: ({ signal }) => api.get<NoticeList>('/notices', { ...filter, limit: 30 }, signal),
    placeholderData: (before) => before,
    refetchInterval: askedEveryMs,
  })

export const useUnread = () =>
  useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: ({ signal }) => api.get<{ count: number; capped: boolean }>('/notices/unread', undefined, signal),
    refetchInterval: askedEveryMs,
  })

export function useReadNotices() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids?: string[]) => api.post('/notices/read', ids ? { ids } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}

const preferenceKey = ['notice-preference'] as const

export const usePreference = () =>
  useQuery({ queryKey: preferenceKey, queryFn: ({ signal }) => api.get<NoticePreference>('/notice-preference', undefined, signal) })

export function useSavePreference() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ mailAvailable: _known, ...preference }: NoticePreference) => api.put<NoticePreference>('/notice-preference', preference),
    onSettled: () => client.invalidateQueries({ queryKey: preferenceKey }),
  })
}

export const useMailTest = () => useMutation({ mutationFn: () => api.post<SendTest>('/notice-preference/tests') })

export const useRobots = () => useQuery({ queryKey: ['robots'], queryFn: ({ signal }) => api.get<RobotRows>('/robots', undefined, signal) })

export function useRobotActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['robots'] })
  return {
    add: useMutation({ mutationFn: (robot: object) => api.post<Robot>('/robots', robot), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: { id: string; version: number; [field: string]: unknown }) =>
        api.patch<Robot>(`/robots/${id}`, change),
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.delete(`/robots/${id}`), onSettled }),
    test: useMutation({ mutationFn: (id: string) => api.post<SendTest>(`/robots/${id}/tests`), onSettled }),
  }
}
