import { useSyncExternalStore } from 'react'
import type { Section } from '../../help/sections.ts'

type Dialog = 'palette' | 'keys' | 'help'

let open: Dialog | null = null
/** Of the guide; null: what it says of the page one is on. */
let section: Section | null = null
const listeners = new Set<() => void>()

export function openDialog(dialog: Dialog | null) {
  open = dialog
  for (const listener of listeners) listener()
}

export function openHelp(at: Section | null = null) {
  section = at
  openDialog('help')
}

export const helpSection = () => section

/** Which dialog of the frame is open; one at a time. */
export function useOpenDialog() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => open,
  )
}
