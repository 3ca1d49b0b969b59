import { lazy, Suspense } from 'react'

const Dialog = lazy(() => import('./SignInAgainDialog.tsx'))

type Props = { username: string; tenant: string }

/** Lies over the page when the session has ended. */
export function SignInAgain(props: Props) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  )
}
