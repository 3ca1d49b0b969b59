import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { writeState } from '../platform/url-state.ts'
import { SavedViews } from '../saved-views/index.ts'
import { DashboardPlace } from './place.ts'

/** Period, filters and cut of the dashboard one is on, under a name. */
export function DashboardViews({ place }: { place: DashboardPlace }) {
  const { t } = useTranslation('dashboards')
  const { pathname } = useLocation()
  const query = writeState(DashboardPlace, place, new URLSearchParams()).toString()
  return <SavedViews key={pathname} page={pathname} query={query} shipped={[{ query: '', name: t('usual') }]} mayBeDefault />
}
