import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Unit, UnitChange, UnitInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../../platform/index.ts'

function useFresh() {
  const client = useQueryClient()
  return () => Promise.all(['units', 'users', 'people'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
}

export function useCreateUnit() {
  const refresh = useFresh()
  return useMutation({ mutationFn: (unit: z.infer<typeof UnitInput>) => api.post<Unit>('/units', unit), onSuccess: refresh })
}

export function useChangeUnit({ id, version }: Pick<Unit, 'id' | 'version'>) {
  const refresh = useFresh()
  return useMutation({
    mutationFn: (change: Omit<z.infer<typeof UnitChange>, 'version'>) => api.patch<Unit>(`/units/${id}`, { ...change, version }),
    onSettled: refresh,
  })
}
