import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { dateText, dueText, durationText, fullInstantText, instantText } from './format.ts'
import { usePreferences } from './preferences.ts'
import { useSession } from './session.ts'
import { shippedName } from './shipped-names.ts'

const tickMs = 15_000
let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = new Date()
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present instant, moving on every 15 seconds; one clock for the whole page. */
export function useNow() {
  return useSyncExternalStore(subscribe, () => {
    if (timer === undefined && Date.now() - now.getTime() > tickMs) now = new Date()
    return now
  })
}

/** The formats that need the tenant's zone or the person's language. */
export function useFormat() {
  const { zone } = useSession().tenant
  const { language } = usePreferences()
  const { t } = useTranslation()
  return useMemo(
    () => ({
      instant: (at: string | Date) => instantText(at, zone),
      date: (at: string | Date) => dateText(at, zone),
      fullInstant: (at: string | Date) => fullInstantText(at, zone, language),
      duration: (minutes: number) => durationText(minutes, t),
      due: (dueAt: string | Date, at: Date) => dueText(dueAt, at, t),
    }),
    [zone, language, t],
  )
}

/** Names a company begins with (roles, rules, holidays), in the person's language. */
export function useShippedName() {
  const isEnglish = usePreferences().language === 'en'
  return useCallback((name: string) => shippedName(name, isEnglish), [isEnglish])
}
