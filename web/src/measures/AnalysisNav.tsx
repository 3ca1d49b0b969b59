import type { Permission } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useSession } from '../platform/index.ts'
import { PageTabs } from '../ui/index.ts'

/** The pages of analysis (分析), in the order in which one looks; a page enters with a line. */
const pages: { to: string; words: string; needs?: Permission }[] = [
  { to: '/dashboards/manager', words: 'nav.manager' },
  { to: '/dashboards/supervisor', words: 'nav.supervisor' },
  { to: '/dashboards/unit', words: 'nav.unit' },
  { to: '/dashboards/quality', words: 'nav.quality' },
  { to: '/dashboards/customers', words: 'nav.customers' },
  { to: '/dashboards/own', words: 'nav.own' },
  { to: '/measures', words: 'nav.measures' },
  { to: '/measures/pivot', words: 'nav.pivot' },
  { to: '/periodic-reports', words: 'nav.reports', needs: 'reports:read' },
]

const kept = ['days', 'from', 'to', 'category', 'channel', 'unitId']

/** Period and filters stay from one dashboard to another. */
export function AnalysisNav() {
  const { t } = useTranslation('measures')
  const { permissions } = useSession()
  const { pathname, search } = useLocation()
  const place = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => kept.includes(name)))
  const isDashboard = (path: string) => path.startsWith('/dashboards/')
  const searchOf = (to: string) => (isDashboard(to) && isDashboard(pathname) && place.size > 0 ? `?${place}` : '')
  const mine = pages.filter(({ needs }) => !needs || permissions.includes(needs))
  return <PageTabs label={t('nav.label')} pages={mine.map(({ to, words }) => ({ to: `${to}${searchOf(to)}`, words: t(words) }))} />
}
