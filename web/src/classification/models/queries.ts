import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LearningRun, LearningRunList, TextModel, TextModelList } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../../platform/index.ts'

const pollMs = 1_000
const shownRuns = 10

export const isAtWork = ({ state }: Pick<LearningRun, 'state'>) => state === 'queued' || state === 'running'

export function useModels() {
  return useQuery({
    queryKey: ['text', 'models'],
    queryFn: ({ signal }) => api.get<z.infer<typeof TextModelList>>('/text/models', undefined, signal),
  })
}

/** 训练记录, newest first; asked again and again while one is at work, and the models anew when it has ended. */
export function useLearningRuns() {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['text', 'learning-runs'],
    queryFn: async ({ signal, queryKey }) => {
      const before = client.getQueryData<z.infer<typeof LearningRunList>>(queryKey)
      const now = await api.get<z.infer<typeof LearningRunList>>('/text/learning-runs', { limit: shownRuns }, signal)
      if (before?.rows.some(isAtWork) && !now.rows.some(isAtWork)) void client.invalidateQueries({ queryKey: ['text', 'models'] })
      return now
    },
    refetchInterval: ({ state }) => (state.data?.rows.some(isAtWork) ? pollMs : false),
  })
}

/** 立即学习. */
export function useLearnNow() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<LearningRun>('/text/learning-runs', {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['text'] }),
  })
}

/** 启用模型, also an earlier one again. */
export function useServeModel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      api.post<TextModel>(`/text/models/${encodeURIComponent(id)}/service`, { reason }),
    onSettled: () => client.invalidateQueries({ queryKey: ['text'] }),
  })
}
