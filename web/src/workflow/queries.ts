import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EscalationRule, OnCallNow, OnCallShift, SupervisionList, WorkflowSetting } from '@zhiwei/contract'
import { api, upload } from '../platform/index.ts'

export const supervisionStates = ['open', 'overdue', 'answered', 'ended', 'all'] as const
export type SupervisionState = (typeof supervisionStates)[number]

export const useSupervisions = (state: SupervisionState, cursor: string | undefined) =>
  useQuery({
    queryKey: ['supervisions', state, cursor],
    queryFn: ({ signal }) => api.get<SupervisionList>('/supervisions', { state, cursor }, signal),
    placeholderData: (before) => before,
  })

export const useRules = () =>
  useQuery({
    queryKey: ['escalation-rules'],
    queryFn: ({ signal }) => api.get<{ rows: EscalationRule[] }>('/escalation-rules', undefined, signal),
  })

export function useRuleActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['escalation-rules'] })
  return {
    add: useMutation({ mutationFn: (rule: object) => api.post<EscalationRule>('/escalation-rules', rule), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: { id: string; version: number; [field: string]: unknown }) =>
        api.patch<EscalationRule>(`/escalation-rules/${id}`, change),
      onSettled,
    }),
  }
}

export const useSetting = () =>
  useQuery({ queryKey: ['workflow-setting'], queryFn: ({ signal }) => api.get<WorkflowSetting>('/workflow-setting', undefined, signal) })

export function useSaveSetting() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (setting: WorkflowSetting) => api.put<WorkflowSetting>('/workflow-setting', setting),
    onSettled: () => client.invalidateQueries({ queryKey: ['workflow-setting'] }),
  })
}

export const useShifts = () =>
  useQuery({ queryKey: ['on-call'], queryFn: ({ signal }) => api.get<{ rows: OnCallShift[] }>('/on-call', undefined, signal) })

export const useOnCallNow = (unitId: string | undefined) =>
  useQuery({
    queryKey: ['on-call', 'now', unitId],
    queryFn: ({ signal }) => api.get<OnCallNow>('/on-call/now', { unitId }, signal),
    placeholderData: (before) => before,
  })

export function useShiftActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['on-call'] })
  return {
    add: useMutation({ mutationFn: (shift: object) => api.post<OnCallShift>('/on-call', shift), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...shift }: { id: string; version: number; [field: string]: unknown }) =>
        api.put<OnCallShift>(`/on-call/${id}`, shift),
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.delete(`/on-call/${id}`), onSettled }),
    bring: useMutation({ mutationFn: (file: File) => upload<{ added: number }>('/on-call/imports', file), onSettled }),
  }
}
