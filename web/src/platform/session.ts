import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Permission, Session } from '@zhiwei/contract'
import { createContext, use } from 'react'
import { api, onSignedOut } from './api.ts'
import { dropAllDrafts } from './draft.ts'
import { isProblem } from './problem.ts'
import { queryClient } from './query.ts'

export type Credentials = { username: string; password: string; tenant?: string; code?: string }

const sessionKey = ['sessions', 'current'] as const

onSignedOut(() => queryClient.setQueryData(sessionKey, null))

/** Who is signed in; `null` for nobody. Pages take `useSession()` instead. */
export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => currentSession(signal), staleTime: 5 * 60_000 })
}

async function currentSession(signal: AbortSignal): Promise<Session | null> {
  try {
    return await api.get<Session>('/sessions/current', undefined, signal)
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null
    throw error
  }
}

export const SessionContext = createContext<Session | null>(null)

/** The session of the signed-in person; everything inside the frame has one. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession outside the frame')
  return session
}

/** Whether the role permits it at all; for one case, `can` in the server's answer decides. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (credentials: Credentials) => api.post<Session>('/sessions', credentials),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
}

/** Starts the app anew, so that nothing of the person's data stays in the browser. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => api.delete('/sessions/current'),
    onSuccess: () => {
      dropAllDrafts()
      location.assign('/sign-in')
    },
  })
}

/** Moves the session to another tenant the person belongs to and drops everything cached of the last one. */
export function useSwitchTenant() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (tenant: string) => api.post<Session>('/sessions/current/tenant', { tenant }),
    onSuccess: (session) => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sessions' })
      client.setQueryData(sessionKey, session)
    },
  })
}

/** Removes the demo tenant with everything invented in it; the person's list of companies is read anew. */
export function useRemoveDemo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.delete('/tenants/demo'),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  })
}
