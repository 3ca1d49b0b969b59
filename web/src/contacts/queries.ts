import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CareEffect,
  CareResultDone,
  CareScriptInput,
  CareScriptRow,
  CareTask,
  CareTaskDetail,
  ContactDetail,
  ContactImport,
  ContactImportRow,
  ContactRow,
  LatentCounts,
  LatentRow,
  LatentRules,
  LatentRulesVersion,
  ListOf,
} from '@zhiwei/contract'
import { api, upload } from '../platform/index.ts'

type Query = Record<string, string | number | boolean | readonly string[] | undefined>

export const useLatent = (query: Query) =>
  useQuery({
    queryKey: ['latent-customers', query],
    queryFn: ({ signal }) => api.get<ListOf<LatentRow>>('/latent-customers', { limit: 50, ...query }, signal),
  })

export const useLatentCounts = () =>
  useQuery({
    queryKey: ['latent-customers', 'counts'],
    queryFn: ({ signal }) => api.get<LatentCounts>('/latent-customers/counts', undefined, signal),
  })

export const useContacts = (query: Query) =>
  useQuery({
    queryKey: ['contacts', query],
    queryFn: ({ signal }) => api.get<ListOf<ContactRow>>('/contacts', { limit: 50, ...query }, signal),
  })

export const useContact = (id: string) =>
  useQuery({ queryKey: ['contacts', id], queryFn: ({ signal }) => api.get<ContactDetail>(`/contacts/${id}`, undefined, signal) })

export const useCareTasks = (query: Query) =>
  useQuery({
    queryKey: ['care-tasks', query],
    queryFn: ({ signal }) => api.get<ListOf<CareTask>>('/care-tasks', { limit: 50, ...query }, signal),
  })

export const useCareTask = (id: string) =>
  useQuery({ queryKey: ['care-tasks', id], queryFn: ({ signal }) => api.get<CareTaskDetail>(`/care-tasks/${id}`, undefined, signal) })

export const useCareEffect = (from: string | undefined) =>
  useQuery({ queryKey: ['care-effect', from], queryFn: ({ signal }) => api.get<CareEffect>('/care-effect', { from }, signal) })

export const useCareScripts = () =>
  useQuery({
    queryKey: ['care-scripts'],
    queryFn: ({ signal }) => api.get<ListOf<CareScriptRow>>('/care-scripts', undefined, signal),
  })

export const useLatentRules = () =>
  useQuery({
    queryKey: ['latent-rules'],
    queryFn: ({ signal }) => api.get<ListOf<LatentRulesVersion>>('/latent-rules', undefined, signal),
  })

export const useContactImports = () =>
  useQuery({
    queryKey: ['contact-imports'],
    queryFn: ({ signal }) => api.get<ListOf<ContactImportRow>>('/contact-imports', { limit: 20 }, signal),
  })

const nouns = [
  'latent-customers',
  'contacts',
  'care-tasks',
  'care-effect',
  'care-scripts',
  'latent-rules',
  'contact-imports',
  'cases',
  'customers',
]

/** Whatever was done, everything that shows contacts, tags and tasks is fetched again. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => nouns.includes(String(queryKey[0])) })
}

export const decideContact = (id: string, verdict: 'latent' | 'dismissed', reason?: string) =>
  api.post(`/contacts/${id}/judgement`, { verdict, ...(reason && { reason }) })
export const dismissLatent = (id: string, reason: string, version: number) =>
  api.post(`/latent-customers/${id}/dismissal`, { reason, version })
export const finishCare = (id: string, input: object) => api.post<CareResultDone>(`/care-tasks/${id}/results`, input)
export const assignCare = (id: string, ownerId: string, version: number) => api.post(`/care-tasks/${id}/assignment`, { ownerId, version })
export const writeRules = (definition: LatentRules, reason: string) => api.post('/latent-rules', { definition, reason })
export const writeScript = (language: string, mindset: string, input: CareScriptInput) =>
  api.put(`/care-scripts/${language}/${mindset}`, input)
export const undoImport = (id: string) => api.delete<{ undone: number; kept: number }>(`/contact-imports/${id}`)
export const revealPhone = async (customerId: string, reason: string) =>
  (await api.post<{ value: string | null }>(`/customers/${customerId}/reveals`, { field: 'phone', reason })).value

/** Sends the file to be looked at, or to be stored. */
export function sendFile(
  file: File,
  { check, channel, mapping }: { check: boolean; channel?: string | undefined; mapping?: string | undefined },
) {
  const query = new URLSearchParams({ check: String(check), ...(channel && { channel }), ...(mapping !== undefined && { mapping }) })
  return upload<ContactImport>(`/contact-imports?${query}`, file)
}
