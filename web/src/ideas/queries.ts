import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CaseIdeaMarks, Competitor, IdeaDetail, IdeaMark, IdeaMarkInput, IdeaRow, IdeaState, ListOf } from '@zhiwei/contract'
import { App } from 'antd'
import { api } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'

type Query = Record<string, string | number | boolean | readonly string[] | undefined>
export type ToIdea = NonNullable<IdeaMarkInput['idea']>
export type NewMark = Omit<IdeaMarkInput, 'dismiss'> & { dismiss?: boolean }

export const useIdeas = (query: Query) =>
  useQuery({
    queryKey: ['ideas', query],
    queryFn: ({ signal }) => api.get<ListOf<IdeaRow>>('/ideas', { limit: 50, ...query }, signal),
  })

export const useIdea = (id: string) =>
  useQuery({ queryKey: ['ideas', id], queryFn: ({ signal }) => api.get<IdeaDetail>(`/ideas/${id}`, undefined, signal) })

export const useIdeaMarks = (query: Query) =>
  useQuery({
    queryKey: ['idea-marks', query],
    queryFn: ({ signal }) => api.get<ListOf<IdeaMark>>('/idea-marks', { limit: 50, ...query }, signal),
  })

export const useCaseMarks = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'idea-marks'],
    queryFn: ({ signal }) => api.get<CaseIdeaMarks>(`/cases/${caseId}/idea-marks`, undefined, signal),
  })

export const useCompetitors = () =>
  useQuery({ queryKey: ['competitors'], queryFn: ({ signal }) => api.get<ListOf<Competitor>>('/competitors', undefined, signal) })

const nouns = ['ideas', 'idea-marks', 'competitors', 'care-tasks']

/** Whatever was done, everything that shows ideas and marks is fetched again, and each act is one call. */
export function useIdeaActs() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const words = useProblemWords()
  const then = async <Answer>(done: Promise<Answer>): Promise<Answer> => {
    const answer = await done
    await client.invalidateQueries({
      predicate: ({ queryKey: [noun, , part] }) => nouns.includes(String(noun)) || part === 'idea-marks' || part === 'remedy-proposals',
    })
    return answer
  }
  return {
    /** For a button without a form: says what went wrong. */
    tried: (done: Promise<unknown>) => void done.catch((error: unknown) => message.error(words(error).title)),
    mark: (caseId: string, input: NewMark) => then(api.post<IdeaMark | null>(`/cases/${caseId}/idea-marks`, input)),
    moveMark: (id: string, idea: ToIdea) => then(api.put(`/idea-marks/${id}/idea`, { idea })),
    removeMark: (id: string) => then(api.delete(`/idea-marks/${id}`)),
    add: (input: { title: string; description?: string; kind: string }) => then(api.post<{ id: string }>('/ideas', input)),
    vote: (id: string, isFor: boolean) => then(isFor ? api.put(`/ideas/${id}/vote`, {}) : api.delete(`/ideas/${id}/vote`)),
    step: (id: string, state: IdeaState, version: number, reason?: string) =>
      then(api.post(`/ideas/${id}/steps`, { state, version, ...(reason && { reason }) })),
    own: (id: string, ownerId: string, version: number) => then(api.put(`/ideas/${id}/owner`, { ownerId, version })),
    merge: (id: string, doubleId: string, version: number) => then(api.post(`/ideas/${id}/merges`, { doubleId, version })),
    tell: (id: string, input: { customerId: string; how: 'care' | 'told'; about?: string }) =>
      then(api.post(`/ideas/${id}/tellings`, input)),
    addCompetitor: (input: { name: string; aliases: string[] }) => then(api.post('/competitors', input)),
    endCompetitor: (id: string) => then(api.delete(`/competitors/${id}`)),
  }
}
