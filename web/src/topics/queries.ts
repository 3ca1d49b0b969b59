import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TopicDetail, TopicList } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

/** Topics come from sweeps, not from acts on this page: it asks again by itself. */
const everyMs = 20_000

export const useTopics = (query: Query) =>
  useQuery({
    queryKey: ['topics', query],
    queryFn: ({ signal }) => api.get<TopicList>('/topics', query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  })

export const useTopic = (id: string) =>
  useQuery({ queryKey: ['topics', id], queryFn: ({ signal }) => api.get<TopicDetail>(`/topics/${id}`, undefined, signal) })

type Noun = 'names' | 'merges' | 'separations' | 'splits' | 'dismissal' | 'restoration'
/** Acts on one topic: `act('names', { name })`. */
export function useTopicAct(id: string) {
  const client = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: ({ noun, body }: { noun: Noun; body: object }) => api.post<{ id: string }>(`/topics/${id}/${noun}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['topics'] }),
  })
  return (noun: Noun, body: object = {}) => mutateAsync({ noun, body })
}
