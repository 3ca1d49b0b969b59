import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PivotAnswer } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const usePivot = (query: Query) =>
  useQuery({
    queryKey: ['pivot', query],
    queryFn: ({ signal }) => api.get<PivotAnswer>('/measures/pivot', query, signal),
    placeholderData: keepPreviousData,
  })
