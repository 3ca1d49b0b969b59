import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AbsenceInput,
  AbsenceList,
  ObjectionDecision,
  ObjectionInput,
  PerformanceLine,
  PerformanceObjectionList,
  PerformanceRowList,
  PerformanceRulesInput,
  PerformanceRulesList,
  PerformanceSheet,
  PerformanceSheetList,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

const base = '/performance'

export const useSheets = (query: Query) =>
  useQuery({
    queryKey: ['performance', 'sheets', query],
    queryFn: ({ signal }) => api.get<PerformanceSheetList>(`${base}/sheets`, query, signal),
    placeholderData: keepPreviousData,
  })
export const useSheet = (id: string) =>
  useQuery({
    queryKey: ['performance', 'sheet', id],
    queryFn: ({ signal }) => api.get<PerformanceSheet>(`${base}/sheets/${id}`, undefined, signal),
  })
export const useSheetRows = (id: string, line: PerformanceLine, edition: number) =>
  useQuery({
    queryKey: ['performance', 'rows', id, line, edition],
    queryFn: ({ signal }) => api.get<PerformanceRowList>(`${base}/sheets/${id}/rows`, { line, edition }, signal),
  })
export const useObjections = (state: 'waiting' | 'decided') =>
  useQuery({
    queryKey: ['performance', 'objections', state],
    queryFn: ({ signal }) => api.get<PerformanceObjectionList>(`${base}/objections`, { state }, signal),
  })
export const useRules = () =>
  useQuery({
    queryKey: ['performance', 'rules'],
    queryFn: ({ signal }) => api.get<PerformanceRulesList>(`${base}/rules`, undefined, signal),
  })
export const useAbsences = (query: Query) =>
  useQuery({
    queryKey: ['performance', 'absences', query],
    queryFn: ({ signal }) => api.get<AbsenceList>(`${base}/absences`, { limit: 50, ...query }, signal),
    placeholderData: keepPreviousData,
  })

export const acknowledge = (id: string) => api.post(`${base}/sheets/${id}/acknowledgement`, {})
export const objectTo = (id: string, input: ObjectionInput) => api.post(`${base}/sheets/${id}/objections`, input)
export const decide = (id: string, input: ObjectionDecision) => api.post(`${base}/objections/${id}/decision`, input)
export const lock = (id: string, version: number) => api.post(`${base}/sheets/${id}/lock`, { version })
export const amend = (id: string, reason: string, version: number) => api.post(`${base}/sheets/${id}/amendments`, { reason, version })
export const setRules = (input: PerformanceRulesInput) => api.post(`${base}/rules`, input)
export const addAbsence = (input: AbsenceInput) => api.post(`${base}/absences`, input)
export const removeAbsence = (id: string) => api.post(`${base}/absences/${id}/removal`, {})

export function useRefreshPerformance() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: ['performance'] })
}
