import { useQuery } from '@tanstack/react-query'
import type { Permission, PersonRows, Unit } from '@zhiwei/contract'
import type { z } from 'zod'
import { api, useMay } from '../platform/index.ts'

export type Person = z.infer<typeof PersonRows>['rows'][number]

const rarelyChangesMs = 5 * 60_000

export function useUnits(isEnabled = true) {
  const mayRead = useMay('identity:read') // 合作方 may not, and chooses nobody
  return useQuery({
    queryKey: ['units'],
    queryFn: ({ signal }) => api.get<{ rows: Unit[] }>('/units', undefined, signal),
    staleTime: rarelyChangesMs,
    enabled: isEnabled && mayRead,
  })
}

/** People one may choose from; with a permission, only those who have it. */
export function usePeople(permission?: Permission, isEnabled = true) {
  const mayRead = useMay('identity:read')
  return useQuery({
    queryKey: ['people', permission ?? 'all'],
    queryFn: ({ signal }) => api.get<{ rows: Person[] }>('/people', { permission }, signal),
    staleTime: rarelyChangesMs,
    enabled: isEnabled && mayRead,
  })
}
