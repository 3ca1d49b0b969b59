import { useTranslation } from 'react-i18next'
import { PageTabs } from '../ui/index.ts'

/** The pages of analysis (分析), in the order in which one looks; a page enters with a line. */
const pages = [
  { to: '/dashboards/manager', words: 'nav.manager' },
  { to: '/dashboards/own', words: 'nav.own' },
  { to: '/measures', words: 'nav.measures' },
  { to: '/measures/pivot', words: 'nav.pivot' },
]

export function AnalysisNav() {
  const { t } = useTranslation('measures')
  return <PageTabs label={t('nav.label')} pages={pages.map(({ to, words }) => ({ to, words: t(words) }))} />
}
