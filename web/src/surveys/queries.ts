import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  FollowUp,
  FollowUpDetail,
  FollowUpPlan,
  FollowUpPlanVersion,
  ListOf,
  LowScore,
  SurveyLink,
  SurveyMeasures,
  SurveyRow,
} from '@zhiwei/contract'
import { api } from '../platform/index.ts'

type Query = Record<string, string | number | boolean | readonly string[] | undefined>

export const useFollowUps = (query: Query, enabled = true) =>
  useQuery({
    queryKey: ['follow-ups', query],
    queryFn: ({ signal }) => api.get<ListOf<FollowUp>>('/follow-ups', { limit: 50, ...query }, signal),
    enabled,
  })

export const useFollowUp = (id: string) =>
  useQuery({ queryKey: ['follow-ups', id], queryFn: ({ signal }) => api.get<FollowUpDetail>(`/follow-ups/${id}`, undefined, signal) })

export const useLowScores = (query: Query) =>
  useQuery({
    queryKey: ['low-scores', query],
    queryFn: ({ signal }) => api.get<ListOf<LowScore>>('/low-scores', { limit: 50, ...query }, signal),
  })

export const useSurveys = (query: Query) =>
  useQuery({
    queryKey: ['surveys', query],
    queryFn: ({ signal }) => api.get<ListOf<SurveyRow>>('/surveys', { limit: 50, ...query }, signal),
  })

export const useSurveyMeasures = (query: Query) =>
  useQuery({
    queryKey: ['survey-measures', query],
    queryFn: ({ signal }) => api.get<SurveyMeasures>('/survey-measures', query, signal),
  })

export const usePlans = () =>
  useQuery({
    queryKey: ['follow-up-plans'],
    queryFn: ({ signal }) => api.get<ListOf<FollowUpPlanVersion>>('/follow-up-plans', undefined, signal),
  })

const nouns = ['follow-ups', 'low-scores', 'surveys', 'survey-measures', 'follow-up-plans', 'cases', 'care-tasks', 'latent-customers']

/** Whatever was done, everything that shows follow-ups and scores is fetched again. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => nouns.includes(String(queryKey[0])) })
}

export const registerCall = (caseId: string, input: object) => api.post(`/cases/${caseId}/followUps`, input)
export const makeLink = (caseId: string) => api.post<SurveyLink>(`/cases/${caseId}/surveys`, {})
export const assignFollowUp = (id: string, ownerId: string, version: number) =>
  api.post(`/follow-ups/${id}/assignment`, { ownerId, version })
export const decideLowScore = (id: string, what: 'reopening' | 'care' | 'dismissal', reason?: string) =>
  api.post(`/low-scores/${id}/${what}`, reason ? { reason } : {})
export const writePlan = (definition: FollowUpPlan, reason: string) => api.post('/follow-up-plans', { definition, reason })
export const revealPhone = async (customerId: string, reason: string) =>
  (await api.post<{ value: string | null }>(`/customers/${customerId}/reveals`, { field: 'phone', reason })).value
