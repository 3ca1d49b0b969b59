import type { PortalSettings } from '@zhiwei/contract'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { calls } from './calls.ts'
import { usePreferences } from './preferences.ts'
import { usePreview } from './preview.ts'

/** The company's name, logo, colour, consent text and categories, in the customer's language. */
export function useSettings(tenant: string) {
  const { language } = usePreferences()
  const [read, setRead] = useState<PortalSettings | undefined>()
  const [problem, setProblem] = useState<unknown>()
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language or try asks again
  useEffect(() => {
    let isWanted = true
    setProblem(undefined)
    calls.settings(tenant).then(
      (found) => isWanted && setRead(found),
      (failed: unknown) => isWanted && setProblem(failed),
    )
    return () => {
      isWanted = false
    }
  }, [tenant, language, tries])
  const preview = usePreview()
  const settings = useMemo(() => read && { ...read, ...preview }, [read, preview])
  const colour = settings?.colour
  useLayoutEffect(() => {
    if (colour) applyColour(colour)
  }, [colour])
  return { settings, problem: settings ? undefined : problem, again: () => setTries(tries + 1) }
}

/** Through the object model: the content security policy takes no style made of text. The style sheet chooses by light and dark. */
function applyColour({ accent, onAccent, accentDark, onAccentDark }: PortalSettings['colour']) {
  const { style } = document.documentElement
  style.setProperty('--company-accent', accent)
  style.setProperty('--company-on-accent', onAccent)
  style.setProperty('--company-accent-dark', accentDark)
  style.setProperty('--company-on-accent-dark', onAccentDark)
}
