import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  WarningCounts,
  WarningDetail,
  WarningList,
  WarningMiss,
  WarningProposal,
  WarningQuality,
  WarningRules,
  WarningSetting,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

/** Warnings come from sweeps, not from acts of people on this page: it asks again by itself. */
const everyMs = 20_000

export const useWarnings = (query: Query, live = true) =>
  useQuery({
    queryKey: ['warnings', query],
    queryFn: ({ signal }) => api.get<WarningList>('/warnings', query, signal),
    placeholderData: (before) => before,
    refetchInterval: live ? everyMs : false,
  })

export const useWarningCounts = () =>
  useQuery({
    queryKey: ['warnings', 'counts'],
    queryFn: ({ signal }) => api.get<WarningCounts>('/warnings/counts', undefined, signal),
    refetchInterval: everyMs,
  })

export const useWarning = (id: string) =>
  useQuery({ queryKey: ['warnings', id], queryFn: ({ signal }) => api.get<WarningDetail>(`/warnings/${id}`, undefined, signal) })

export type WarningNoun = 'acknowledgement' | 'assignment' | 'measures' | 'label' | 'clearance' | 'snooze' | 'merges'
/** Acts on one warning: `act('label', { verdict })`. */
export function useWarningAct(id: string) {
  const client = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: ({ noun, body }: { noun: string; body: object }) => api.post(`/warnings/${id}/${noun}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['warnings'] }),
  })
  return {
    act: (noun: WarningNoun, body: object = {}) => mutateAsync({ noun, body }),
    finish: (measureId: string, result: string) => mutateAsync({ noun: `measures/${measureId}/result`, body: { result } }),
  }
}

export const useQuality = (period: { from?: string; to?: string } = {}) =>
  useQuery({
    queryKey: ['warning-quality', period],
    queryFn: ({ signal }) => api.get<WarningQuality>('/warning-quality', period, signal),
    placeholderData: (before) => before,
  })

export const useProposals = () =>
  useQuery({
    queryKey: ['warning-proposals'],
    queryFn: ({ signal }) => api.get<{ rows: WarningProposal[] }>('/warning-proposals', undefined, signal),
  })

export const useMisses = () =>
  useQuery({
    queryKey: ['warning-misses'],
    queryFn: ({ signal }) => api.get<{ rows: WarningMiss[] }>('/warning-misses', undefined, signal),
  })

export const useWarningRules = () =>
  useQuery({ queryKey: ['warning-rules'], queryFn: ({ signal }) => api.get<WarningRules>('/warning-rules', undefined, signal) })

export const useWarningSetting = () =>
  useQuery({ queryKey: ['warning-setting'], queryFn: ({ signal }) => api.get<WarningSetting>('/warning-setting', undefined, signal) })

/** Writes of settings and quality; everything about warnings is fresh afterwards. */
export function useWarningWrites() {
  const client = useQueryClient()
  const onSettled = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => typeof queryKey[0] === 'string' && queryKey[0].startsWith('warning') })
  return {
    post: useMutation({ mutationFn: ({ path, body }: { path: string; body: object }) => api.post(path, body), onSettled }).mutateAsync,
    put: useMutation({ mutationFn: ({ path, body }: { path: string; body: object }) => api.put(path, body), onSettled }).mutateAsync,
  }
}
