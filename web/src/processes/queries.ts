import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AdherenceCase, AdherenceTable, CaseAdherence, ListOf, Process, ProcessContent, ProcessRow } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

export function useProcesses() {
  return useQuery({
    queryKey: ['processes'],
    queryFn: ({ signal }) => api.get<ListOf<ProcessRow>>('/processes', undefined, signal),
  })
}

export function useProcess(id: string) {
  return useQuery({
    queryKey: ['processes', id],
    queryFn: ({ signal }) => api.get<Process>(`/processes/${id}`, undefined, signal),
    enabled: id !== '',
  })
}

function useFresh() {
  const client = useQueryClient()
  return (process?: Process) => {
    if (process) client.setQueryData(['processes', process.id], process)
    return client.invalidateQueries({ queryKey: ['processes'] })
  }
}

export function useDraftProcess() {
  const refresh = useFresh()
  return useMutation({
    mutationFn: (input: { category: string | null; fromId?: string; title?: string }) => api.post<Process>('/processes', input),
    onSuccess: refresh,
  })
}

export function useSaveDraft({ id, version }: Pick<Process, 'id' | 'version'>) {
  const refresh = useFresh()
  return useMutation({
    mutationFn: (content: ProcessContent) => api.put<Process>(`/processes/${id}`, { ...content, version }),
    onSuccess: refresh,
  })
}

/** 发布, 撤回, 删除: what becomes of a version. */
export function useProcessActs({ id, version }: Pick<Process, 'id' | 'version'>) {
  const refresh = useFresh()
  const done = async (process: Process) => {
    await refresh(process)
  }
  return {
    publish: (input: { effectiveFrom?: string; reason: string }) =>
      api.post<Process>(`/processes/${id}/publication`, { ...input, version }).then(done),
    recall: (reason: string) => api.post<Process>(`/processes/${id}/recall`, { reason, version }).then(done),
    end: (reason: string) => api.post<Process>(`/processes/${id}/end`, { reason, version }).then(done),
    drop: () => api.delete(`/processes/${id}`).then(() => refresh()),
  }
}

export type AdherencePeriod = { from?: string | undefined; to?: string | undefined; by: 'unit' | 'category' }

export function useAdherence(period: AdherencePeriod) {
  return useQuery({
    queryKey: ['adherence', period],
    queryFn: ({ signal }) => api.get<AdherenceTable>('/adherence', period, signal),
  })
}

export function useAdherenceCases(query: Record<string, string> | null) {
  return useQuery({
    queryKey: ['adherence', 'cases', query],
    queryFn: ({ signal }) => api.get<ListOf<AdherenceCase>>('/adherence/cases', query ?? {}, signal),
    enabled: query !== null,
  })
}

/** 流程符合度 of a case; made fresh with the case. */
export function useCaseAdherence(caseId: string) {
  return useQuery({
    queryKey: ['cases', caseId, 'adherence'],
    queryFn: ({ signal }) => api.get<CaseAdherence>(`/cases/${caseId}/adherence`, undefined, signal),
  })
}
