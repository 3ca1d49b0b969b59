import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListOf, WebhookDelivery, WebhookIn, WebhookOut, WebhookPreview, WebhookReceipt, WebhookSecret } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export type Direction = 'in' | 'out'

export const useWebhooksIn = () =>
  useQuery({ queryKey: ['webhooks', 'in'], queryFn: ({ signal }) => api.get<ListOf<WebhookIn>>('/webhooks/in', undefined, signal) })

export const useWebhooksOut = () =>
  useQuery({ queryKey: ['webhooks', 'out'], queryFn: ({ signal }) => api.get<ListOf<WebhookOut>>('/webhooks/out', undefined, signal) })

export const useReceipts = (id: string, query: Query) =>
  useQuery({
    queryKey: ['webhooks', 'in', id, query],
    queryFn: ({ signal }) => api.get<ListOf<WebhookReceipt>>(`/webhooks/in/${id}/receipts`, { limit: 20, ...query }, signal),
  })

export const useDeliveries = (id: string, query: Query) =>
  useQuery({
    queryKey: ['webhooks', 'out', id, query],
    queryFn: ({ signal }) => api.get<ListOf<WebhookDelivery>>(`/webhooks/out/${id}/deliveries`, { limit: 20, ...query }, signal),
  })

export const preview = (input: object) => api.post<WebhookPreview>('/webhooks/in/previews', input)

export function useWebhookActs(direction: Direction) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['webhooks'] })
  const at = `/webhooks/${direction}`
  return {
    add: useMutation({ mutationFn: (input: object) => api.post<WebhookSecret>(at, input), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: { id: string; version: number; [field: string]: unknown }) => api.patch(`${at}/${id}`, change),
      onSettled,
    }),
    rotate: useMutation({ mutationFn: (id: string) => api.post<WebhookSecret>(`${at}/${id}/secrets`), onSettled }),
    remove: useMutation({ mutationFn: (id: string) => api.delete(`${at}/${id}`), onSettled }),
    replay: useMutation({
      mutationFn: ({ id, deliveryId }: { id: string; deliveryId?: string }) =>
        api.post(`${at}/${id}${deliveryId ? `/deliveries/${deliveryId}` : ''}/replays`),
      onSettled,
    }),
  }
}
