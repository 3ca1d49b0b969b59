import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TextAnalysis, TextAnalysisInput } from '@zhiwei/contract'
import { api, usePaused } from '../platform/index.ts'

/** Typing pauses this long before the text is read. */
const pauseMs = 600
/** Fewer characters say nothing. */
const shortest = 6
const keptMs = 10_000

/** Reads a text while it is written; nothing of it is stored. Without an answer there is nothing to show: writing goes on. */
export function useLiveReading(typed: Pick<TextAnalysisInput, 'text' | 'subject' | 'channel'>) {
  const input = usePaused(JSON.stringify(typed), pauseMs)
  const isAsked = ((JSON.parse(input) as typeof typed).text ?? '').trim().length >= shortest
  const reading = useQuery({
    queryKey: ['reading', input],
    queryFn: ({ signal }) => api.post<TextAnalysis>('/text/analyses', JSON.parse(input), { signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
  })
  return isAsked ? reading.data : undefined
}
