import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  PartAskInput,
  PartDecision,
  PartDetail,
  PartDetails,
  PartDiscipline,
  PartInput,
  PartList,
  PartnerDetail,
  PartnerList,
  PartnerScore,
} from '@zhiwei/contract'
import { api, type Query, upload } from '../platform/index.ts'

const kept = <Data>(before: Data) => before

export const useParts = (query: Query) =>
  useQuery({
    queryKey: ['partner-parts', query],
    queryFn: ({ signal }) => api.get<PartList>('/partner-parts', query, signal),
    placeholderData: kept,
  })
export const usePart = (id: string) =>
  useQuery({ queryKey: ['partner-parts', id], queryFn: ({ signal }) => api.get<PartDetail>(`/partner-parts/${id}`, undefined, signal) })
export const useOwnScore = () =>
  useQuery({
    queryKey: ['partner-parts', 'score'],
    queryFn: ({ signal }) => api.get<PartnerScore>('/partner-score', undefined, signal),
  })

export function useFirmActs(id: string) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['partner-parts'] })
  return {
    answer: useMutation({
      mutationFn: (input: { discipline: PartDiscipline; text: string }) => api.post<PartDetail>(`/partner-parts/${id}/answers`, input),
      onSettled,
    }),
    attach: useMutation({ mutationFn: (file: File) => upload(`/partner-parts/${id}/files`, file), onSettled }),
  }
}

export const useReportParts = (reportId: string) =>
  useQuery({
    queryKey: ['eight-d', reportId, 'parts'],
    queryFn: ({ signal }) => api.get<PartDetails>(`/eight-d/${reportId}/parts`, undefined, signal),
  })

export function useReportPartActs(reportId: string) {
  const client = useQueryClient()
  const onSettled = () => Promise.all(['eight-d', 'partners'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
  const base = `/eight-d/${reportId}/parts`
  return {
    invite: useMutation({ mutationFn: (input: PartInput) => api.post<PartDetail>(base, input), onSettled }),
    ask: useMutation({
      mutationFn: ({ id, ...input }: PartAskInput & { id: string }) => api.post<PartDetail>(`${base}/${id}/asks`, input),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ id, ...input }: PartDecision & { id: string }) => api.post<PartDetail>(`${base}/${id}/decisions`, input),
      onSettled,
    }),
    withdraw: useMutation({
      mutationFn: ({ id, reason }: { id: string; reason: string }) => api.post<PartDetail>(`${base}/${id}/withdrawal`, { reason }),
      onSettled,
    }),
    attach: useMutation({ mutationFn: ({ id, file }: { id: string; file: File }) => upload(`${base}/${id}/files`, file), onSettled }),
  }
}

export const usePartners = () =>
  useQuery({ queryKey: ['partners'], queryFn: ({ signal }) => api.get<PartnerList>('/partners', undefined, signal) })
export const usePartner = (id: string) =>
  useQuery({ queryKey: ['partners', id], queryFn: ({ signal }) => api.get<PartnerDetail>(`/partners/${id}`, undefined, signal) })
