import { useSyncExternalStore } from 'react'

type Dialog = 'palette' | 'keys'

let open: Dialog | null = null
const listeners = new Set<() => void>()

export function openDialog(dialog: Dialog | null) {
  open = dialog
  for (const listener of listeners) listener()
}

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
