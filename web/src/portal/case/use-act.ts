import type { PortalCase } from '@zhiwei/contract'
import { useState } from 'react'
import { type CaseAct, calls } from '../calls.ts'

/** One act on the case at a time; what was typed stays until it was taken. */
export function useAct(show: (found: PortalCase) => void) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  async function act(name: CaseAct, body: object, done?: () => void) {
    setBusy(true)
    setProblem(undefined)
    try {
      show(await calls.act(name, body))
      done?.()
    } catch (failed) {
      setProblem(failed)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, act }
}
