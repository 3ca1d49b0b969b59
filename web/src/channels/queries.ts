import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CaseMessages,
  ChannelAccount,
  ChannelAccountList,
  ChannelCheck,
  MessageTemplateList,
  OutgoingMessageRow,
  OutgoingMessageWords,
  OutgoingSettings,
  TemplatePreview,
  TemplateVersion,
  Total,
} from '@zhiwei/contract'
import { api } from '../platform/index.ts'

const accounts = ['channels', 'accounts'] as const
const outgoing = ['channels', 'outgoing'] as const

export const useAccounts = () =>
  useQuery({ queryKey: accounts, queryFn: ({ signal }) => api.get<ChannelAccountList>('/channels/accounts', undefined, signal) })

export function useAccountActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: accounts })
  return {
    add: useMutation({ mutationFn: (account: object) => api.post<ChannelAccount>('/channels/accounts', account), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: { id: string; [field: string]: unknown }) =>
        api.put<ChannelAccount>(`/channels/accounts/${id}`, change),
      onSettled,
    }),
    check: useMutation({ mutationFn: (id: string) => api.post<ChannelCheck>(`/channels/accounts/${id}/checks`), onSettled }),
  }
}

type Rows<Row> = { rows: Row[]; nextCursor: string | null; total: Total }

export const useMessages = (filter: Record<string, string | undefined>) =>
  useQuery({
    queryKey: [...outgoing, 'log', filter],
    queryFn: ({ signal }) => api.get<Rows<OutgoingMessageRow>>('/channels/messages', { ...filter, limit: 50 }, signal),
    placeholderData: (before) => before,
  })

export const useWords = (id: string, isOpen: boolean) =>
  useQuery({
    queryKey: [...outgoing, 'words', id],
    queryFn: ({ signal }) => api.get<OutgoingMessageWords>(`/channels/messages/${id}`, undefined, signal),
    enabled: isOpen,
  })

export const useToldOfCase = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'outgoing'],
    queryFn: ({ signal }) => api.get<CaseMessages>(`/cases/${caseId}/outgoing`, undefined, signal),
  })

export function useSendAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post(`/channels/messages/${id}/tries`),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: outgoing }), client.invalidateQueries({ queryKey: ['cases'] })]),
  })
}

export const useTemplates = () =>
  useQuery({
    queryKey: [...outgoing, 'templates'],
    queryFn: ({ signal }) => api.get<MessageTemplateList>('/channels/templates', undefined, signal),
  })

export const useVersions = (kind: string, language: string) =>
  useQuery({
    queryKey: [...outgoing, 'versions', kind, language],
    queryFn: ({ signal }) => api.get<Rows<TemplateVersion>>(`/channels/templates/${kind}/${language}`, undefined, signal),
  })

export function useTemplateActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: outgoing })
  return {
    write: useMutation({
      mutationFn: ({ kind, language, ...words }: { kind: string; language: string; subject: string; body: string }) =>
        api.post<TemplateVersion>(`/channels/templates/${kind}/${language}`, words),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ id, ...decision }: { id: string; verdict: 'approve' | 'refuse'; reason?: string }) =>
        api.post<TemplateVersion>(`/channels/template-versions/${id}/decisions`, decision),
      onSettled,
    }),
    preview: useMutation({ mutationFn: (asked: object) => api.post<TemplatePreview>('/channels/template-previews', asked) }),
  }
}

const settingsKey = [...outgoing, 'settings'] as const

export const useOutgoingSettings = () =>
  useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => api.get<OutgoingSettings>('/channels/outgoing-settings', undefined, signal) })

export function useSaveSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (settings: OutgoingSettings) => api.put<OutgoingSettings>('/channels/outgoing-settings', settings),
    onSettled: () => client.invalidateQueries({ queryKey: outgoing }),
  })
}
