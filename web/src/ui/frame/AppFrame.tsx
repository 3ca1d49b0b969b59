import { lazy, Suspense, useState } from 'react'
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { useIsWall } from '../../dashboards/wall/use-is-wall.ts'
import { PeakBanner } from '../../forecast/PeakBanner.tsx'
import { SignInAgain } from '../../identity/index.ts'
import { wordsOfAllModules } from '../../platform/i18n.ts'
import { useLiveUpdates } from '../../platform/live.ts'
import { usePreferences } from '../../platform/preferences.ts'
import { SessionContext, useMay, useSession, useSessionQuery } from '../../platform/session.ts'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Dialogs } from './Dialogs.tsx'
import { OfflineNotice } from './OfflineNotice.tsx'
import { Rail } from './Rail.tsx'
import { RequirePermission } from './RequirePermission.tsx'
import { RouteProgress } from './RouteProgress.tsx'
import { SkipLink } from './SkipLink.tsx'
import { TopBar } from './TopBar.tsx'
import './frame.css'

/**
 * The frame around every page of the staff app; whoever is not signed in goes to sign in and comes back here.
 * When a session ends in the middle of work the page stays and signing in again lies over it: what was typed is kept.
 */
export function AppFrame() {
  const session = useSessionQuery()
  const { pathname, search } = useLocation()
  const [known, setKnown] = useState(session.data ?? null)
  if (session.data && session.data !== known) setKnown(session.data)
  if (session.isPending) return <PageSkeleton />
  if (session.isError && !known)
    return (
      <div className="page">
        <ProblemNotice problem={session.error} onRetry={session.refetch} />
      </div>
    )
  if (!known) return <Navigate to={signInAddress(pathname + search)} replace />
  return (
    <SessionContext value={known}>
      <Frame key={known.tenant.id} />
      {session.data === null && <SignInAgain username={known.user.username} tenant={known.tenant.code} />}
    </SessionContext>
  )
}

const CallPop = lazy(async () => (await Promise.all([import('../../calls/CallPop.tsx'), wordsOfAllModules()]))[0])
const Wall = lazy(async () => (await Promise.all([import('../../dashboards/wall/Wall.tsx'), wordsOfAllModules()]))[0])

const signInAddress = (back: string) => (back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`)

function Frame() {
  const { isRailFolded } = usePreferences()
  const { partner } = useSession()
  const mayTakeCalls = useMay('calls:handle')
  const isWall = useIsWall()
  useLiveUpdates()
  if (isWall)
    return (
      <main id="main" tabIndex={-1}>
        <OfflineNotice />
        <RequirePermission anyOf={['cases:read', 'cases:readUnit']}>
          <Suspense fallback={<PageSkeleton />}>
            <Wall />
          </Suspense>
        </RequirePermission>
      </main>
    )
  return (
    <div className={`frame${isRailFolded ? ' is-folded' : ''}`}>
      <SkipLink />
      <RouteProgress />
      <Rail />
      <TopBar />
      <main id="main" tabIndex={-1}>
        <OfflineNotice />
        {!partner && <PeakBanner />}
        <Outlet />
      </main>
      <BottomBar />
      <Dialogs />
      {!partner && mayTakeCalls && (
        <Suspense>
          <CallPop />
        </Suspense>
      )}
      <ScrollRestoration />
    </div>
  )
}
