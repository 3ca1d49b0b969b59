import { useSyncExternalStore } from 'react'
import { type Language, languageOf } from './words.ts'

/** What a customer chose on this device; names nobody. */
export type Preferences = { language: Language; isLarge: boolean }

const storageKey = 'zhiwei.portal'
const listeners = new Set<() => void>()
let current = stored()

function stored(): Preferences {
  const defaults = { language: languageOf(globalThis.navigator?.language), isLarge: false }
  try {
    const { language, isLarge } = { ...defaults, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') }
    return { language: language === 'en' ? 'en' : 'zh-CN', isLarge: isLarge === true }
  } catch {
    return defaults // storage forbidden or spoilt
  }
}

export const preferencesNow = () => current

export function prefer(change: Partial<Preferences>) {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // storage forbidden: the choice holds until the page is closed
  }
  applyPreferences()
  for (const listener of listeners) listener()
}

/** Everything is measured in the root's size, so one attribute makes the whole page large. */
export function applyPreferences() {
  document.documentElement.lang = current.language
  document.documentElement.dataset.type = current.isLarge ? 'large' : 'usual'
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export const usePreferences = () => useSyncExternalStore(subscribe, preferencesNow)
