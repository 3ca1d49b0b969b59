import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallEvent, CallEventTaken, CallerMatches, CallRow, CallSettings, CurrentCalls, ListOf } from '@zhiwei/contract'
import type { z } from 'zod'
import { api, type Query } from '../platform/index.ts'

export type Caller = z.infer<typeof CallerMatches>['matches'][number]

/** Fetched again when the stream says that something rings or was said for this person. */
export const useCurrentCalls = () =>
  useQuery({
    queryKey: ['current-calls'],
    queryFn: ({ signal }) => api.get<CurrentCalls>('/calls/current', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const useCalls = (query: Query) =>
  useQuery({
    queryKey: ['calls', 'list', query],
    queryFn: ({ signal }) => api.get<ListOf<CallRow>>('/calls', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })

export const useCall = (id: string) =>
  useQuery({ queryKey: ['calls', id], queryFn: ({ signal }) => api.get<CallRow>(`/calls/${id}`, undefined, signal) })

export const useCallers = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['calls', id, 'callers'],
    queryFn: ({ signal }) => api.get<z.infer<typeof CallerMatches>>(`/calls/${id}/callers`, undefined, signal),
    enabled,
  })

export const useCallsOfCase = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'calls'],
    queryFn: ({ signal }) => api.get<ListOf<CallRow>>(`/cases/${caseId}/calls`, undefined, signal),
  })

export const useCallSettings = () =>
  useQuery({ queryKey: ['call-settings'], queryFn: ({ signal }) => api.get<CallSettings>('/call-settings', undefined, signal) })

function useRefreshCalls() {
  const client = useQueryClient()
  const nouns = ['calls', 'current-calls', 'cases', 'call-settings']
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => nouns.includes(String(queryKey[0])) })
}

export function useCallActs() {
  const onSettled = useRefreshCalls()
  return {
    link: useMutation({
      mutationFn: ({ id, caseId }: { id: string; caseId: string }) => api.post(`/calls/${id}/links`, { caseId }),
      onSettled,
    }),
    callBack: useMutation({
      mutationFn: ({ id, note }: { id: string; note: string }) => api.post(`/calls/${id}/callBacks`, { note }),
      onSettled,
    }),
    setExtension: useMutation({
      mutationFn: ({ extension, userId }: { extension: string; userId: string | null }) =>
        api.put(`/call-extensions/${encodeURIComponent(extension)}`, { userId }),
      onSettled,
    }),
    setSettings: useMutation({
      mutationFn: (input: Pick<CallSettings, 'complaintChoices' | 'complaintGroupId' | 'version'>) => api.put('/call-settings', input),
      onSettled,
    }),
    /** The same door as the telephone system's. */
    tell: useMutation({ mutationFn: (event: Partial<CallEvent>) => api.post<CallEventTaken>('/calls/events', event), onSettled }),
  }
}
