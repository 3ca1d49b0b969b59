import type { Session } from '@zhiwei/contract'
import { useState } from 'react'
import { isProblem } from '../platform/problem.ts'
import { type Credentials, useSignIn } from '../platform/session.ts'

export type SignInSteps = ReturnType<typeof useSignInSteps>

/** Name and password first; the company code and the one-time code only when the server asks for them. */
export function useSignInSteps(start: Credentials, tenantCode: string, onDone?: (session: Session) => void) {
  const signIn = useSignIn()
  const [given, setGiven] = useState(start)
  const [asksTenant, setAsksTenant] = useState(tenantCode !== '')
  const [asksCode, setAsksCode] = useState(false)

  function onSubmit(credentials: Credentials) {
    setGiven(credentials)
    signIn.mutate(credentials, {
      onSuccess: (session) => onDone?.(session),
      onError: (error) => {
        if (isProblem(error, 'TENANT_REQUIRED')) setAsksTenant(true)
        if (isProblem(error, 'SECOND_FACTOR_REQUIRED')) setAsksCode(true)
        if (isProblem(error, 'SIGN_IN_FAILED')) setAsksCode(false)
      },
    })
  }

  function onLeave() {
    signIn.reset()
    setAsksCode(false)
  }

  const isQuestion = isProblem(signIn.error, 'TENANT_REQUIRED', 'SECOND_FACTOR_REQUIRED')
  return { given, tenantCode, asksTenant, asksCode, problem: isQuestion ? null : signIn.error, isBusy: signIn.isPending, onSubmit, onLeave }
}
