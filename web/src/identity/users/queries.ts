import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { User, UserChange, UserInput, UserList, UserListQuery } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../../platform/index.ts'

export type UserFilter = z.infer<typeof UserListQuery>
export type UserValues = z.infer<typeof UserInput>
export type UserAct = Omit<z.infer<typeof UserChange>, 'version'>

export function useUsers(filter: UserFilter) {
  return useQuery({
    queryKey: ['users', filter],
    queryFn: ({ signal }) => api.get<z.infer<typeof UserList>>('/users', filter, signal),
    placeholderData: keepPreviousData,
  })
}

function useFresh() {
  const client = useQueryClient()
  return () => Promise.all(['users', 'people', 'units', 'roles'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
}

export function useCreateUser() {
  const refresh = useFresh()
  return useMutation({ mutationFn: (user: UserValues) => api.post<User>('/users', user), onSuccess: refresh })
}

export function useChangeUser({ id, version }: Pick<User, 'id' | 'version'>) {
  const refresh = useFresh()
  return useMutation({
    mutationFn: (change: UserAct) => api.patch<User>(`/users/${id}`, { ...change, version }),
    onSettled: refresh,
  })
}
