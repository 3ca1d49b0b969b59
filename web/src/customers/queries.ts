import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CustomerChange, CustomerDetail, CustomerInput, CustomerList, CustomerListQuery, CustomerRevealed } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../platform/index.ts'

export type CustomerFilter = z.infer<typeof CustomerListQuery>
export type RevealField = 'phone' | 'email' | 'name' | 'customerNo'

export function useCustomers(filter: Partial<CustomerFilter>, isEnabled = true) {
  return useQuery({
    queryKey: ['customers', 'list', filter],
    queryFn: ({ signal }) => api.get<z.infer<typeof CustomerList>>('/customers', filter, signal),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  })
}

export function useCustomer(id: string) {
  return useQuery({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => api.get<CustomerDetail>(`/customers/${id}`, undefined, signal),
  })
}

export function useCreateCustomer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ idempotencyKey, ...input }: Partial<CustomerInput> & { idempotencyKey: string }) =>
      api.post<CustomerDetail>('/customers', input, { idempotencyKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

/** Saves a change against the version on the screen; a conflict loads the newest, too. */
export function useChangeCustomer({ id, version }: Pick<CustomerDetail, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Omit<CustomerChange, 'version'>) => api.patch<CustomerDetail>(`/customers/${id}`, { ...change, version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

export const revealCustomer = async (id: string, field: RevealField, reason: string) =>
  (await api.post<z.infer<typeof CustomerRevealed>>(`/customers/${id}/reveals`, { field, reason })).value

/** 合并: the double's contact points, tags and cases come to the customer with this id. */
export function useMergeCustomers(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (merge: { doubleId: string; reason: string }) => api.post<CustomerDetail>(`/customers/${id}/merges`, merge),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'customers' || queryKey[0] === 'cases' }),
  })
}

/** 核实联系方式: of a customer who turns out to be another one, that one is answered. */
export function useProveContact(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (contactPointId: string) => api.post<CustomerDetail>(`/customers/${id}/contact-proofs`, { contactPointId }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'customers' || queryKey[0] === 'cases' }),
  })
}
