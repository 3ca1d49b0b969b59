import { useMemo } from 'react'
import { useSession } from './session.ts'

const prefix = 'zhiwei.draft.'

export type Draft<T> = { read: () => T | undefined; keep: (value: T) => void; drop: () => void }

// In the tab only: what was typed may name a customer, and a session that ends by itself leaves it behind on a shared device otherwise.
// Storage may be forbidden or full: then what was typed lives only on the page.
function storage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

export function draftAt<T>(key: string): Draft<T> {
  const name = prefix + key
  return {
    read: () => {
      try {
        return JSON.parse(storage()?.getItem(name) ?? 'null') ?? undefined
      } catch {
        return undefined
      }
    },
    keep: (value) => {
      try {
        storage()?.setItem(name, JSON.stringify(value))
      } catch {
        // full: the page still has it
      }
    },
    drop: () => storage()?.removeItem(name),
  }
}

/** What this person typed under this name and has not sent yet. */
export function useDraft<T>(name: string): Draft<T> {
  const { user } = useSession()
  return useMemo(() => draftAt<T>(`${user.id}.${name}`), [user.id, name])
}

/** Leaves nothing typed behind on the device. */
export function dropAllDrafts() {
  const kept = storage()
  if (!kept) return
  const names = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '')
  for (const name of names) if (name.startsWith(prefix)) kept.removeItem(name)
}
