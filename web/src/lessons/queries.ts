import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LessonAnswerInput, LessonDetail, LessonDraft, LessonInput, LessonList } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useLessons = (query: Query) =>
  useQuery({
    queryKey: ['lessons', 'list', query],
    queryFn: ({ signal }) => api.get<LessonList>('/lessons', query, signal),
    placeholderData: (before) => before,
  })
export const useLesson = (id: string) =>
  useQuery({ queryKey: ['lessons', id], queryFn: ({ signal }) => api.get<LessonDetail>(`/lessons/${id}`, undefined, signal) })
export const useLessonDraft = (from: { caseId?: string | undefined; actionId?: string | undefined }) =>
  useQuery({
    queryKey: ['lessons', 'draft', from],
    queryFn: ({ signal }) => api.get<LessonDraft>('/lesson-drafts', from, signal),
    // What is being typed is not replaced under one's hands.
    refetchOnWindowFocus: false,
  })

export function useLessonActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['lessons'] })
  return {
    send: useMutation({ mutationFn: (input: LessonInput) => api.post<LessonDetail>('/lessons', input), onSettled }),
    read: useMutation({ mutationFn: (id: string) => api.post<LessonDetail>(`/lessons/${id}/reading`, {}), onSettled }),
    answer: useMutation({
      mutationFn: ({ id, ...input }: LessonAnswerInput & { id: string }) => api.post<LessonDetail>(`/lessons/${id}/answers`, input),
      onSettled,
    }),
    withdraw: useMutation({
      mutationFn: ({ id, reason }: { id: string; reason: string }) => api.post<LessonDetail>(`/lessons/${id}/withdrawal`, { reason }),
      onSettled,
    }),
  }
}
