import type { Permission } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useSession } from '../platform/index.ts'
import { PageTabs } from '../ui/index.ts'
import './warning.css'

/** The pages of early warning, in the order of the day; a page enters with a line. */
const pages: { to: string; words: string; anyOf?: Permission[] }[] = [
  { to: '/warnings', words: 'nav.centre' },
  { to: '/topics', words: 'nav.topics' },
  { to: '/warnings/risk', words: 'nav.caseWarnings' },
  { to: '/warnings/groups', words: 'nav.groups' },
  { to: '/warnings/series', words: 'nav.series' },
  { to: '/warnings/risk-points', words: 'nav.riskPoints' },
  { to: '/warnings/risk-map', words: 'nav.riskMap' },
  { to: '/forecast', words: 'nav.forecast' },
  { to: '/reports', words: 'nav.reports', anyOf: ['cases:read'] },
  { to: '/crises', words: 'nav.crises' },
  { to: '/warnings/quality', words: 'nav.quality' },
  { to: '/settings/warning-rules', words: 'nav.rules' },
]

export function WarningNav() {
  const { t } = useTranslation('warning')
  const { permissions } = useSession()
  const mine = pages.filter(({ anyOf }) => !anyOf || anyOf.some((one) => permissions.includes(one)))
  return <PageTabs label={t('nav.label')} pages={mine.map(({ to, words }) => ({ to, words: t(words) }))} />
}
