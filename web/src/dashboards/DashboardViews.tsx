import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { SavedViews } from '../saved-views/index.ts'
import { DashboardPlace } from './place.ts'

/** Period, filters and cut of the dashboard one is on, as its address says them, under a name. */
export function DashboardViews() {
  const { t } = useTranslation('dashboards')
  const { pathname, search } = useLocation()
  const query = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => name in DashboardPlace.shape))
  return <SavedViews key={pathname} page={pathname} query={query.toString()} shipped={[{ query: '', name: t('usual') }]} mayBeDefault />
}
