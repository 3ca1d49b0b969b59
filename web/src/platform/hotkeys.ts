import { useEffect, useRef, useSyncExternalStore } from 'react'

/** `description` is what the `?` sheet says; without one the key is not listed. */
export type Hotkey = { key: string; act: () => void; description?: string; enabled?: boolean }
type Bound = { current: Hotkey }

let bound: Bound[] = []
const listeners = new Set<() => void>()

/**
 * Binds a key while the component is on the screen: `n`, `?`, `Enter`, `Escape`, or `mod+k` (Ctrl, ⌘ on a Mac).
 * Plain keys rest while somebody types or a dialog is open. Of two owners of one key the later one wins.
 */
export function useHotkey(key: string, act: () => void, { description, enabled = true }: { description?: string; enabled?: boolean } = {}) {
  const hotkey: Bound = useRef<Hotkey>({ key, act })
  useEffect(() => {
    hotkey.current = { key, act, ...(description ? { description } : {}), enabled }
  })
  useEffect(() => {
    change([...bound, hotkey])
    return () => change(bound.filter((other) => other !== hotkey))
  }, [])
}

function change(next: Bound[]) {
  if (bound.length === 0 && next.length > 0) addEventListener('keydown', onKeyDown)
  if (next.length === 0) removeEventListener('keydown', onKeyDown)
  bound = next
  for (const listener of listeners) listener()
}

/** The keys that work now, for the `?` sheet. */
export function useBoundHotkeys(): Hotkey[] {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => bound,
  )
  return now.map(({ current }) => current)
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const pressed = nameOf(event)
  const isPlain = !pressed.startsWith('mod+')
  if (isPlain && isBusy(event.target, event.key)) return
  const found = bound.findLast(({ current }) => current.enabled !== false && current.key === pressed)
  if (!found) return
  event.preventDefault()
  found.current.act()
}

const nameOf = ({ key, ctrlKey, metaKey }: KeyboardEvent) => (ctrlKey || metaKey ? `mod+${key.toLowerCase()}` : key)

/** Typing, choosing, or under an open dialog, menu or list of options: there the keys belong to that; Enter to a focused link or button. */
function isBusy(target: EventTarget | null, key: string) {
  if (!(target instanceof HTMLElement)) return false
  if (key === 'Enter' && target.closest('a,button,summary')) return true
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true
  return [...document.querySelectorAll(overlays)].some((overlay) => overlay.checkVisibility())
}

const overlays = '[role="dialog"],.ant-dropdown,.ant-popover,.ant-select-dropdown,.ant-picker-dropdown'
