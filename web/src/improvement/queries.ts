import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ActionChange,
  ActionDetail,
  ActionEffect,
  ActionInput,
  ActionList,
  CauseTreeChange,
  CauseTreeDetail,
  CauseTreeInput,
  CauseTreeList,
  CauseTreeVersion,
  EightDChange,
  EightDDetail,
  EightDInput,
  EightDList,
  NodeCauseInput,
  SimilarCauses,
} from '@zhiwei/contract'
import { api, type Query, upload } from '../platform/index.ts'

const kept = <Data>(before: Data) => before

export const useActions = (query: Query) =>
  useQuery({ queryKey: ['actions', query], queryFn: ({ signal }) => api.get<ActionList>('/actions', query, signal), placeholderData: kept })
export const useAction = (id: string) =>
  useQuery({ queryKey: ['actions', id], queryFn: ({ signal }) => api.get<ActionDetail>(`/actions/${id}`, undefined, signal) })
export const useEffectOf = (id: string) =>
  useQuery({
    queryKey: ['actions', id, 'effect'],
    queryFn: ({ signal }) => api.get<ActionEffect>(`/actions/${id}/effect`, undefined, signal),
  })

/** What is sent: the server fills in the rest. */
export type NewAction = Partial<Omit<ActionInput, 'criterion'>> & { criterion?: object | null }

export function useActionActs() {
  const client = useQueryClient()
  const onSettled = () => Promise.all(['actions', 'eight-d', 'cause-trees'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
  return {
    open: useMutation({ mutationFn: (input: NewAction) => api.post<ActionDetail>('/actions', input), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: ActionChange & { id: string }) => api.patch<ActionDetail>(`/actions/${id}`, change),
      onSettled,
    }),
    step: useMutation({
      mutationFn: ({ id, noun, input }: { id: string; noun: string; input: object }) =>
        api.post<ActionDetail>(`/actions/${id}/${noun}`, input),
      onSettled,
    }),
    attach: useMutation({ mutationFn: ({ id, file }: { id: string; file: File }) => upload(`/actions/${id}/files`, file), onSettled }),
  }
}

export const useCauseTrees = (query: Query) =>
  useQuery({
    queryKey: ['cause-trees', query],
    queryFn: ({ signal }) => api.get<CauseTreeList>('/cause-trees', query, signal),
    placeholderData: kept,
  })
export const useCauseTree = (id: string) =>
  useQuery({
    queryKey: ['cause-trees', id],
    queryFn: ({ signal }) => api.get<CauseTreeDetail>(`/cause-trees/${id}`, undefined, signal),
    enabled: id !== '',
    // What is being drawn is not replaced under one's hands.
    refetchOnWindowFocus: false,
  })
export const useTreeVersion = (id: string, version: number | undefined) =>
  useQuery({
    queryKey: ['cause-trees', id, 'versions', version],
    queryFn: ({ signal }) => api.get<CauseTreeVersion>(`/cause-trees/${id}/versions/${version}`, undefined, signal),
    enabled: version !== undefined,
  })
export const useSimilarCauses = (query: { q: string; caseId?: string[]; except?: string }) =>
  useQuery({
    queryKey: ['similar-causes', query],
    queryFn: ({ signal }) => api.get<SimilarCauses>('/similar-causes', query, signal),
    enabled: query.q.trim().length > 0,
    placeholderData: kept,
  })

export function useTreeActs() {
  const client = useQueryClient()
  const onSuccess = (tree: CauseTreeDetail) => {
    client.setQueryData(['cause-trees', tree.id], tree)
    void client.invalidateQueries({ queryKey: ['cause-trees'], predicate: ({ queryKey }) => queryKey[1] !== tree.id })
  }
  return {
    draw: useMutation({ mutationFn: (input: Partial<CauseTreeInput>) => api.post<CauseTreeDetail>('/cause-trees', input), onSuccess }),
    save: useMutation({
      mutationFn: ({ id, ...change }: CauseTreeChange & { id: string }) => api.patch<CauseTreeDetail>(`/cause-trees/${id}`, change),
      onSuccess,
    }),
    nameCause: useMutation({
      mutationFn: ({ id, nodeId, input }: { id: string; nodeId: string; input: NodeCauseInput }) =>
        api.post<CauseTreeDetail>(`/cause-trees/${id}/nodes/${nodeId}/cause`, input),
      onSuccess: (tree) => {
        onSuccess(tree)
        void client.invalidateQueries({ queryKey: ['causes'] })
      },
    }),
  }
}

export const useReports = (query: Query) =>
  useQuery({ queryKey: ['eight-d', query], queryFn: ({ signal }) => api.get<EightDList>('/eight-d', query, signal), placeholderData: kept })
export const useReport = (id: string) =>
  useQuery({ queryKey: ['eight-d', id], queryFn: ({ signal }) => api.get<EightDDetail>(`/eight-d/${id}`, undefined, signal) })

export function useReportActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['eight-d'] })
  return {
    open: useMutation({ mutationFn: (input: Partial<EightDInput>) => api.post<EightDDetail>('/eight-d', input), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: EightDChange & { id: string }) => api.patch<EightDDetail>(`/eight-d/${id}`, change),
      onSettled,
    }),
    close: useMutation({
      mutationFn: ({ id, version }: { id: string; version: number }) => api.post<EightDDetail>(`/eight-d/${id}/closure`, { version }),
      onSettled,
    }),
  }
}
