import { useLayoutEffect, useSyncExternalStore } from 'react'
import { useMedia } from './media.ts'

export type Language = 'zh-CN' | 'en'
export type ThemeChoice = 'light' | 'dark' | 'system'
/** 疏密: how much room a row has. */
export type Density = 'comfortable' | 'compact'
/** `closedGroups`: the groups of the rail that are folded away. */
export type Preferences = { theme: ThemeChoice; language: Language; density: Density; isRailFolded: boolean; closedGroups: string[] }

const storageKey = 'zhiwei.preferences'
const defaults: Preferences = { theme: 'system', language: 'zh-CN', density: 'comfortable', isRailFolded: false, closedGroups: [] }

let current = stored()
const listeners = new Set<() => void>()

function stored(): Preferences {
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') }
  } catch {
    return defaults // storage forbidden or spoilt: the person starts with the defaults
  }
}

export const preferencesNow = () => current

export function setPreferences(change: Partial<Preferences>) {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // storage forbidden: the choice holds until the page is closed
  }
  for (const listener of listeners) listener()
}

export function onPreferences(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const usePreferences = () => useSyncExternalStore(onPreferences, preferencesNow)

type Mode = 'light' | 'dark'
let pageMode: Mode | null = null

/** Sets the mode of what is on the screen while it is there, whatever the person has chosen. */
export function useModeOfPage(mode: Mode) {
  useLayoutEffect(() => {
    const set = (next: Mode | null) => {
      pageMode = next
      for (const listener of listeners) listener()
    }
    set(mode)
    return () => set(null)
  }, [mode])
}

/** The mode in force: that of the page, else the person's choice, else the system's. */
export function useMode(): Mode {
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  const ofPage = useSyncExternalStore(onPreferences, () => pageMode)
  const { theme } = usePreferences()
  if (ofPage) return ofPage
  return theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme
}

export const useReducedMotion = () => useMedia('(prefers-reduced-motion: reduce)')
