import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChatDetail, ChatList, ChatPart, ChatReceivers, ChatSettings, ChatSettingsShown } from '@zhiwei/contract'
import { useEffect } from 'react'
import { api, apiBase } from '../platform/index.ts'

export const useChats = (part: ChatPart, cursor: string | undefined) =>
  useQuery({
    queryKey: ['chats', 'list', part, cursor],
    queryFn: ({ signal }) => api.get<ChatList>('/chats', { part, cursor }, signal),
    placeholderData: (before) => before,
  })
export const useChat = (id: string) =>
  useQuery({ queryKey: ['chats', id], queryFn: ({ signal }) => api.get<ChatDetail>(`/chats/${id}`, undefined, signal) })
export const useReceivers = (isWanted: boolean) =>
  useQuery({
    queryKey: ['chats', 'receivers'],
    queryFn: ({ signal }) => api.get<ChatReceivers>('/chats/receivers', undefined, signal),
    enabled: isWanted,
  })
export const useChatSettings = () =>
  useQuery({ queryKey: ['chat-settings'], queryFn: ({ signal }) => api.get<ChatSettingsShown>('/chat-settings', undefined, signal) })

/** What changes talks is seen at once. */
export function useChatAct<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: send, onSettled: () => void client.invalidateQueries({ queryKey: ['chats'] }) })
}
export const setChatSettings = (input: { definition: ChatSettings; version: number }) => api.put<ChatSettingsShown>('/chat-settings', input)

/** Both sides hear within half a second; after a gap everything is fetched again. */
export function useLiveChats() {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource(`${apiBase}/chats/stream`)
    source.addEventListener('chats', () => void client.invalidateQueries({ queryKey: ['chats'] }))
    return () => source.close()
  }, [client])
}
