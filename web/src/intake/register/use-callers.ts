import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CallerMatches } from '@zhiwei/contract'
import type { z } from 'zod'
import { api, useMay, usePaused } from '../../platform/index.ts'
import { digitsOf, shortestLookUp } from './complaint-input.ts'

export type Caller = z.infer<typeof CallerMatches>['matches'][number]

/** Typing pauses this long before the server is asked. */
const pauseMs = 250

/** 来电识别: customers with this number, or these last digits, and their open cases. */
export function useCallers(typed: string | undefined) {
  const phone = usePaused(digitsOf(typed), pauseMs)
  const mayRead = useMay('customers:read')
  const seesAll = useMay('cases:read')
  const isAsked = mayRead && seesAll && phone.length >= shortestLookUp
  const found = useQuery({
    queryKey: ['callers', phone],
    queryFn: ({ signal }) => api.get<z.infer<typeof CallerMatches>>('/callers', { phone }, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  return {
    isAsked,
    callers: isAsked ? (found.data?.matches ?? []) : [],
    isLoading: isAsked && found.isFetching,
    error: isAsked ? found.error : null,
    retry: found.refetch,
  }
}
