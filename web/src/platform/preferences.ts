import { useSyncExternalStore } from 'react'

export type Language = 'zh-CN' | 'en'
export type ThemeChoice = 'light' | 'dark' | 'system'
export type Preferences = { theme: ThemeChoice; language: Language; isRailFolded: boolean }

const storageKey = 'zhiwei.preferences'
const defaults: Preferences = { theme: 'system', language: 'zh-CN', isRailFolded: false }

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

const darkQuery = matchMedia('(prefers-color-scheme: dark)')
const calmQuery = matchMedia('(prefers-reduced-motion: reduce)')

function useMedia(query: MediaQueryList) {
  const subscribe = (listener: () => void) => {
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
  return useSyncExternalStore(subscribe, () => query.matches)
}

/** The mode in force: the person's choice, else the system's. */
export function useMode(): 'light' | 'dark' {
  const isSystemDark = useMedia(darkQuery)
  const { theme } = usePreferences()
  return theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme
}

export const useReducedMotion = () => useMedia(calmQuery)
