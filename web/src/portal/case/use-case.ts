import type { PortalCase } from '@zhiwei/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isProblem } from '../../platform/problem.ts'
import { calls } from '../calls.ts'
import { usePortal } from '../portal-context.ts'

/** Asked again so often while the page is being looked at; a notice goes out by the customer's own channel anyway. */
const pollMs = 20_000

type Found = { found?: PortalCase; problem?: unknown; needsLookup: boolean }

/** The case of this device's session, kept fresh. Without a session it has to be looked up. */
export function useCase() {
  const { language } = usePortal()
  const [state, setState] = useState<Found>({ needsLookup: false })
  // An answer asked for before an act was done must not replace the act's own.
  const newest = useRef(0)

  const show = useCallback((found: PortalCase) => {
    newest.current += 1
    setState({ found, needsLookup: false })
  }, [])
  const load = useCallback(async () => {
    const asked = ++newest.current
    try {
      const found = await calls.caseNow()
      if (asked === newest.current) setState({ found, needsLookup: false })
    } catch (problem) {
      if (asked !== newest.current) return
      if (isProblem(problem, 'NOT_SIGNED_IN', 'CASE_NOT_FOUND')) setState({ needsLookup: true })
      // What was read before stays on the page while the line is down.
      else setState((before) => ({ ...before, problem }))
    }
  }, [])
  const leave = useCallback(() => {
    newest.current += 1
    setState({ needsLookup: true })
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another language asks again
  useEffect(() => {
    if (!state.needsLookup) void load()
  }, [load, language])
  useEffect(() => {
    if (state.needsLookup) return
    const again = () => document.visibilityState === 'visible' && void load()
    const polling = setInterval(again, pollMs)
    document.addEventListener('visibilitychange', again)
    window.addEventListener('online', again)
    return () => {
      clearInterval(polling)
      document.removeEventListener('visibilitychange', again)
      window.removeEventListener('online', again)
    }
  }, [load, state.needsLookup])
  return { ...state, show, load, leave }
}

export type CaseState = ReturnType<typeof useCase>
