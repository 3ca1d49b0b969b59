import { useState } from 'react'
import { useSession } from '../../platform/index.ts'
import { alwaysShown, type Column, columns, shownAtFirst } from './columns.tsx'

/** Which columns this person sees; kept on the device. */
export function useColumns() {
  const { user } = useSession()
  const storageKey = `zhiwei.columns.${user.id}`
  const [chosen, setChosen] = useState(() => storedAt(storageKey) ?? shownAtFirst)

  function choose(names: readonly string[]) {
    setChosen([...names])
    try {
      localStorage.setItem(storageKey, JSON.stringify(names))
    } catch {
      // storage forbidden: the choice holds until the page is closed
    }
  }

  const shown: Column[] = columns.filter(({ name }) => alwaysShown.includes(name) || chosen.includes(name))
  return { shown, chosen, choose }
}

function storedAt(storageKey: string): string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return Array.isArray(stored) ? stored.map(String) : undefined
  } catch {
    return undefined
  }
}
