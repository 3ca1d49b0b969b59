import { useQuery } from '@tanstack/react-query'
import type { Role, User } from '@zhiwei/contract'
import { api, useMay } from '../platform/index.ts'

/** The roles one may give, and the user names that are taken (the first two hundred: a company at its beginning has fewer). */
export function useRolesAndUsers() {
  const mayMake = useMay('users:manage')
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.get<{ rows: Role[] }>('/roles', undefined, signal),
  })
  const users = useQuery({
    queryKey: ['users', 'names'],
    queryFn: ({ signal }) => api.get<{ rows: User[] }>('/users', { limit: 200 }, signal),
    enabled: mayMake,
  })
  return {
    roles: roles.data && (users.data || !mayMake) ? roles.data.rows : undefined,
    usernames: users.data?.rows.map(({ username }) => username) ?? [],
    problem: roles.error ?? users.error,
    retry: () => Promise.all([roles.refetch(), users.refetch()]),
  }
}
