import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MailDetail, MailList, MailState } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

/** A mail comes by itself, and tells no page. */
const askedEveryMs = 15_000

export const useMails = (filter: { state: readonly MailState[]; cursor?: string | undefined }) =>
  useQuery({
    queryKey: ['mails', 'list', filter],
    queryFn: ({ signal }) => api.get<MailList>('/mails', { state: filter.state.join(','), cursor: filter.cursor }, signal),
    placeholderData: (before) => before,
    refetchInterval: askedEveryMs,
  })

export const useMail = (id: string) =>
  useQuery({ queryKey: ['mails', id], queryFn: ({ signal }) => api.get<MailDetail>(`/mails/${id}`, undefined, signal) })

export type Settled = { caseId: string; number: string }

export function useMailActs(id: string) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['mails'] })
  const act = <Input, Answer>(noun: string) => ({
    mutationFn: (input: Input) => api.post<Answer>(`/mails/${id}/${noun}`, input as object),
    onSettled,
  })
  return {
    release: useMutation(act<{ reason: string }, Settled>('releases')),
    file: useMutation(act<{ case: string; knowSender: boolean; reason: string }, Settled>('filings')),
    remove: useMutation(act<{ reason: string }, void>('removal')),
    retry: useMutation(act<Record<string, never>, void>('retries')),
  }
}
