import { useMemo } from 'react'
import { useSession } from './session.ts'

const prefix = 'zhiwei.draft.'

/** `tab`: until the tab is closed. `device`: survives closing the browser. Both end with signing out. */
export type DraftPlace = 'tab' | 'device'
export type Draft<T> = { read: () => T | undefined; keep: (value: T) => void; drop: () => void }

// Storage may be forbidden or full: then what was typed lives only on the page.
function storageOf(place: DraftPlace): Storage | undefined {
  try {
    return place === 'tab' ? sessionStorage : localStorage
  } catch {
    return undefined
  }
}

export function draftAt<T>(key: string, place: DraftPlace): Draft<T> {
  const name = prefix + key
  return {
    read: () => {
      try {
        return JSON.parse(storageOf(place)?.getItem(name) ?? 'null') ?? undefined
      } catch {
        return undefined
      }
    },
    keep: (value) => {
      try {
        storageOf(place)?.setItem(name, JSON.stringify(value))
      } catch {
        // full: the page still has it
      }
    },
    drop: () => storageOf(place)?.removeItem(name),
  }
}

/** What this person typed under this name and has not sent yet. */
export function useDraft<T>(name: string, place: DraftPlace = 'tab'): Draft<T> {
  const { user } = useSession()
  return useMemo(() => draftAt<T>(`${user.id}.${name}`, place), [user.id, name, place])
}

/** Leaves nothing typed behind on the device. */
export function dropAllDrafts() {
  for (const storage of [storageOf('tab'), storageOf('device')]) {
    if (!storage) continue
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    for (const name of names) if (name.startsWith(prefix)) storage.removeItem(name)
  }
}
