import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FirstRun } from '@zhiwei/contract'
import { useState } from 'react'
import { api, useSession } from '../platform/index.ts'

const whileMakingMs = 3_000

/** 开始使用: what is set up, by the facts; asked again while the demo company is being made. */
export const useFirstRun = (isEnabled = true) =>
  useQuery({
    queryKey: ['first-run'],
    queryFn: ({ signal }) => api.get<FirstRun>('/first-run', undefined, signal),
    enabled: isEnabled,
    // What changes it is done on other pages.
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.demo === 'making' ? whileMakingMs : false),
  })

export function useAskForDemo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post('/tenants/demo'),
    onSettled: () => client.invalidateQueries({ queryKey: ['first-run'] }),
  })
}

/** 收起: on this computer, for this company; found again in help and in the command palette. */
export function usePutAside(): [boolean, (isAside: boolean) => void] {
  const key = `zhiwei.start.${useSession().tenant.id}`
  const [isAside, setAside] = useState(() => read(key))
  return [
    isAside,
    (next) => {
      setAside(next)
      try {
        if (next) localStorage.setItem(key, 'aside')
        else localStorage.removeItem(key)
      } catch {
        // storage forbidden: put aside until the page is closed
      }
    },
  ]
}

function read(key: string) {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
