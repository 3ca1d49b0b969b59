import { useEffect, useMemo, useState } from 'react'
import { usePlace } from './address.ts'
import { CasePage } from './case/CasePage.tsx'
import { FilingPage } from './filing/FilingPage.tsx'
import { Foot, Top } from './frame/Frame.tsx'
import { NoSuchCompany, StartFailed, Waiting } from './frame/States.tsx'
import { HomePage } from './HomePage.tsx'
import { useToast } from './parts/Toasts.tsx'
import { Portal } from './portal-context.ts'
import { usePreferences } from './preferences.ts'
import { useSettings } from './settings.ts'
import { type Speak, speakerOf, wordsOf } from './words.ts'

/** 客户自助: the company's frame and the screen the address means. */
export function PortalApp() {
  const { tenant, page, step } = usePlace()
  const { language } = usePreferences()
  const t = useWords(language)
  const { settings, problem, again } = useSettings(tenant)
  const { say, toast } = useToast()
  const portal = useMemo(() => settings && t && { tenant, settings, language, t, say }, [tenant, settings, language, t, say])

  if (!t) return null
  if (problem) return isUnknown(problem) ? <NoSuchCompany t={t} /> : <StartFailed t={t} problem={problem} onRetry={again} />
  if (!portal) return <Waiting t={t} />
  return (
    <Portal value={portal}>
      <Top />
      {page === 'home' && <HomePage />}
      {page === 'new' && <FilingPage wanted={step} />}
      {page === 'case' && <CasePage />}
      {page === 'nowhere' && <NoSuchCompany t={t} />}
      <Foot />
      {toast}
    </Portal>
  )
}

const isUnknown = (problem: unknown) => problem instanceof Error && 'status' in problem && problem.status === 404

function useWords(language: Parameters<typeof wordsOf>[0]): Speak | undefined {
  const [words, setWords] = useState<object | undefined>()
  useEffect(() => {
    let isWanted = true
    void wordsOf(language).then((read) => isWanted && setWords(read))
    return () => {
      isWanted = false
    }
  }, [language])
  return useMemo(() => words && speakerOf(words), [words])
}
