import { useEffect, useRef, useSyncExternalStore } from 'react'

/** `description` is what the `?` sheet says; without one the key is not listed. */
export type Hotkey = { key: string; act: () => void; description?: string; enabled?: boolean; group?: 'goto' }
type Options = Pick<Hotkey, 'description' | 'enabled' | 'group'> & {
  /** Gives way to any other owner of the key, whichever came first. */
  isFallback?: boolean
}
type Bound = { current: Hotkey }

let bound: Bound[] = []
const listeners = new Set<() => void>()

/**
 * Binds a key while the component is on the screen: `n`, `?`, `Enter`, `Escape`, `mod+k` (Ctrl, ⌘ on a Mac), or two after each other: `g c`.
 * Plain keys rest while somebody types or a dialog is open. Of two owners of one key the later one wins.
 */
export function useHotkey(key: string, act: () => void, { description, enabled = true, group, isFallback = false }: Options = {}) {
  const hotkey: Bound = useRef<Hotkey>({ key, act })
  useEffect(() => {
    hotkey.current = { key: written(key), act, ...(description ? { description } : {}), ...(group ? { group } : {}), enabled }
  })
  useEffect(() => {
    change(isFallback ? [hotkey, ...bound] : [...bound, hotkey])
    return () => change(bound.filter((other) => other !== hotkey))
  }, [isFallback])
}

/** As `nameOf` says it: after Ctrl there are no capitals. */
const written = (key: string) => (key.startsWith('mod+') ? key.toLowerCase() : key)

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
  const before = chordAt + chordMs > event.timeStamp ? chord : ''
  chord = ''
  const owner = (key: string) => bound.findLast(({ current }) => current.enabled !== false && current.key === key)
  const found = (before && owner(`${before} ${pressed}`)) || owner(pressed)
  if (found) {
    event.preventDefault()
    found.current.act()
  } else if (bound.some(({ current }) => current.enabled !== false && current.key.startsWith(`${pressed} `))) {
    event.preventDefault()
    chord = pressed
    chordAt = event.timeStamp
  }
}

/** The first of two keys, for as long as one waits for the second. */
let chord = ''
let chordAt = 0
const chordMs = 1_500

const nameOf = ({ key, ctrlKey, metaKey }: KeyboardEvent) => (ctrlKey || metaKey ? `mod+${key.toLowerCase()}` : key)

/** Typing, choosing, or under an open dialog, menu or list of options: there the keys belong to that; Enter to a focused link or button. */
function isBusy(target: EventTarget | null, key: string) {
  if (!(target instanceof HTMLElement)) return false
  if (key === 'Enter' && target.closest('a,button,summary')) return true
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true
  return [...document.querySelectorAll(overlays)].some((overlay) => overlay.checkVisibility())
}

const overlays = '[role="dialog"],.ant-dropdown,.ant-popover,.ant-select-dropdown,.ant-picker-dropdown'
