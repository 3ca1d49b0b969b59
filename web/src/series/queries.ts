import { useQuery } from '@tanstack/react-query'
import type { SeriesCases, SeriesCourse, SeriesDimension, SeriesList, WarningSurge } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

/** Intake goes on while the page is open. */
const everyMs = 30_000

export const useSeriesValues = (dimension: SeriesDimension) =>
  useQuery({
    queryKey: ['series', 'values', dimension],
    queryFn: ({ signal }) => api.get<SeriesList>('/series', { dimension }, signal),
    staleTime: 60_000,
  })

export const useCourse = (pick: Query) =>
  useQuery({
    queryKey: ['series', 'course', pick],
    queryFn: ({ signal }) => api.get<SeriesCourse>('/series/course', pick, signal),
    placeholderData: (before) => before,
    refetchInterval: everyMs,
  })

export const useSeriesCases = (id: number, from: string, to: string) =>
  useQuery({
    queryKey: ['series', id, 'cases', from, to],
    queryFn: ({ signal }) => api.get<SeriesCases>(`/series/${id}/cases`, { from, to }, signal),
  })

export const useSurge = (warningId: string) =>
  useQuery({
    queryKey: ['warnings', warningId, 'surge'],
    queryFn: ({ signal }) => api.get<WarningSurge>(`/warnings/${warningId}/surge`, undefined, signal),
    refetchInterval: everyMs,
  })
