import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Permission, Role } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'

export type RoleValues = { name: string; permissions: Permission[]; remedyLimitFen: number }

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.get<{ rows: Role[] }>('/roles', undefined, signal),
  })
}

function useFresh() {
  const client = useQueryClient()
  // Permissions of the signed-in person may have changed with it.
  return () => Promise.all(['roles', 'users', 'people', 'sessions'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
}

export function useCreateRole() {
  const refresh = useFresh()
  return useMutation({ mutationFn: (role: RoleValues & { code: string }) => api.post<Role>('/roles', role), onSuccess: refresh })
}

export function useChangeRole({ id, version }: Pick<Role, 'id' | 'version'>) {
  const refresh = useFresh()
  return useMutation({
    mutationFn: (change: Partial<RoleValues>) => api.patch<Role>(`/roles/${id}`, { ...change, version }),
    onSettled: refresh,
  })
}

export function useDeleteRole() {
  const refresh = useFresh()
  return useMutation({ mutationFn: (id: string) => api.delete(`/roles/${id}`), onSettled: refresh })
}
