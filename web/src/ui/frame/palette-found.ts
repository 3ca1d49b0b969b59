import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseList, CustomerList } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../../platform/api.ts'
import { useMay } from '../../platform/session.ts'
import { usePaused } from '../../platform/use-paused.ts'
import type { Choice } from './palette-choices.ts'

/** Typing pauses this long before the server is asked. */
const pauseMs = 200
const shortestQuery = 2
const most = 8

/** Cases by number, phone or what is said in them. */
export function useFoundCases(typed: string) {
  const mayRead = [useMay('cases:read'), useMay('cases:readUnit')].some(Boolean)
  const asked = useAsked<z.infer<typeof CaseList>>('cases', typed, mayRead)
  const choices = asked.rows.map(
    ({ id, number, subject }): Choice => ({ id, group: 'cases', label: number, detail: subject, to: `/cases/${id}` }),
  )
  return { choices, isSearching: asked.isSearching }
}

/** Customers by whole phone, its last four digits, customer number, e-mail or whole name. */
export function useFoundCustomers(typed: string) {
  const mayRead = [useMay('customers:read'), useMay('cases:read')].every(Boolean)
  const asked = useAsked<z.infer<typeof CustomerList>>('customers', typed, mayRead)
  const choices = asked.rows.map(
    ({ id, name, phone }): Choice => ({
      id,
      group: 'customers',
      label: name || '–',
      ...(phone && { detail: phone }),
      to: `/customers/${id}`,
    }),
  )
  return { choices, isSearching: asked.isSearching }
}

function useAsked<List extends { rows: object[] }>(noun: 'cases' | 'customers', typed: string, mayRead: boolean) {
  const q = usePaused(typed, pauseMs)
  const isAsked = mayRead && q.length >= shortestQuery
  const found = useQuery({
    queryKey: [noun, 'palette', q],
    queryFn: ({ signal }) => api.get<List>(`/${noun}`, { q, limit: most }, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  const rows: List['rows'] = isAsked ? (found.data?.rows ?? []) : []
  return { rows, isSearching: mayRead && typed.length >= shortestQuery && (q !== typed || found.isFetching) }
}
