import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { useLiveUpdates } from '../../platform/live.ts'
import { usePreferences } from '../../platform/preferences.ts'
import { SessionContext, useSessionQuery } from '../../platform/session.ts'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Dialogs } from './Dialogs.tsx'
import { OfflineNotice } from './OfflineNotice.tsx'
import { Rail } from './Rail.tsx'
import { SkipLink } from './SkipLink.tsx'
import { TopBar } from './TopBar.tsx'
import './frame.css'

/** The frame around every page of the staff app; whoever is not signed in goes to sign in and comes back here. */
export function AppFrame() {
  const session = useSessionQuery()
  const { pathname, search } = useLocation()
  if (session.isPending) return <PageSkeleton />
  if (session.isError)
    return (
      <div className="page">
        <ProblemNotice problem={session.error} onRetry={session.refetch} />
      </div>
    )
  if (!session.data) return <Navigate to={signInAddress(pathname + search)} replace />
  return (
    <SessionContext value={session.data}>
      <Frame key={session.data.tenant.id} />
    </SessionContext>
  )
}

const signInAddress = (back: string) => (back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`)

function Frame() {
  const { isRailFolded } = usePreferences()
  useLiveUpdates()
  return (
    <div className={`frame${isRailFolded ? ' is-folded' : ''}`}>
      <SkipLink />
      <Rail />
      <TopBar />
      <main id="main" tabIndex={-1}>
        <OfflineNotice />
        <Outlet />
      </main>
      <BottomBar />
      <Dialogs />
      <ScrollRestoration />
    </div>
  )
}
