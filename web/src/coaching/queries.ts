import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  BuddyList,
  CoachingNoteInput,
  CoachingNoteList,
  PersonLoadList,
  PrivateNoteList,
  QualitySampleList,
  RestList,
  SheetScores,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useNotes = (query: Query) =>
  useQuery({
    queryKey: ['coaching-notes', query],
    queryFn: ({ signal }) => api.get<CoachingNoteList>('/coaching-notes', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })
export const useSamples = (query: Query) =>
  useQuery({
    queryKey: ['quality-samples', query],
    queryFn: ({ signal }) => api.get<QualitySampleList>('/quality-samples', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })
export const useLoads = () =>
  useQuery({ queryKey: ['loads'], queryFn: ({ signal }) => api.get<PersonLoadList>('/loads', undefined, signal) })
export const useRests = () => useQuery({ queryKey: ['rests'], queryFn: ({ signal }) => api.get<RestList>('/rests', undefined, signal) })
export const useBuddies = () =>
  useQuery({ queryKey: ['buddies'], queryFn: ({ signal }) => api.get<BuddyList>('/buddies', undefined, signal) })
export const usePrivateNotes = (of: 'mine' | 'team', cursor: string | undefined) =>
  useQuery({
    queryKey: ['private-notes', of, cursor],
    queryFn: ({ signal }) => api.get<PrivateNoteList>('/private-notes', { of, limit: 20, cursor }, signal),
    placeholderData: keepPreviousData,
  })

export function useRefreshCoaching() {
  const client = useQueryClient()
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) =>
        ['coaching-notes', 'quality-samples', 'notices', 'rests', 'buddies', 'private-notes'].includes(String(queryKey[0])),
    })
}
export const takeSample = (caseId: string) => api.post<QualitySampleList>('/quality-samples', { caseId })
export const drawSamples = (draw: number) => api.post<QualitySampleList>('/quality-samples', { draw })
export const scoreSample = (id: string, input: { scores: SheetScores; comment?: string; version: number }) =>
  api.put(`/quality-samples/${id}/scores`, input)
export const giveNote = (input: CoachingNoteInput) => api.post('/coaching-notes', input)
export const acknowledgeNote = (id: string, reply: string) =>
  api.post(`/coaching-notes/${id}/acknowledgement`, reply.trim() === '' ? {} : { reply })
export const answerRest = (occasion: string, answer: 'taken' | 'declined') => api.post('/rests', { occasion, answer })
export const askBuddy = (buddyId: string, userId?: string) => api.post('/buddies', { buddyId, ...(userId && { userId }) })
export const answerBuddy = (id: string, agree: boolean) => api.post(`/buddies/${id}/answers`, { agree })
export const endBuddy = (id: string) => api.post(`/buddies/${id}/ending`, {})
export const writePrivateNote = (text: string, shared: boolean) => api.post('/private-notes', { text, shared })
export const sharePrivateNote = (id: string, shared: boolean) => api.put(`/private-notes/${id}/sharing`, { shared })
export const removePrivateNote = (id: string) => api.delete(`/private-notes/${id}`)
